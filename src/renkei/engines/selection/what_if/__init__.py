"""What would be funded if: a call prepared once, and questions about it. `docs/what-if.md` says how to ask."""

from renkei.engines.selection.what_if.answer import Answer, Budget, Cheapest, Level, WhatIf
from renkei.engines.selection.what_if.change import Change, faults
from renkei.engines.selection.what_if.comparing import Compared, Raise, Row, compare, usual_raises
from renkei.engines.selection.what_if.meeting import Meeting

__all__ = [
    "Answer",
    "Budget",
    "Change",
    "Cheapest",
    "Compared",
    "Level",
    "Meeting",
    "Raise",
    "Row",
    "WhatIf",
    "compare",
    "faults",
    "usual_raises",
]

"""Selecting what a joint call funds, by a published rule, with the reasons. `docs/rules.md` defines the rules."""

from renkei.engines.selection.options import SelectionError, SelectionOptions, options_from
from renkei.engines.selection.payers import RealPot
from renkei.engines.selection.result import (
    Bound,
    Displaces,
    GroupStep,
    LevelBound,
    NextRaise,
    Reason,
    Selection,
    Unlock,
)
from renkei.engines.selection.select import Progress, select
from renkei.engines.selection.topped_up import ToppedUp

__all__ = [
    "Bound",
    "Displaces",
    "GroupStep",
    "LevelBound",
    "NextRaise",
    "Progress",
    "RealPot",
    "Reason",
    "Selection",
    "SelectionError",
    "SelectionOptions",
    "ToppedUp",
    "Unlock",
    "options_from",
    "select",
]

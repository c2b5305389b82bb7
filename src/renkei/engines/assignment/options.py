"""The options of an assignment, and how it says that there is none."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from renkei.review import Review

Fair = Literal["total", "leximin", "random"]
FAIR: tuple[Fair, ...] = ("total", "leximin", "random")
WORK = 50_000  # nodes of branch and bound, for all levels together


class AssignmentError(Exception):
    """There is no assignment of this input; says what to change."""


@dataclass(frozen=True)
class AssignmentOptions:
    """`review`: what the call publishes. `fair`: what is best, see docs/assign.md.

    `cap`: under `random`, the most probable any pair may be; `seed` settles what is equally good, and the draw;
    `lowest`: under `leximin`, the share of applications, the worst served, that come before the total; `without`:
    reviewers who dropped out; `work`: nodes of branch and bound, where a flow does not do.
    """

    review: Review = field(default_factory=Review)
    fair: Fair = "total"
    cap: Decimal = Decimal(1)
    seed: int = 1
    lowest: Decimal = Decimal("0.1")
    without: tuple[str, ...] = ()
    work: int = WORK

"""The options of a timetable, what wishes are worth, and how it says that there is none."""

from dataclasses import dataclass, field

from renkei.forum import Meetings

WORTH = {"must": 3, "would": 1}  # of one side's wish
AGREED = 2  # times the sum, where every side wishes it
EXACT = 1500  # places (a meeting in a slot) up to which a forum is solved as a program in whole numbers
WORK = 20  # rounds of improvement
NODES = 20_000  # of branch and bound


class TimetableError(Exception):
    """There is no timetable of this input; says what to change."""


@dataclass(frozen=True)
class TimetableOptions:
    """`meetings`: what the forum publishes. `seed` settles what is equally good.

    `changes`: how many earlier meetings may move, or make way, for somebody who is left out; `exact`: the size up to
    which the best is proven by branch and bound, of at most `nodes` nodes; `work`: the most rounds of improvement.
    """

    meetings: Meetings = field(default_factory=Meetings)
    seed: int = 1
    changes: int = 0
    exact: int = EXACT
    nodes: int = NODES
    work: int = WORK

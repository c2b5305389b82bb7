"""A rule's result before it is given its reasons."""

from dataclasses import dataclass

from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.conditions.reductions import Reduction
from renkei.engines.selection.result import Cut, GroupStep, LevelBound
from renkei.engines.selection.topped_up import ToppedUp


@dataclass(frozen=True)
class Decided:
    """Who is chosen, how it was found, and what each of the others lacked when the rule came to it.

    `stopped_at` is the group with the gap of a binding ranking; `lost_lot` are those which another largest part of
    their group would have held, `adds_nothing` those whose score adds nothing to the total; `complete` says that the
    rule's definition is met exactly, else `stopped` says why not.
    """

    chosen: Chosen
    short: dict[int, dict[int, int]]
    steps: tuple[GroupStep, ...] = ()
    bounds: tuple[LevelBound, ...] = ()
    cuts: tuple[Cut, ...] = ()
    lost_lot: Part = frozenset()
    adds_nothing: Part = frozenset()
    stopped_at: int | None = None
    complete: bool = True
    stopped: str | None = None
    top_up: ToppedUp | None = None
    reduction: Reduction | None = None

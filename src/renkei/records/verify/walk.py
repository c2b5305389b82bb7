"""`ranking` and `gaps` walked again: down the score groups, every way in which the lot may fall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from renkei.records.verify.call import Call
from renkei.records.verify.choice import Choice
from renkei.records.verify.parts import parts_of
from renkei.records.verify.reductions import Reduction, reduction_of
from renkei.records.verify.result import Result
from renkei.records.verify.search import Bound, UnsettledError, Work

WAYS = 5_000  # amounts of money left that are followed side by side
Left = tuple[int, ...]


class Largest(Protocol):
    """The search among a group's largest parts."""

    @property
    def size(self) -> int:
        """How many applications the largest part holds."""

    def in_some_largest(self, application: str) -> bool:
        """Whether some largest part holds the application."""


@dataclass(frozen=True)
class Visit:
    """One group as the rule came to it, `sure` and `maybe` funded.

    `choice` where only one money could be left, `after` the money left in each way, empty where they were too many;
    `clear` False where caution called some `maybe` who may be certain, or out for certain.
    """

    at: str
    members: tuple[str, ...]
    sure: frozenset[str]
    maybe: frozenset[str]
    open_before: bool
    after: tuple[Left, ...] = ()
    choice: Largest | None = None
    clear: bool = True


@dataclass
class Walk:
    """A finished walk: all ways (money left → what was funded), the visits in order, where it stopped.

    Once the ways were too many, `low` is the least money that any of them leaves; the only way kept leaves the most.
    """

    ways: dict[Left, Result]
    visits: list[Visit] = field(default_factory=list)
    gap: str | None = None
    low: Left | None = None

    @property
    def result(self) -> Result:
        """What all the ways come to."""
        first, *others = self.ways.values()
        for other in others:
            first = first.either(other)
        return first


@dataclass(frozen=True)
class Walker:
    """How to walk: the lot's order (None before a draw), the work left, bounds and hints for groups by their place."""

    call: Call
    lot: tuple[str, ...] | None
    work: Work
    bounds: Mapping[str, Bound] = field(default_factory=dict)
    hints: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: dict[tuple[object, ...], Choice] = field(default_factory=dict)

    def rerun(self, means: Sequence[int], forced: frozenset[str] = frozenset()) -> Result | None:
        """The rule's result with these means and `forced` taken off first; None where these alone are too dear.

        Raises UnsettledError when a group is too hard or the ways in which the lot may fall are too many.
        """
        walk = self.walk(means, forced)
        if walk and not all(visit.clear for visit in walk.visits):
            raise UnsettledError
        return None if walk is None else walk.result

    def walk(self, means: Sequence[int], forced: frozenset[str] = frozenset()) -> Walk | None:
        """The same with all its steps; where ways are too many it goes on with caution. UnsettledError as above."""
        paid = forced | self.call.paid_first
        left = tuple(self.call.left(paid, means))
        if min(left, default=0) < 0:
            return None
        walk = Walk({left: Result(paid, paid, len(paid))})
        reduction = reduction_of(self.call, means, paid)
        for at, group in self.call.open_groups:
            members = tuple(one for one in group if one not in forced)
            reduced = reduction is not None and at == reduction.at
            if reduction is not None and reduced:
                self._visit_reduced(walk, at, members, reduction)
            elif walk.low is None:
                self._visit(walk, at, members, tuple(means))
            else:
                self._visit_with_caution(walk, at, members, walk.low)
            if self.call.options.stops and (reduced or len(walk.visits[-1].sure) < len(members)):
                walk.gap = at
                break
        return walk

    def _visit(self, walk: Walk, at: str, members: tuple[str, ...], means: Left) -> None:
        is_open, choices = bool(walk.result.tied), [(left, self.choice(at, members, left, means)) for left in walk.ways]
        single = choices[0][1] if len(choices) == 1 else None
        try:
            walk.ways = self._following(walk.ways, choices)
            after = tuple(walk.ways)
        except UnsettledError:
            if single is None or self.lot is not None:
                raise
            self._extent_alone(walk, single)
            after = ()
        walk.ways = self._merged(walk.ways, len(walk.visits))
        sure, maybe = (side & set(members) for side in (walk.result.sure, walk.result.maybe))
        walk.visits.append(Visit(at, members, sure, maybe, is_open, after, single))

    def _visit_reduced(self, walk: Walk, at: str, members: tuple[str, ...], reduction: Reduction) -> None:
        """The group at the cut, paid whole with what is granted; down to it there is one way."""
        ((left, before),) = walk.ways.items()
        saved, group = reduction.saved(self.call), frozenset(members)
        rest = tuple(have + saved.get(row, 0) for row, have in enumerate(self.call.left(members, left)))
        walk.ways = {rest: before.plus(group)}
        walk.visits.append(Visit(at, members, group, group, open_before=False, after=(rest,)))

    def _following(self, ways: dict[Left, Result], choices: list[tuple[Left, Choice]]) -> dict[Left, Result]:
        """All the ways after a group; those that leave the same money become one."""
        after: dict[Left, Result] = {}
        for left, choice in choices:
            for part in [choice.first_in_lot(self.lot)] if self.lot is not None else choice.every:
                rest, result = tuple(self.call.left(part, left)), ways[left].plus(part)
                after[rest] = result.either(after[rest]) if rest in after else result
            if len(after) > WAYS:
                raise UnsettledError
        return after

    def _extent_alone(self, walk: Walk, choice: Choice) -> None:
        """The ways of one group are too many to list, but what all and what some of them hold is known."""
        ((left, before),) = walk.ways.items()
        sure, maybe = choice.extent
        after = Result(before.sure | sure, before.maybe | maybe, before.least + choice.best[0][0])
        walk.ways = {tuple(self.call.left(sure, left)): after}
        if sure != maybe:
            walk.low = tuple(max(0, rest) for rest in self.call.left(maybe, left))

    def _visit_with_caution(self, walk: Walk, at: str, members: tuple[str, ...], low: Left) -> None:
        """Nobody is in whom the most money cannot pay; who is paid whatever the others take from the least is in."""
        ((high, before),) = walk.ways.items()
        able = frozenset(one for one in members if not self.call.lacking(one, high))
        rest = self.call.left(able, low)
        sure = frozenset(one for one in able if all(rest[funder] >= 0 for funder, _ in self.call.eligible[one].asks))
        walk.ways = {tuple(self.call.left(sure, high)): replace(before.plus(sure), maybe=before.maybe | able)}
        walk.low = tuple(max(0, one) for one in rest)
        walk.visits.append(Visit(at, members, sure, able, bool(before.tied), clear=sure == able))

    def _merged(self, ways: dict[Left, Result], place: int) -> dict[Left, Result]:
        """Ways that leave the same money for all that is still to come are one way, and go on as one."""
        if "under_spent" in self.call.options.tie_criteria:
            return ways
        merged: dict[Left, Result] = {}
        for left, result in ways.items():
            rest = tuple(map(min, left, self._ahead[place]))
            merged[rest] = result.either(merged[rest]) if rest in merged else result
        return merged

    @cached_property
    def _ahead(self) -> list[list[int]]:
        """For each group what all the groups below it ask of each funder."""
        groups = [group for _, group in self.call.open_groups]
        return [
            self.call.asked(one for group in groups[place:] for one in group) for place in range(1, len(groups) + 1)
        ]

    def choice(self, at: str, members: tuple[str, ...], left: Left, means: Left) -> Choice:
        """The best parts of a group with what is left for it; searched once for the same money of those it asks."""
        asked = sorted({funder for one in members for funder, _ in self.call.eligible[one].asks})
        key = (members, *(left[funder] for funder in asked))
        if "under_spent" in self.call.options.tie_criteria:
            key = (*key, *(means[funder] for funder in asked))
        if key not in self.known:
            self.known[key] = self._choice(at, members, left, means)
        return self.known[key]

    def _choice(self, at: str, members: tuple[str, ...], left: Left, means: Left) -> Choice:
        return parts_of(
            self.call, members, left, means, self.work, self.bounds.get(at), self.hints.get(at, frozenset())
        )

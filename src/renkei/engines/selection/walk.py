"""`ranking` and `gaps`: down the score groups, the best part of each that the money left can pay."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.conditions.reductions import Reduction, at_the_cut
from renkei.engines.selection.parts import Parts, best_parts
from renkei.engines.selection.pieces import Asked, Figures
from renkei.engines.selection.tie_criteria import under_spent

Left = tuple[int, ...]
WAYS = 256  # ways in which the lot may fall that are followed one by one


@dataclass(frozen=True)
class Step:
    """One group: who of it is funded for certain or may be, and the money before it in each way followed.

    `lefts` is empty where the ways were too many to follow; `open` says that a tie is open above this group.
    """

    group: int
    members: tuple[int, ...]
    always: Part
    sometimes: Part
    lefts: tuple[Left, ...]
    open: bool


@dataclass
class Walk:
    """A walk: each way that the lot may fall, by the money it leaves, with what is funded then.

    `short` says, in a walk asked to explain, for everyone not funded what each funder lacked when the rule came to it,
    in the way that lacks least. `stopped` is the group with the gap at which a binding ranking ends. `low` is None
    while every way is followed; afterwards one way stands for all, under the most money that any leaves, and `low` is
    the least that any leaves. `reduction` pays a group whole that otherwise would be the first gap.
    """

    ways: dict[Left, Chosen]
    steps: list[Step] = field(default_factory=list)
    short: dict[int, dict[int, int]] = field(default_factory=dict)
    stopped: int | None = None
    low: Left | None = None
    explain: bool = False
    reduction: Reduction | None = None

    @property
    def chosen(self) -> Chosen:
        """What is funded, over all the ways."""
        return reduce(Chosen.either, self.ways.values())


class Walker:
    """Walks down one call's groups, for any budgets and anyone forced in; `stop` ends at the first gap."""

    def __init__(self, call: Call, *, stop: bool) -> None:
        self.call, self.stop = call, stop
        self.asked: Asked = call.asked
        self.remembered: dict[tuple[Hashable, ...], Parts] = {}
        totals = [call.demand[:, list(group)].sum(axis=1) for group in call.groups]
        self.asked_of = [[(int(row), int(total[row])) for row in np.flatnonzero(total)] for total in totals]
        self.follows_money = any(fixed is None for _, fixed in call.tie_criteria)
        self.ahead = [sum(totals[place + 1 :], np.zeros_like(call.capacity)).tolist() for place in range(len(totals))]

    def walk(self, capacity: Sequence[int], inside: Part = frozenset(), *, explain: bool = False) -> Walk | None:
        """The walk with budgets `capacity` and `inside` forced in too; None where those forced in cannot be paid."""
        inside |= self.call.inside
        left = self._pay(tuple(capacity), inside)
        if min(left, default=0) < 0:
            return None
        walk = Walk({left: Chosen().plus(inside)}, explain=explain)
        walk.reduction = at_the_cut(self.call, capacity, inside)
        for place, group in enumerate(self.call.groups):
            members = tuple(one for one in group if one not in inside)
            walk.steps.append(self._step(walk, place, members, capacity))
            reduced = walk.reduction is not None and walk.reduction.group == place
            if self.stop and (reduced or len(walk.steps[-1].always) < len(members)):
                walk.stopped = place
                break
        return walk

    def _step(self, walk: Walk, place: int, members: tuple[int, ...], capacity: Sequence[int]) -> Step:
        lefts, is_open = () if walk.low else tuple(walk.ways), bool(walk.chosen.tied)
        walk.ways = self._after(walk, place, members, capacity)
        chosen, group = walk.chosen, frozenset(members)
        return Step(place, members, chosen.always & group, chosen.sometimes & group, lefts, is_open)

    def _after(self, walk: Walk, place: int, members: tuple[int, ...], capacity: Sequence[int]) -> dict[Left, Chosen]:
        """The ways after one group: one by one while they are few, afterwards with caution."""
        if walk.reduction is not None and walk.reduction.group == place:
            return self._reduced(walk, walk.reduction, members)
        if walk.low is not None:
            return self._cautious(walk, members)
        parts = [(left, chosen, self._best_parts(place, members, left, capacity)) for left, chosen in walk.ways.items()]
        if sum(found.count for _, _, found in parts) <= WAYS:
            followed = [
                (self._pay(left, part), chosen.plus(part)) for left, chosen, found in parts for part in found.every()
            ]
            self._note_short(walk, members, followed)
            return self._merge(followed, place)
        if len(parts) == 1:
            return self._too_many(walk, members, *parts[0])
        return self._cautious(walk, members)

    def _reduced(self, walk: Walk, reduction: Reduction, members: Iterable[int]) -> dict[Left, Chosen]:
        """The one way after the cut's group, paid whole: down to the first gap there is no tie."""
        ((left, chosen),) = walk.ways.items()
        rest = self._pay(left, members)
        saved = tuple(amount + reduction.saved.get(row, 0) for row, amount in enumerate(rest))
        return {saved: chosen.plus(frozenset(members))}

    def _too_many(
        self, walk: Walk, members: Sequence[int], left: Left, chosen: Chosen, parts: Parts
    ) -> dict[Left, Chosen]:
        """One group's best parts are too many to follow, but what all and what some of them hold is known exactly."""
        high = self._pay(left, parts.always)
        walk.low = tuple(max(rest, 0) for rest in self._pay(left, parts.sometimes))
        after = replace(chosen.plus(parts.always), sometimes=chosen.sometimes | parts.sometimes)
        self._note_short(walk, members, [(high, after)])
        return {high: replace(after, least=chosen.least + parts.size)}

    def _cautious(self, walk: Walk, members: Sequence[int]) -> dict[Left, Chosen]:
        """Certain is what the least money pays for whoever else is taken, impossible what the most does not pay."""
        ways = list(walk.ways)
        high = tuple(map(max, *ways)) if len(ways) > 1 else ways[0]
        low = walk.low or tuple(map(min, *ways))
        able = [one for one in members if all(amount <= high[row] for row, amount in self.asked[one].items())]
        rest = self._pay(low, able)
        certain = {one for one in able if all(rest[row] >= 0 for row in self.asked[one])}
        after = walk.chosen.plus(certain)
        if len(certain) < len(able):
            after = replace(after, sometimes=after.sometimes | set(able), exact=False)
        walk.low = tuple(max(money, 0) for money in rest)
        self._note_short(walk, members, [(high, after)])
        return {self._pay(high, certain): after}

    def _note_short(self, walk: Walk, members: Sequence[int], followed: Sequence[tuple[Left, Chosen]]) -> None:
        """Note, for whoever of the group no way funds, what was lacking in the way that lacks least."""
        if not walk.explain:
            return
        sometimes = Part().union(*(chosen.sometimes for _, chosen in followed))
        for one in set(members) - sometimes:
            walk.short[one] = self._least_lacking(one, [left for left, _ in followed])

    def _merge(self, followed: list[tuple[Left, Chosen]], place: int) -> dict[Left, Chosen]:
        """Ways that leave the same money for all that is still to come are one way."""
        if len(followed) == 1 or self.follows_money:
            return self._united(followed)
        ahead = self.ahead[place]
        return self._united((tuple(map(min, left, ahead)), chosen) for left, chosen in followed)

    @staticmethod
    def _united(followed: Iterable[tuple[Left, Chosen]]) -> dict[Left, Chosen]:
        ways: dict[Left, Chosen] = {}
        for left, chosen in followed:
            ways[left] = chosen.either(ways[left]) if left in ways else chosen
        return ways

    def _least_lacking(self, one: int, lefts: Sequence[Left]) -> dict[int, int]:
        lacking = [
            {row: amount - left[row] for row, amount in self.asked[one].items() if amount > left[row]} for left in lefts
        ]
        return min(
            lacking, key=lambda rows: (sum(self.call.worth(*item) for item in rows.items()), sorted(rows.items()))
        )

    def parts(self, place: int, members: tuple[int, ...], left: Left) -> Parts:
        """The best parts of a group with some money left; only where no tie criterion follows the money."""
        return self._best_parts(place, members, left, ())

    def _best_parts(self, place: int, members: tuple[int, ...], left: Left, capacity: Sequence[int]) -> Parts:
        """The best parts of a group; remembered by the money that matters to it, since re-runs ask again and again."""
        if self.follows_money:
            return best_parts(members, self.asked, left, self._figures(left, capacity), self.call.lot)
        key = (place, members, tuple(min(left[row], most) for row, most in self.asked_of[place]))
        if key not in self.remembered:
            self.remembered[key] = best_parts(members, self.asked, left, self._figures(left, capacity), self.call.lot)
        return self.remembered[key]

    def _figures(self, left: Left, capacity: Sequence[int]) -> Figures:
        return [
            under_spent(self.call.asked_money, left, capacity) if fixed is None else fixed
            for _, fixed in self.call.tie_criteria
        ]

    def _pay(self, left: Left, part: Iterable[int]) -> Left:
        rest = list(left)
        for one in part:
            for row, amount in self.asked[one].items():
                rest[row] -= amount
        return tuple(rest)

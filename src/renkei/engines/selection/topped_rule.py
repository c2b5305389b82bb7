"""`ranking` and `gaps` beside a top-up: above the first gap it pays as well, below the gap national money alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.options import SelectionError
from renkei.engines.selection.reasons import money, names
from renkei.engines.selection.result import NextRaise, Unlock
from renkei.engines.selection.rule import OutOfReachError
from renkei.engines.selection.settling import Settled, Settling
from renkei.engines.selection.top_up import TopUp
from renkei.engines.selection.unlock import cost_of
from renkei.engines.selection.walk import Walk, Walker


@dataclass(frozen=True)
class Way:
    """One way in which the lot may fall above the gap, and the walk below it; None where the rule stops there."""

    settled: Settled
    below: Walk | None
    chosen: Chosen


class ToppedRule:
    """`ranking` (`stop` at the gap) or `gaps` over one call with a top-up, which every run settles anew."""

    threads = 1  # plain Python: more would only wait for each other
    tries = 30

    def __init__(self, call: Call, top_up: TopUp, *, stop: bool) -> None:
        self.call, self.top_up, self.stop = call, top_up, stop
        self.settling = Settling(call, top_up)
        self.walker = Walker(call, stop=False)

    def ways(self, capacity: Sequence[int], inside: Part = frozenset(), *, explain: bool = False) -> list[Way] | None:
        """All ways with these means of the payers; `inside` is paid first, without the top-up: None where it cannot be.

        Raises SelectionError where the ways are too many.
        """
        means = [own - asked for own, asked in zip(capacity, self.settling.demand(inside), strict=True)]
        if min(means, default=0) < 0:
            return None
        settled, exact = self.settling.ways(means, inside)
        return [self._way(one, capacity, inside, exact=exact, explain=explain) for one in settled]

    def _way(self, settled: Settled, capacity: Sequence[int], inside: Part, *, exact: bool, explain: bool) -> Way:
        funded = settled.above | inside
        below = None
        chosen = Chosen().plus(funded)
        if not self.stop:
            topped = list(map(max, capacity, self.settling.demand(funded)))  # of what is topped up nothing is left
            below = self.walker.walk(topped, funded, explain=explain)
            if below is None:  # pragma: no cover - what is funded is paid for
                raise AssertionError("a set that is paid for leaves no payer below nothing")
            chosen = below.chosen
        certain = exact and not (settled.passed and chosen.tied)
        return Way(settled, below, replace(chosen, exact=chosen.exact and certain))

    def rerun(self, capacity: Sequence[int], inside: Part = frozenset()) -> Chosen | None:
        """See `Rule.rerun`; the top-up is settled anew."""
        try:
            ways = self.ways(capacity, inside)
        except SelectionError as error:
            raise OutOfReachError from error
        return None if ways is None else either(ways)

    def unlock(self, one: int, funded: Part, possible: Sequence[int | None]) -> Unlock:
        """Raises that are enough, beside what the top-up pays now or by themselves; or `open`.

        Whether less would do is open: a raise brings more top-up, which may pay for rivals, so that no order of raises
        proves the smallest.
        """
        wanted = self._needed(funded | {one})
        demand, capacity = self.settling.demand(wanted), self.call.capacity.tolist()
        topped = list(map(max, capacity, self.settling.demand(funded)))
        for means in (topped, capacity):
            raises = {row: demand[row] - own for row, own in enumerate(means) if demand[row] > own}
            if any(limit is not None and raises.get(row, 0) > limit for row, limit in enumerate(possible)):
                continue
            found = self._again([own + raises.get(row, 0) for row, own in enumerate(capacity)])
            if found is not None and funded | {one} <= found.always:
                return Unlock("upper", money(self.call, raises), cost_of(self.call, raises))
        return Unlock("open")

    def _needed(self, wanted: Part) -> Part:
        """A rule that stops at the gap comes to a group only past whole groups."""
        lowest = max(self.call.group_of[one] for one in wanted)
        return wanted.union(*map(frozenset, self.call.groups[:lowest])) if self.stop else wanted

    def next_raise(self, row: int, funded: Part) -> NextRaise:
        """A raise of one payer after which more are funded: the least of those that pay one request more; or `open`."""
        capacity = self.call.capacity.tolist()
        left = max(capacity[row] - self.settling.demand(funded)[row], 0)
        asked = {asks.get(row, 0) for one, asks in enumerate(self.call.asked) if one not in funded}
        for raised in sorted(amount - left for amount in asked if amount > left)[: self.tries]:
            found = self._again([own + raised * (place == row) for place, own in enumerate(capacity)])
            if found is not None and found.least > len(funded):
                return NextRaise(
                    "upper",
                    raised,
                    enters=names(self.call, found.always - funded),
                    leaves=names(self.call, funded - found.sometimes),
                    tied=names(self.call, found.tied),
                )
        return NextRaise("open")

    def _again(self, capacity: Sequence[int]) -> Chosen | None:
        """The result with other means; None where it is not known exactly."""
        try:
            found = self.rerun(capacity)
        except OutOfReachError:
            return None
        return found if found is not None and found.exact else None


def either(ways: Sequence[Way]) -> Chosen:
    """What is funded, over all the ways."""
    return reduce(Chosen.either, (way.chosen for way in ways))

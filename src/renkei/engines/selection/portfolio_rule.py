"""The rules `best` and `sum`: level after level, over the whole call at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.rule import OutOfReachError
from renkei.solvers.again import Again, smallest_raise
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.optimal_sets import always_and_sometimes
from renkei.solvers.packing import InfeasibleError, Level, Limit, LimitReachedError, Mask, Packing, Portfolio

RERUN_WORK = 15_000
TRIES = 200  # re-runs for one reason, divided by the number of applications: large calls take long to run again


@dataclass(frozen=True)
class NamedLevel:
    """One level: what it counts (`band`, `total`, `money`), of which band, and its weights, always maximised."""

    name: str
    band: int | None
    level: Level


class PortfolioRule:
    """`best` or `sum` over one call; whatever is run, `fixed` is in it.

    The levels count what is not forced in, beside which the rule runs on the rest.
    """

    def __init__(self, call: Call, options: SelectionOptions, fixed: Part = frozenset()) -> None:
        self.call, self.fixed = call, fixed
        self.threads = options.threads
        self.tries = max(1, TRIES // max(1, len(call.applications)))
        self.named = levels_of(call, options)
        self.levels = [one.level for one in self.named]
        self.free = free_of(call)
        self.column = {one: place for place, one in enumerate(self.free)}
        self.packing = self._packing(call.capacity.tolist())
        self.limit = Limit(work=options.work, seconds=options.seconds, threads=options.threads)
        # money cannot change how many are funded under `best`, but it can under `sum`
        self.decisive = len(self.levels) - (options.rule == "best")

    def _packing(self, capacity: Sequence[int]) -> Packing:
        """The free applications under what budgets leave once those forced in are paid."""
        paid = self.call.demand[:, sorted(self.call.inside)].sum(axis=1, dtype=np.int64)
        return Packing(self.call.demand[:, self.free], np.array(capacity, np.int64) - paid)

    def _mask(self, ones: Part) -> Mask:
        """The columns of applications that are free."""
        mask = np.zeros(len(self.free), np.bool_)
        mask[[self.column[one] for one in ones if one in self.column]] = True
        return mask

    def _part(self, mask: Mask) -> Part:
        """The applications of columns."""
        return frozenset(self.free[column] for column in np.flatnonzero(mask))

    def funded(self, mask: Mask) -> Part:
        """The applications of columns, beside those forced in."""
        return self._part(mask) | self.call.inside

    def solve(self) -> Portfolio:
        """The best portfolio of the call as it is."""
        return self.again.portfolio

    @cached_property
    def again(self) -> Again:
        """The solved problem, ready to be solved again after a change."""
        fixed = self._mask(self.fixed)
        best = lexicographic(self.packing, self.levels, inside=fixed, limit=self.limit)
        return Again(self.packing, self.levels, best)

    @cached_property
    def rerun_limit(self) -> Limit:
        """What one re-run may take: there are hundreds of them."""
        return Limit(work=RERUN_WORK, threads=self.limit.threads)

    def ties(self, packing: Packing, portfolio: Portfolio, limit: Limit, inside: Part = frozenset()) -> Chosen:
        """Who is in every best portfolio and who is in some, whatever has been drawn."""
        if not portfolio.complete:
            found = self.funded(portfolio.chosen)
            return Chosen(found, found, len(found), exact=False)
        forced = self._mask(inside)
        always, sometimes, exact = always_and_sometimes(packing, self.levels, portfolio, limit, inside=forced)
        least = int(portfolio.chosen.sum()) + len(self.call.inside)
        return Chosen(self.funded(always), self.funded(sometimes), least, exact)

    def drawn(self, packing: Packing, ties: Chosen, inside: Part = frozenset()) -> Chosen:
        """With a draw, the best portfolio that holds the first in the lot's order that any does, and so on."""
        if self.call.lot is None or not ties.tied:
            return ties
        lots = [Level(self._mask(frozenset({one})).astype(np.int64)) for one in self.call.lot if one in ties.tied]
        best = lexicographic(packing, [*self.levels, *lots], inside=self._mask(inside))
        if best.stopped == "interrupted":
            raise KeyboardInterrupt
        chosen = self.funded(best.chosen)
        return Chosen(chosen, chosen, len(chosen), ties.exact)

    def rerun(self, capacity: Sequence[int], inside: Part = frozenset()) -> Chosen | None:
        """See `Rule.rerun`."""
        packing = self._packing(capacity)
        try:
            portfolio = self._solved_again(packing, inside)
        except InfeasibleError:
            return None
        return self.drawn(packing, self.ties(packing, portfolio, self.rerun_limit, inside), inside)

    def funds(self, capacity: Sequence[int], superset: Part, wanted: Part) -> bool:
        """See `Rule.funds`."""
        packing = self._packing(capacity)
        mine = self._mask(superset)
        try:
            best = self.again.proven(mine, packing.capacity, self.rerun_limit)
        except LimitReachedError:
            raise OutOfReachError from None
        if best is None:
            return False
        chosen = self.drawn(packing, self.ties(packing, best, self.rerun_limit))
        if not chosen.exact:
            raise OutOfReachError
        return wanted <= chosen.always

    def needed(self, wanted: Part) -> Part:
        """A portfolio may hold anything without anything else."""
        return wanted

    def rivals(self, capacity: Sequence[int], superset: Part) -> Part:
        """Whatever counts in a level down to the first in which the result is better than `superset`."""
        portfolio = self._solved_again(self._packing(capacity))
        mine = self._mask(superset)
        counts = np.zeros_like(mine)
        for level, value in zip(self.levels, portfolio.values, strict=True):
            counts |= level.weights != 0
            if value != level.value(mine):
                return self._part(counts & ~mine)
        return self._part(~mine)

    def _solved_again(self, packing: Packing, inside: Part = frozenset()) -> Portfolio:
        forced = self._mask(inside)
        portfolio = self.again.solve(capacity=packing.capacity, inside=forced, limit=self.rerun_limit)
        if not portfolio.complete:
            raise OutOfReachError
        return portfolio

    def next_change(self, funder: int, capacity: Sequence[int], limit: int | None = None) -> int | None:
        """See `Rule.next_change`; with a `limit` None where no raise up to it changes anything."""
        packing = self._packing(capacity)
        again = self.again
        if (packing.capacity != self.packing.capacity).any():
            again = Again(packing, self.levels, self._solved_again(packing))
        most = int(packing.demand[funder].sum())
        most = most if limit is None else min(most, int(packing.capacity[funder]) + limit)
        try:
            found = smallest_raise(again, funder, most, self.decisive, self.rerun_limit)
        except LimitReachedError:
            raise OutOfReachError from None
        return None if found is None else found - int(packing.capacity[funder])


def levels_of(call: Call, options: SelectionOptions) -> list[NamedLevel]:
    """`best`: the number in each band, the total score, least money; `sum`: the total over the floor, least money."""
    free = free_of(call)
    bands = np.array(call.bands, np.int64)[free] if call.bands else np.zeros(0, np.int64)
    counts = [NamedLevel("band", int(band), Level((bands == band).astype(np.int64))) for band in np.unique(bands)]
    total, money = (
        NamedLevel("total", None, Level(call.points[free])),
        NamedLevel("money", None, Level(-call.money[free])),
    )
    return [*(counts if options.rule == "best" else []), total, money]


def free_of(call: Call) -> list[int]:
    """The applications that are not forced in."""
    return [one for one in range(len(call.applications)) if one not in call.inside]

"""`best` and `sum` among the sets that reach the call's minima."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from renkei.defects import say
from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.conditions.refusal import ConditionError
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.portfolio_rule import PortfolioRule
from renkei.engines.selection.rule import OutOfReachError
from renkei.solvers.certificate import certified_bound
from renkei.solvers.minima import Found, Minimum, best_with_minima
from renkei.solvers.packing import Bound, InfeasibleError, Level, Limit, Packing, Portfolio


class MinimaRule(PortfolioRule):
    """A portfolio rule whose sets reach minima too; what forcing in displaces is exact, raises are not searched.

    Bounds are certified by the multipliers of the call without its minima: they hold, and are wider than they need be.
    """

    def __init__(self, call: Call, options: SelectionOptions) -> None:
        super().__init__(call, options)
        self.minima = [self._minimum(floor.name, floor.weights, floor.least) for floor in call.floors]

    def _minimum(self, name: str, weights: Mapping[str, int], least: int) -> Minimum:
        """The minimum over the free applications, beside those forced in."""
        column = [weights.get(self.call.applications[one], 0) for one in self.free]
        inside = sum(weights.get(self.call.applications[one], 0) for one in self.call.inside)
        try:
            return Minimum(np.array(column, np.int64), least - inside)
        except ValueError as error:
            raise ConditionError(
                say("{name} counts too finely", name=name), "state its share with fewer decimals"
            ) from error

    def solve(self) -> Portfolio:
        """The best portfolio of the call as it is; ConditionError where no set reaches the minima."""
        return self._solved

    @cached_property
    def _solved(self) -> Portfolio:
        try:
            return self._portfolio(self._best(self.packing, self.levels, frozenset(), self.limit))
        except InfeasibleError:
            names = ", ".join(floor.name for floor in self.call.floors)
            wrong = say("no set that the money and the limits allow reaches the minima ({list})", list=names)
            raise ConditionError(wrong, "lower them, or confirm raises") from None

    def _best(self, packing: Packing, levels: Sequence[Level], inside: Part, limit: Limit) -> Found:
        return best_with_minima(packing, levels, self.minima, inside=self._mask(inside), limit=limit)

    def _portfolio(self, found: Found) -> Portfolio:
        base = self.again.portfolio  # of the call without its minima
        bounds = []
        for k, known in enumerate(base.bounds):
            certified = certified_bound(
                self.packing,
                self.levels,
                found.values,
                k,
                known.scale,
                known.funders,
                known.levels,
                outside=self.packing.dear,
                cuts=list(zip(base.cuts, known.cuts, strict=True)),
            )
            proven = found.bounds[k]
            claimed = certified if proven is None else min(proven, certified)
            bounds.append(
                Bound(found.values[k], claimed, certified, known.scale, known.funders, known.levels, known.cuts)
            )
        complete = found.stopped is None
        return Portfolio(found.chosen, tuple(bounds), complete, found.stopped, cuts=base.cuts)

    def ties(self, packing: Packing, portfolio: Portfolio, limit: Limit, inside: Part = frozenset()) -> Chosen:
        """See `PortfolioRule.ties`: looks for a best set that leaves what all held so far, or enters what none did."""
        always, sometimes = portfolio.chosen.copy(), portfolio.chosen.copy()
        exact = portfolio.complete
        while exact:
            change = Level((~sometimes).astype(np.int64) - always.astype(np.int64))
            found = best_with_minima(
                packing,
                [*self.levels, change],
                self.minima,
                inside=self._mask(inside),
                start=portfolio.chosen,
                known=len(self.levels),
                limit=limit,
            )
            exact = found.stopped is None
            if not exact or found.values[-1] == -int(always.sum()):
                break
            always &= found.chosen
            sometimes |= found.chosen
        least = int(portfolio.chosen.sum()) + len(self.call.inside)
        return Chosen(self.funded(always), self.funded(sometimes), least, exact)

    def drawn(self, packing: Packing, ties: Chosen, inside: Part = frozenset()) -> Chosen:
        """See `PortfolioRule.drawn`."""
        if self.call.lot is None or not ties.tied:
            return ties
        lots = [Level(self._mask(frozenset({one})).astype(np.int64)) for one in self.call.lot if one in ties.tied]
        chosen = self.funded(self._best(packing, [*self.levels, *lots], inside, Limit()).chosen)
        return Chosen(chosen, chosen, len(chosen), ties.exact)

    def rerun(self, capacity: Sequence[int], inside: Part = frozenset()) -> Chosen | None:
        """See `Rule.rerun`; None also where those forced in leave no set that reaches the minima."""
        packing = self._packing(capacity)
        try:
            found = self._best(packing, self.levels, inside, self.rerun_limit)
        except InfeasibleError:
            return None
        if found.stopped is not None:
            raise OutOfReachError
        bounds = tuple(Bound(value, value, value, 1, (), ()) for value in found.values)
        portfolio = Portfolio(found.chosen, bounds, True, None)
        return self.drawn(packing, self.ties(packing, portfolio, self.rerun_limit, inside), inside)

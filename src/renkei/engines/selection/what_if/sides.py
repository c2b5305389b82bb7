"""One side of a question, with or without the change: found at once by a walk, or better and better by a search."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

import numpy as np

from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.decide import AnyRule, refuse_top_up
from renkei.engines.selection.decide_topped import decide_topped
from renkei.engines.selection.portfolio_rule import PortfolioRule
from renkei.engines.selection.reasons import lacking
from renkei.engines.selection.top_up import TopUp
from renkei.engines.selection.topped_rule import ToppedRule
from renkei.engines.selection.walk_rule import WalkRule
from renkei.engines.selection.what_if.answer import Answer, Cheapest, Level
from renkei.engines.selection.what_if.cheapest import cheapest_raise
from renkei.engines.selection.what_if.cheapest_topped import cheapest_beside_a_top_up
from renkei.engines.selection.what_if.described import Result, best_ranked, described
from renkei.engines.selection.what_if.prepared import Prepared
from renkei.solvers.again import Again
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.packing import Limit, Mask, Portfolio

Proceed = Callable[[], bool]
Possible = Sequence[int | None]


class Side(Protocol):
    """What is known of one side so far."""

    prepared: Prepared
    proven: bool

    @property
    def rule(self) -> AnyRule:
        """The rule under the side's own means, to be run again."""

    @property
    def result(self) -> Result:
        """The best result so far."""

    def further(self, limit: Limit) -> None:
        """Search on, as far as the limit allows."""

    def answer(self) -> Answer:
        """The best answer so far."""

    def cheapest(self, possible: Possible, proceed: Proceed) -> Cheapest:
        """The cheapest raise that funds one more, of a proven side."""


class WalkSide:
    """`ranking` or `gaps` without a top-up: one walk, in which groups that the change leaves alone are remembered."""

    proven = True

    def __init__(self, prepared: Prepared, capacity: list[int]) -> None:
        self.prepared, self.capacity = prepared, capacity
        walk = prepared.walking.walker.walk(capacity, explain=True)
        if walk is None:  # pragma: no cover - budgets are never negative
            raise AssertionError("those forced in are paid for, or refused before")
        self.result = Result(capacity, walk.chosen, walk.short)

    @cached_property
    def rule(self) -> WalkRule:
        """See `Side.rule`."""
        call = replace(self.prepared.call, capacity=np.array(self.capacity, np.int64))
        return WalkRule(call, stop=self.prepared.options.stops)

    def further(self, limit: Limit) -> None:
        """Nothing is left to search."""

    def answer(self) -> Answer:
        """The result of the walk."""
        return self._described

    @cached_property
    def _described(self) -> Answer:
        return described(self.prepared, self.result)

    def cheapest(self, possible: Possible, proceed: Proceed) -> Cheapest:
        """See `cheapest_raise`; it takes milliseconds, so that no clock need end it."""
        funded, call = self.result.chosen.always, self.prepared.call
        wanted = frozenset(range(len(call.applications))) - funded
        if self.prepared.options.stops:  # whoever stands lower needs all of the group with the gap besides
            wanted = best_ranked(call, wanted)
        return cheapest_raise(self.prepared.walking, self.capacity, funded, wanted, possible)


class ToppedSide:
    """`ranking` or `gaps` beside a top-up, settled anew."""

    proven = True

    def __init__(self, prepared: Prepared, capacity: list[int], top_up: TopUp) -> None:
        call = replace(prepared.call, capacity=np.array(capacity, np.int64))
        self.prepared, self.rule = prepared, ToppedRule(call, top_up, stop=prepared.options.stops)
        decided = decide_topped(self.rule)
        self.result = Result(capacity, decided.chosen, decided.short, decided.top_up)

    def further(self, limit: Limit) -> None:
        """Nothing is left to search."""

    def answer(self) -> Answer:
        """The result beside the top-up."""
        return described(self.prepared, self.result)

    def cheapest(self, possible: Possible, proceed: Proceed) -> Cheapest:
        """See `cheapest_beside_a_top_up`."""
        return cheapest_beside_a_top_up(self.rule, self.result.chosen.always, possible, proceed)


class PortfolioSide:
    """`best` or `sum`: `known` is a solved side of the same applications, to begin from; `start` a set by its ids."""

    def __init__(
        self,
        prepared: Prepared,
        capacity: list[int],
        limit: Limit,
        known: "PortfolioSide | None" = None,
        start: Sequence[str] = (),
    ) -> None:
        refuse_top_up(prepared.options, prepared.top_up)
        call = replace(prepared.call, capacity=np.array(capacity, np.int64))
        self.prepared, self.capacity, self.proven = prepared, capacity, False
        self._rule = PortfolioRule(call, prepared.options)
        self.known = Again(known.rule.packing, known.rule.levels, known.portfolio) if known else None
        self.portfolio: Portfolio = self._solved(
            np.isin(np.array(call.applications)[self._rule.free], list(start)), limit
        )
        self._settle(limit)

    def further(self, limit: Limit) -> None:
        """Search on from the best set so far; when it is proven best, settle its ties."""
        found = self._solved(self.portfolio.chosen, limit)
        same = found.values == self.portfolio.values and not found.complete
        self.portfolio = min(self.portfolio, found, key=_claimed) if same else found
        self._settle(limit)

    def _solved(self, start: Mask, limit: Limit) -> Portfolio:
        packing = self._rule.packing
        if self.known is not None:
            return self.known.solve(capacity=packing.capacity, start=start, limit=limit)
        found = lexicographic(packing, self._rule.levels, start=start, limit=limit)
        if found.stopped == "interrupted":
            raise KeyboardInterrupt
        return found

    def _settle(self, limit: Limit) -> None:
        self.chosen = self._alone()
        if self.portfolio.complete:
            ties = self._rule.ties(self._rule.packing, self.portfolio, limit)
            self.chosen = self._rule.drawn(self._rule.packing, ties)
            self.proven = self.chosen.exact

    def _alone(self) -> Chosen:
        found = self._rule.funded(self.portfolio.chosen)
        return Chosen(found, found, len(found), exact=False)

    @property
    def rule(self) -> PortfolioRule:
        """See `Side.rule`; it begins from what was solved."""
        self._rule.again = self.known or Again(self._rule.packing, self._rule.levels, self.portfolio)
        return self._rule

    @property
    def result(self) -> Result:
        """The best set so far; short is who lacks money beside it."""
        call = self._rule.call
        spent = call.demand[:, sorted(self.chosen.always)].sum(axis=1, dtype=np.int64)
        left = (call.capacity - spent).tolist()
        others = [one for one in range(len(call.applications)) if one not in self.chosen.sometimes]
        short = {one: lacking(call, one, left) for one in others}
        return Result(self.capacity, self.chosen, short, levels=self._levels(), complete=self.proven)

    def answer(self) -> Answer:
        """The best set so far, with both bounds on each level."""
        return described(self.prepared, self.result)

    def _levels(self) -> tuple[Level, ...]:
        found = []
        for named, bound in zip(self._rule.named, self.portfolio.bounds, strict=True):
            sign, per = (-1 if named.name == "money" else 1), (self._rule.call.per if named.name == "total" else 1)
            values = (sign * bound.value, sign * bound.claimed, sign * bound.certified)
            found.append(Level(named.name, named.band, *values, per=per))
        return tuple(found)

    def cheapest(self, possible: Possible, proceed: Proceed) -> Cheapest:
        """See `cheapest_raise`."""
        return cheapest_raise(self.rule, self.capacity, self.chosen.always, self._wanted(), possible, proceed)

    def _wanted(self) -> Part:
        """Under `sum` nobody whose score adds nothing is ever funded for certain."""
        adds = (
            self._rule.call.points > 0 if self._rule.named[0].name == "total" else np.ones_like(self._rule.call.points)
        )
        return frozenset(np.flatnonzero(adds).tolist()) - self.chosen.always


def _claimed(portfolio: Portfolio) -> list[int]:
    """The bounds of the search: of two portfolios with the same values the lower says more."""
    return [bound.claimed for bound in portfolio.bounds]

"""Deciding by `best` or `sum`, with each level's bounds."""

import time

import numpy as np

from renkei.engines.selection.chosen import Chosen
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.portfolio_rule import NamedLevel, PortfolioRule
from renkei.engines.selection.reasons import lacking, money
from renkei.engines.selection.result import Bound, Cut, LevelBound
from renkei.solvers.packing import Bound as SolverBound
from renkei.solvers.packing import Cut as SolverCut
from renkei.solvers.packing import Portfolio, Stopped


def decide_portfolio(rule: PortfolioRule) -> Decided:
    """The best portfolio, its ties settled by the draw where there is one, and what everyone else lacked in the end."""
    call, portfolio = rule.call, rule.solve()
    ties, chosen, cut_short = _settled(rule, portfolio)
    left = (call.capacity - call.demand[:, sorted(chosen.always)].sum(axis=1, dtype=np.int64)).tolist()
    others = [one for one in range(len(call.applications)) if one not in chosen.sometimes]
    short = {one: lacking(call, one, left) for one in others}
    worthless = frozenset(one for one in others if call.points[one] <= 0)
    return Decided(
        chosen=chosen,
        short=short,
        bounds=tuple(_bound(rule, one, bound) for one, bound in zip(rule.named, portfolio.bounds, strict=True)),
        cuts=tuple(_cut(rule, cut) for cut in portfolio.cuts),
        lost_lot=ties.sometimes - chosen.sometimes,
        adds_nothing=worthless if rule.named[0].name == "total" else frozenset(),
        complete=portfolio.complete and chosen.exact,
        stopped=portfolio.stopped or cut_short,
    )


def _settled(rule: PortfolioRule, portfolio: Portfolio) -> tuple[Chosen, Chosen, Stopped | None]:
    """What all and some best portfolios hold, the same once the lot is drawn, and what cut the search for it short.

    A search cut short knows too few best portfolios: what it calls certain may depend on the lot after all.
    """
    begun = time.monotonic()
    try:
        ties = rule.ties(rule.packing, portfolio, rule.limit, rule.fixed)
        chosen = rule.drawn(rule.packing, ties, rule.fixed)
    except KeyboardInterrupt:
        found = rule.funded(portfolio.chosen)
        alone = Chosen(found, found, len(found), exact=False)
        return alone, alone, "interrupted"
    return ties, chosen, None if chosen.exact else _limit_reached(rule, time.monotonic() - begun)


def _limit_reached(rule: PortfolioRule, elapsed: float) -> Stopped:
    limit = rule.limit
    return "seconds" if limit.seconds is not None and (limit.work is None or elapsed >= limit.seconds) else "work"


def _bound(rule: PortfolioRule, level: NamedLevel, bound: SolverBound) -> LevelBound:
    sign = -1 if level.name == "money" else 1
    funders = money(rule.call, {row: y for row, y in enumerate(bound.funders) if y})
    return LevelBound(
        level=level.name,
        band=level.band,
        value=sign * bound.value,
        claimed=sign * bound.claimed,
        bound=Bound(sign * bound.certified, bound.scale, funders, bound.levels, bound.cuts),
        per=rule.call.per if level.name == "total" else 1,
    )


def _cut(rule: PortfolioRule, cut: SolverCut) -> Cut:
    call = rule.call
    used = {call.applications[rule.free[j]]: int(cut.coefficients[j]) for j in np.flatnonzero(cut.coefficients)}
    return Cut(call.rows[cut.funder], cut.right, used)

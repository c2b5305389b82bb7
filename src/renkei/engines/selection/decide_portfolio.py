"""Deciding by `best` or `sum`, with each level's bounds."""

import numpy as np

from renkei.engines.selection.decided import Decided
from renkei.engines.selection.portfolio_rule import NamedLevel, PortfolioRule
from renkei.engines.selection.reasons import lacking, money
from renkei.engines.selection.result import Bound, LevelBound
from renkei.solvers.packing import Bound as SolverBound


def decide_portfolio(rule: PortfolioRule) -> Decided:
    """The best portfolio, its ties settled by the draw where there is one, and what everyone else lacked in the end."""
    call, portfolio = rule.call, rule.solve()
    ties = rule.ties(rule.packing, portfolio, rule.limit)
    chosen = rule.drawn(rule.packing, ties)
    left = (call.capacity - call.demand[:, sorted(chosen.always)].sum(axis=1, dtype=np.int64)).tolist()
    others = [one for one in range(len(call.applications)) if one not in chosen.sometimes]
    short = {one: lacking(call, one, left) for one in others}
    worthless = frozenset(one for one in others if call.points[one] <= 0)
    return Decided(
        chosen=chosen,
        short=short,
        bounds=tuple(_bound(rule, one, bound) for one, bound in zip(rule.named, portfolio.bounds, strict=True)),
        lost_lot=ties.sometimes - chosen.sometimes,
        adds_nothing=worthless if rule.named[0].name == "total" else frozenset(),
        complete=portfolio.complete,
        stopped=portfolio.stopped,
    )


def _bound(rule: PortfolioRule, level: NamedLevel, bound: SolverBound) -> LevelBound:
    sign = -1 if level.name == "money" else 1
    funders = money(rule.call, {row: y for row, y in enumerate(bound.funders) if y})
    return LevelBound(
        level=level.name,
        band=level.band,
        value=sign * bound.value,
        claimed=sign * bound.claimed,
        bound=Bound(sign * bound.certified, bound.scale, funders, bound.levels),
        per=rule.call.per if level.name == "total" else 1,
    )

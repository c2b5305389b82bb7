"""Deciding by `ranking` or `gaps`, with each step's bound."""

from collections.abc import Iterable

import numpy as np

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Part
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.parts import best_parts
from renkei.engines.selection.reasons import money, names
from renkei.engines.selection.result import Bound, GroupStep
from renkei.engines.selection.walk import Step, Walker
from renkei.engines.selection.walk_rule import WalkRule
from renkei.solvers.packing import Level, Packing
from renkei.solvers.relaxation import relaxed_bound


def decide_walk(rule: WalkRule, fixed: Part = frozenset()) -> Decided:
    """The walk over the call's own budgets, its steps with their bounds, and what was short at each.

    What is `fixed` is paid first and stands in no step; groups of which nobody is left have none.
    """
    walk = rule.walker.walk(rule.call.capacity.tolist(), fixed, explain=True)
    if walk is None:  # pragma: no cover - budgets are never negative, and awards were paid from them
        raise AssertionError("a walk with nobody forced in, or with awards that are paid for, always exists")
    return Decided(
        chosen=walk.chosen,
        short=walk.short,
        steps=tuple(group_step(rule.call, rule.walker, step) for step in walk.steps if step.members),
        lost_lot=lost_lot(rule.walker, walk.steps),
        stopped_at=walk.stopped,
        reduction=walk.reduction,
    )


def group_step(call: Call, walker: Walker, step: Step) -> GroupStep:
    """One group as a walk came to it, with the bound on its largest part unless a tie is open above."""
    known = not step.open and bool(step.lefts)
    size = _largest(walker, step) if known else None
    bound = _bound(call, step) if known else None
    return GroupStep(
        call.labels[step.group], names(call, frozenset(step.members)), names(call, step.always), size, bound
    )


def _largest(walker: Walker, step: Step) -> int:
    if len(step.always) == len(step.members):
        return len(step.members)
    return best_parts(step.members, walker.asked, step.lefts[0], (), None).size


def _bound(call: Call, step: Step) -> Bound:
    if len(step.always) == len(step.members):
        return Bound(len(step.members), 1, {})
    members = list(step.members)
    packing = Packing(call.demand[:, members], np.array(step.lefts[0], np.int64))
    certified, scale, prices = relaxed_bound(packing, Level(np.ones(len(members), np.int64)))
    return Bound(certified, scale, money(call, {row: price for row, price in enumerate(prices) if price}))


def lost_lot(walker: Walker, steps: Iterable[Step]) -> Part:
    """Not funded, although some largest part of their group holds them: a tie criterion or the lot chose others."""
    lost: set[int] = set()
    for step in steps:
        if not step.open and step.lefts and len(step.always) < len(step.members):
            largest = best_parts(step.members, walker.asked, step.lefts[0], (), None)
            lost |= largest.sometimes - step.sometimes
    return frozenset(lost)

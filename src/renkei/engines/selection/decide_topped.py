"""Deciding by `ranking` or `gaps` beside a top-up."""

from collections.abc import Sequence

from renkei.engines.selection.chosen import Part
from renkei.engines.selection.decide_walk import group_step, lost_lot
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.reasons import names
from renkei.engines.selection.result import Bound, GroupStep
from renkei.engines.selection.topped_rule import ToppedRule, Way, either
from renkei.engines.selection.topped_up import topped_up


def decide_topped(rule: ToppedRule) -> Decided:
    """The result with the call's own means, what was short, and the top-up as it was settled."""
    ways = rule.ways(rule.call.capacity.tolist(), explain=True)
    if ways is None:  # pragma: no cover - budgets are never negative
        raise AssertionError("a walk with nobody forced in always exists")
    chosen, gaps = either(ways), [way.settled.gap for way in ways if way.settled.gap is not None]
    gap = min(gaps, default=None)
    return Decided(
        chosen=chosen,
        short={one: _least(rule, short) for one, short in _short(rule, ways, chosen.sometimes).items()},
        steps=tuple(_steps(rule, ways, chosen.always, gap)),
        lost_lot=_lost_lot(rule, ways[0]) if len(ways) == 1 else frozenset(),
        stopped_at=gap if rule.stop else None,
        top_up=topped_up(rule, [way.settled for way in ways]),
    )


def _steps(rule: ToppedRule, ways: Sequence[Way], always: Part, gap: int | None) -> list[GroupStep]:
    """Whole groups, the group with the gap, and the walk below; from a tie at the gap on, what is certain only."""
    call = rule.call
    last = len(call.groups) if gap is None else gap
    steps = [_certain(rule, place, always, Bound(len(call.groups[place]), 1, {})) for place in range(last)]
    if gap is None:
        return steps
    below = range(gap + 1, len(call.groups)) if not rule.stop else ()
    if len(ways) > 1:
        return steps + [_certain(rule, place, always, None, known=False) for place in (gap, *below)]
    steps.append(_certain(rule, gap, always, None))
    walk = ways[0].below
    return steps + [group_step(call, rule.walker, walk.steps[place]) for place in below if walk is not None]


def _certain(rule: ToppedRule, place: int, always: Part, bound: Bound | None, *, known: bool = True) -> GroupStep:
    call, group = rule.call, frozenset(rule.call.groups[place])
    largest = len(group & always) if known else None
    return GroupStep(call.labels[place], names(call, group), names(call, group & always), largest, bound)


def _short(rule: ToppedRule, ways: Sequence[Way], sometimes: Part) -> dict[int, list[dict[int, int]]]:
    """Whoever no way funds → what was lacking, in each way that came to it."""
    found: dict[int, list[dict[int, int]]] = {}
    for way in ways:
        short = dict(way.below.short) if way.below is not None else {}
        gap = way.settled.gap
        for one in frozenset(rule.call.groups[gap]) - way.settled.above if gap is not None else ():
            short[one] = _short_at_the_gap(rule, way, one)
        for one in short.keys() - sometimes:
            found.setdefault(one, []).append(short[one])
    return found


def _short_at_the_gap(rule: ToppedRule, way: Way, one: int) -> dict[int, int]:
    """What payers lacked after their proportional parts; the gap part was not enough for that."""
    paid = rule.settling.demand(way.settled.above)
    money = rule.settling.money(way.settled.amount, rule.call.capacity.tolist(), paid)
    rest = {row: max(money.own(row) - paid[row], 0) for row in rule.call.asked[one]}
    return {row: amount - rest[row] for row, amount in rule.call.asked[one].items() if amount > rest[row]}


def _least(rule: ToppedRule, lacking: Sequence[dict[int, int]]) -> dict[int, int]:
    return min(lacking, key=lambda rows: (sum(rule.call.worth(*item) for item in rows.items()), sorted(rows.items())))


def _lost_lot(rule: ToppedRule, way: Way) -> Part:
    """Not funded, although some largest part of their group holds them."""
    gap, lost = way.settled.gap, Part()
    if gap is not None:
        capacity = rule.call.capacity.tolist()
        lost = rule.settling.largest(gap, way.settled, capacity, frozenset()) - way.settled.above
    if way.below is not None and gap is not None:
        lost |= lost_lot(rule.walker, [step for step in way.below.steps if step.group > gap])
    return lost

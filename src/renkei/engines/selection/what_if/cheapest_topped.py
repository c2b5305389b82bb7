"""Beside a top-up every run settles it anew, so a raise is only known to be enough, not to be the cheapest."""

from collections.abc import Callable, Iterator, Sequence

from renkei.engines.selection.chosen import Part
from renkei.engines.selection.reasons import names
from renkei.engines.selection.result import Money
from renkei.engines.selection.rule import OutOfReachError
from renkei.engines.selection.topped_rule import ToppedRule
from renkei.engines.selection.what_if.answer import Cheapest


def cheapest_beside_a_top_up(
    rule: ToppedRule, funded: Part, possible: Sequence[int | None], proceed: Callable[[], bool]
) -> Cheapest:
    """The cheapest of the raises that are known to fund one more: `upper`, or `open` where none is known.

    `none` where everybody is funded already.
    """
    if len(funded) == len(rule.call.applications):
        return Cheapest("none")
    found = [(cost, sorted(raises.items())) for cost, raises in _enough(rule, funded, possible, proceed)]
    if not found:
        return Cheapest("open")
    cost, raises = min(found)
    given = dict(raises)
    capacity = [
        own + given.get(funder, 0) for own, funder in zip(rule.call.capacity.tolist(), rule.call.funders, strict=True)
    ]
    try:
        result = rule.rerun(capacity)
    except OutOfReachError:
        result = None
    if result is None:
        return Cheapest("open")
    return Cheapest(
        "upper",
        given,
        cost,
        enters=names(rule.call, result.always - funded),
        leaves=names(rule.call, funded - result.sometimes),
        tied=names(rule.call, result.tied),
    )


def _enough(
    rule: ToppedRule, funded: Part, possible: Sequence[int | None], proceed: Callable[[], bool]
) -> Iterator[tuple[int, Money]]:
    """(cost in the reporting currency, raises) of every next raise and unlock within what is possible."""
    for row, limit in enumerate(possible):
        if not proceed():
            return
        amount = rule.next_raise(row, funded).amount
        if amount is not None and (limit is None or amount <= limit):
            yield rule.call.worth(row, amount), {rule.call.funders[row]: amount}
    for one in range(len(rule.call.applications)):
        if one not in funded and proceed():
            found = rule.unlock(one, funded, possible)
            if found.cost is not None:
                yield found.cost, found.raises

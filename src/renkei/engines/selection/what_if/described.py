"""A rule's result as an answer: money, who was passed over, what binds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.reasons import money, names
from renkei.engines.selection.topped_up import ToppedUp
from renkei.engines.selection.what_if.answer import Answer, Budget, Level
from renkei.engines.selection.what_if.prepared import Prepared
from renkei.money import convert


@dataclass(frozen=True)
class Result:
    """What a rule comes to under some means: who is chosen, and what each of the others lacked (funder → amount)."""

    capacity: Sequence[int]
    chosen: Chosen
    short: Mapping[int, Mapping[int, int]]
    top_up: ToppedUp | None = None
    levels: tuple[Level, ...] = ()
    complete: bool = True


def described(prepared: Prepared, result: Result) -> Answer:
    """The answer in the words of the call: ids, amounts in minor units."""
    call, chosen = prepared.call, result.chosen
    budgets = [*_budgets(call, result), *_top_up(prepared, result.top_up)]
    rest = frozenset(range(len(call.applications))) - chosen.sometimes
    return Answer(
        rule=prepared.options.rule,
        funded=names(call, chosen.always),
        tied=names(call, chosen.tied),
        number=chosen.least,
        exact=chosen.exact,
        mean_score=_mean_score(prepared, chosen.always),
        budgets=tuple(budgets),
        passed_over=names(call, _passed_over(call, rest, chosen.always)),
        next_ones=names(call, best_ranked(call, rest)),
        levels=result.levels,
        complete=result.complete,
        short={call.applications[one]: money(call, result.short[one]) for one in sorted(rest & result.short.keys())},
    )


def _budgets(call: Call, result: Result) -> list[Budget]:
    committed = call.demand[:, sorted(result.chosen.always)].sum(axis=1).tolist()
    ranked = [one for group in call.groups for one in group if one in result.short]
    found = []
    for row, funder in enumerate(call.funders):
        left = max(result.capacity[row] - committed[row], 0)  # beyond it the top-up pays
        own = min(committed[row], result.capacity[row])
        without = tuple(call.applications[one] for one in ranked if row in result.short[one])
        money = (result.capacity[row], committed[row], left, call.worth(row, left))
        found.append(Budget(funder, call.currencies[row], *money, without, call.worth(row, own)))
    return found


def _top_up(prepared: Prepared, top_up: ToppedUp | None) -> list[Budget]:
    """The top-up as one budget more; none while a tie keeps it open."""
    if top_up is None or top_up.amount is None or top_up.committed is None or top_up.left is None:
        return []
    rate, reporting = prepared.paying.rates[top_up.currency], prepared.call.reporting_currency
    left, committed = (convert(one, top_up.currency, rate, reporting) for one in (top_up.left, top_up.committed))
    money = (top_up.amount, top_up.committed, top_up.left, left)
    return [Budget(top_up.pot, top_up.currency, *money, worth_committed=committed)]


def _mean_score(prepared: Prepared, funded: Part) -> Fraction | None:
    scores = [prepared.scores[one] for one in funded]
    known = [Fraction(score) for score in scores if score is not None]
    return sum(known, Fraction(0)) / len(known) if known and len(known) == len(scores) else None


def _passed_over(call: Call, rest: Part, funded: Part) -> Part:
    lowest = max((call.group_of[one] for one in funded), default=-1)
    return frozenset(one for one in rest if call.group_of[one] < lowest)


def best_ranked(call: Call, rest: Part) -> Part:
    """Those of `rest` in the best group that has any of them."""
    best = min((call.group_of[one] for one in rest), default=0)
    return frozenset(one for one in rest if call.group_of[one] == best)

"""The rules with side conditions by complete enumeration, from their definition alone."""

from renkei.settings import Condition
from tests.engines.selection.calls import SmallCall
from tests.engines.selection.conditions.calls import ConditionCall
from tests.engines.selection.reference import Funded, _Enumeration


def results(
    call: ConditionCall,
    rule: str,
    draw: str | None,
    inside: Funded = frozenset(),
    raises: dict[str, int] | None = None,
) -> set[Funded]:
    """Every result that the lot may bring; none where those forced in are not allowed together."""
    return _Allowed(call, draw, inside, raises).results(rule)


def eligible(call: ConditionCall) -> list[str]:
    """Everybody who is over the threshold and not forced out."""
    return [one for one, (score, _) in call.applications.items() if float(score) >= 8 and call.forced.get(one) != "out"]


def counts(call: ConditionCall, condition: Condition, part: Funded) -> int:
    """What a set counts for: applications, or cents."""
    if condition.subject == "field":
        mine = [one for one in part if call.fields.get(one) == condition.value]
        return (
            len(mine)
            if condition.of == "applications"
            else sum(sum(call.applications[one][1].values()) for one in mine)
        )
    partners = [
        (one, funder)
        for one in part
        for funder in call.applications[one][1]
        if _speaks_of(call, condition, one, funder)
    ]
    if condition.of == "applications":
        return len({one for one, _ in partners})
    return sum(call.applications[one][1][funder] for one, funder in partners)


def _speaks_of(call: ConditionCall, condition: Condition, one: str, funder: str) -> bool:
    if condition.subject == "country":
        return call.countries.get((one, funder)) == condition.value
    if condition.subject == "organisation":
        return f"org-{funder}" == condition.value
    return call.sizes.get((one, funder)) in ("sme", "startup")


class _Allowed(_Enumeration):
    def __init__(self, call: ConditionCall, draw: str | None, inside: Funded, raises: dict[str, int] | None) -> None:
        self.call = call
        kept = {one: call.applications[one] for one in eligible(call)}
        forced = frozenset(one for one, way in call.forced.items() if way == "in")
        bands = {one: call.bands.get(one, 1) for one in kept}
        super().__init__(SmallCall(kept, call.budgets, bands), draw, inside | forced, raises)

    def affordable(self, part: Funded) -> bool:
        within = all(
            counts(self.call, one, part) <= one.limit * (100 if one.of == "money" else 1)
            for one in self.call.conditions
        )
        once = all(len(part & set(members)) <= 1 for members in self.call.sets.values())
        return within and once and super().affordable(part)


def smallest_unlock(call: ConditionCall, rule: str, draw: str | None, one: str, funded: Funded) -> int | None:
    """The cheapest raises after which all that is funded and one more are, trying every amount that anything asks."""
    wanted, costs = funded | {one}, []
    for raises in _raises(call, list(call.budgets)):
        if sum(raises.values()) >= min(costs, default=10**9):
            continue
        found = results(call, rule, draw, raises=raises)
        if found and all(wanted <= result for result in found):
            costs.append(sum(raises.values()))
    return min(costs, default=None)


def _raises(call: ConditionCall, funders: list[str]) -> list[dict[str, int]]:
    if not funders:
        return [{}]
    funder, *others = funders
    most = sum(call.applications[one][1].get(funder, 0) for one in eligible(call)) - call.budgets[funder]
    return [{funder: extra} | rest for extra in range(max(most, 0) + 1) for rest in _raises(call, others)]


def smallest_raise(call: ConditionCall, rule: str, draw: str | None, funder: str, number: int) -> int | None:
    """The smallest own raise after which more are funded however the lot falls."""
    demand = sum(call.applications[one][1].get(funder, 0) for one in eligible(call))
    for extra in range(1, demand - call.budgets[funder] + 1):
        if all(len(result) > number for result in results(call, rule, draw, raises={funder: extra})):
            return extra
    return None

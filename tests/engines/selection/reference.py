"""The rules by complete enumeration, from their definition alone: slow, plain, and sharing nothing with the engine."""

import hashlib
from collections.abc import Iterable
from itertools import combinations

from tests.engines.selection.calls import SmallCall

Funded = frozenset[str]


def results(call: SmallCall, rule: str, draw: str | None, **change: object) -> set[Funded]:
    """Every result that the lot may bring; exactly one with a draw."""
    return _Enumeration(call, draw, **change).results(rule)  # type: ignore[arg-type]


class _Enumeration:
    def __init__(
        self, call: SmallCall, draw: str | None, inside: Funded = frozenset(), raises: dict[str, int] | None = None
    ) -> None:
        self.asked = {one: asked for one, (_, asked) in call.applications.items()}
        self.score = {one: round(float(score) * 10) for one, (score, _) in call.applications.items()}
        self.budgets = {funder: budget + (raises or {}).get(funder, 0) for funder, budget in call.budgets.items()}
        self.bands, self.draw, self.inside = call.bands, draw, inside

    def results(self, rule: str) -> set[Funded]:
        if not self.affordable(self.inside):
            return set()
        if rule in ("ranking", "gaps"):
            return self.walk(self.groups(), self.inside, stop=rule == "ranking")
        return self.whole(rule)

    def groups(self) -> list[list[str]]:
        scores = sorted(set(self.score.values()), reverse=True)
        return [[one for one in self.asked if self.score[one] == score and one not in self.inside] for score in scores]

    def walk(self, groups: list[list[str]], so_far: Funded, *, stop: bool) -> set[Funded]:
        if not groups:
            return {so_far}
        able = [so_far | part for part in subsets(groups[0]) if self.affordable(so_far | part)]
        most = max(len(part) for part in able)
        largest = self.drawn([part for part in able if len(part) == most])
        if stop and most < len(so_far) + len(groups[0]):
            return set(largest)
        return set().union(*(self.walk(groups[1:], part, stop=stop) for part in largest))

    def whole(self, rule: str) -> set[Funded]:
        able = [part for part in subsets(self.asked) if self.inside <= part and self.affordable(part)]
        value = self.value_of_best if rule == "best" else self.value_of_sum
        top = max(value(part) for part in able)
        return set(self.drawn([part for part in able if value(part) == top]))

    def value_of_best(self, part: Funded) -> tuple[int, ...]:
        numbers = sorted(set(self.bands.values()))
        counts = [sum(self.bands[one] == band for one in part) for band in numbers]
        return (*counts, sum(self.score[one] for one in part), -self.money(part))

    def value_of_sum(self, part: Funded) -> tuple[int, ...]:
        return (sum(self.score[one] - 80 for one in part), -self.money(part))

    def money(self, part: Funded) -> int:
        return sum(sum(self.asked[one].values()) for one in part)

    def affordable(self, part: Funded) -> bool:
        return all(
            sum(self.asked[one].get(funder, 0) for one in part) <= budget for funder, budget in self.budgets.items()
        )

    def drawn(self, parts: list[Funded]) -> list[Funded]:
        if self.draw is None:
            return parts
        order = sorted(self.asked, key=lambda one: hashlib.sha256((str(self.draw) + one).encode()).hexdigest())
        return [max(parts, key=lambda part: [one in part for one in order])]


def subsets(ones: Iterable[str]) -> list[Funded]:
    """All subsets."""
    ones = list(ones)
    return [frozenset(part) for size in range(len(ones) + 1) for part in combinations(ones, size)]


def smallest_unlock(call: SmallCall, rule: str, draw: str | None, one: str, funded: Funded) -> int | None:
    """The cost of the cheapest raises after which all of `funded` and `one` are funded for certain; None for none.

    Sufficient raises pay for some superset, and paying for just that superset suffices as well, so that only the
    shortfalls of supersets need trying.
    """
    wanted = funded | {one}
    costs = []
    for more in subsets(set(call.applications) - wanted):
        raises = _shortfall(call, wanted | more)
        if any(raises[funder] > limit for funder, limit in (call.possible or {}).items()):
            continue
        found = results(call, rule, draw, raises=raises)
        if all(wanted <= result for result in found):
            costs.append(sum(raises.values()))
    return min(costs, default=None)


def smallest_raise(call: SmallCall, rule: str, draw: str | None, funder: str, number: int) -> int | None:
    """The smallest own raise after which more than `number` are funded however the lot falls, by trying them all."""
    demand = sum(asked.get(funder, 0) for _, asked in call.applications.values())
    for extra in range(1, demand - call.budgets[funder] + 1):
        if all(len(result) > number for result in results(call, rule, draw, raises={funder: extra})):
            return extra
    return None


def _shortfall(call: SmallCall, ones: Funded) -> dict[str, int]:
    asked = {funder: sum(call.applications[one][1].get(funder, 0) for one in ones) for funder in call.budgets}
    return {funder: max(0, asked[funder] - budget) for funder, budget in call.budgets.items()}

"""Reductions at the cut from their definition alone, by trying every rate."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.engines.selection.conditions.calls import ConditionCall
from tests.engines.selection.conditions.reference import _Allowed
from tests.engines.selection.reference import Funded

HUNDREDTHS = 10_000


@dataclass(frozen=True)
class Outcome:
    """A result of the rule, and what was granted at the cut: (application, funder) → cents."""

    funded: Funded
    rates: tuple[tuple[str, Decimal], ...]
    granted: tuple[tuple[tuple[str, str], int], ...]


def outcomes(call: ConditionCall, rule: str, draw: str | None, inside: Funded = frozenset()) -> list[Outcome]:
    """Every outcome that the lot may bring; none where those forced in are not allowed together."""
    found = _Reducing(call, draw, inside, None)
    if not found.affordable(found.inside):
        return []
    results = found.walk(found.groups(), found.inside, stop=rule == "ranking")
    rates, granted = tuple(sorted(found.rates.items())), tuple(sorted(found.granted.items()))
    return [Outcome(one, rates, granted) for one in results]


class _Reducing(_Allowed):
    rates: dict[str, Decimal]
    granted: dict[tuple[str, str], int]
    passed = False  # whether the first gap is passed: below it nothing is reduced

    def walk(self, groups: list[list[str]], so_far: Funded, *, stop: bool) -> set[Funded]:
        if self.passed:
            return super().walk(groups, so_far, stop=stop)
        self.passed, self.rates, self.granted = True, {}, {}
        while groups and self.affordable(so_far | set(groups[0])):
            so_far, groups = so_far | set(groups[0]), groups[1:]
        if not groups or not self.reduce(so_far, groups[0]):
            return super().walk(groups, so_far, stop=stop)
        whole = so_far | set(groups[0])
        for (one, funder), amount in self.granted.items():
            self.budgets[funder] += self.asked[one][funder] - amount
        assert self.affordable(whole)
        return {whole} if stop else super().walk(groups[1:], whole, stop=stop)

    def reduce(self, so_far: Funded, group: list[str]) -> bool:
        """Whether a rate for each funder that lacks money makes the group fit whole; notes rates and grants."""
        rich, poor = _Allowed(self.call, None, frozenset(), dict.fromkeys(self.budgets, 10**9)), []
        if not rich.affordable(so_far | set(group)):  # a limit has no room, which no reduction makes
            return False
        for funder, budget in self.budgets.items():
            asks = sum(self.asked[one].get(funder, 0) for one in so_far | set(group))
            if asks > budget:
                poor.append((funder, asks - budget))
        for funder, lack in poor:
            mine = {one: self.asked[one][funder] for one in group if (one, funder) in self.call.consent}
            rates = range(1, int(Decimal(self.call.most.get(funder, "0")) * 100) + 1)
            rate = next((k for k in rates if sum(a - cut(a, k) for a in mine.values()) >= lack), None)
            if rate is None:
                self.rates, self.granted = {}, {}
                return False
            self.rates[funder] = Decimal(rate) / 100
            self.granted |= {(one, funder): cut(amount, rate) for one, amount in mine.items()}
        return True


def cut(amount: int, rate: int) -> int:
    """An amount less so many hundredths of a percent, rounded half up."""
    exact = Decimal(amount * (HUNDREDTHS - rate)) / HUNDREDTHS
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))

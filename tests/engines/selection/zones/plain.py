"""The largest affordable parts of a group by trying every subset."""

from collections.abc import Collection, Mapping
from itertools import combinations

Asked = Mapping[str, Mapping[str, int]]


def affordable(ones: Collection[str], asked: Asked, budgets: Mapping[str, int]) -> bool:
    return all(sum(asked[one].get(funder, 0) for one in ones) <= budget for funder, budget in budgets.items())


def largest_parts(
    group: Collection[str], beside: set[str], asked: Asked, budgets: Mapping[str, int]
) -> list[frozenset[str]]:
    """Every largest part of a group that the budgets pay beside what is funded already."""
    for size in range(len(group), -1, -1):
        found = [
            frozenset(part)
            for part in combinations(sorted(group), size)
            if affordable([*beside, *part], asked, budgets)
        ]
        if found:
            return found
    return []

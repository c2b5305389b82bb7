"""The best affordable sets among some applications: level after level, then the lot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from renkei.records.verify.prices import prices
from renkei.records.verify.search import InfeasibleError, Problem, Search, UnsettledError, Vector, Work, bits

SMALL = 12  # applications up to which plain counting is quick enough
SETS = 2_000  # best sets that are listed one by one
TRIAL = 2_000  # nodes spent on a first guess of how good a set can be


@dataclass(frozen=True)
class Choice:
    """A search among `members` (ids, in the problem's order); `hint` may be a good set, and is not trusted."""

    members: tuple[str, ...]
    problem: Problem
    work: Work
    hint: frozenset[str] = frozenset()

    @cached_property
    def whole(self) -> bool:
        """Whether all members are allowed together and each adds to the first level."""
        everybody = (1 << len(self.members)) - 1
        return self._allowed(everybody) and all(weight > 0 for weight in self.problem.levels[0].weights)

    @cached_property
    def best(self) -> tuple[Vector, frozenset[str]]:
        """(the best vector, one set that has it); UnsettledError when the search is too long."""
        if self.whole:
            return self.value(self.members), frozenset(self.members)
        vector, chosen = self._search.best(self._start)
        return vector, self._names(chosen)

    @property
    def size(self) -> int:
        """How many applications the best set holds, where the first level counts them."""
        return self.best[0][0]

    def value(self, chosen: Iterable[str]) -> Vector:
        """The levels' sums over a set."""
        return self.problem.value(self._mask(chosen))

    def better_than(self, chosen: Iterable[str]) -> frozenset[str] | None:
        """A set that is better than an affordable one; None when it is proven that there is none."""
        given = self._mask(chosen)
        found = self._search.reach(self.problem.value(given), strict=True)
        return None if found is None else self._names(found)

    @cached_property
    def _by_lot(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def first_in_lot(self, lot: tuple[str, ...]) -> frozenset[str]:
        """Of all best sets the one that the lot chooses: it holds the first application that some best set holds, …"""
        if lot not in self._by_lot:
            self._by_lot[lot] = frozenset(self.members) if self.whole else self._drawn(lot)
        return self._by_lot[lot]

    def _drawn(self, lot: Sequence[str]) -> frozenset[str]:
        goal, best = self.best
        witness = self._mask(best)
        search, place = self._search, {one: number for number, one in enumerate(lot)}
        inside = outside = 0
        for j in sorted(range(len(self.members)), key=lambda j: place[self.members[j]]):
            found = witness if witness >> j & 1 else search.reach(goal, inside | 1 << j, outside)
            if found is None:
                outside |= 1 << j
            else:
                witness, inside = found, inside | 1 << j
        return self._names(inside)

    @cached_property
    def every(self) -> list[frozenset[str]]:
        """All best sets; UnsettledError when they are too many."""
        if self.whole:
            return [frozenset(self.members)]
        vector, _ = self.best
        return [self._names(one) for one in self._search.every(vector, SETS)]

    @cached_property
    def extent(self) -> tuple[frozenset[str], frozenset[str]]:
        """(in every best set, in some best set), without listing them all."""
        vector, chosen = self.best
        if self.whole:
            return chosen, chosen
        common = union = self._mask(chosen)
        search = self._search
        for j in range(len(self.members)):
            certain, seen = common >> j & 1, union >> j & 1
            if seen and not certain:
                continue
            found = search.reach(vector, outside=1 << j) if certain else search.reach(vector, 1 << j)
            if found is not None:
                common, union = common & found, union | found
        return self._names(common), self._names(union)

    def in_some_largest(self, application: str) -> bool:
        """Whether some set that is best on the first level alone holds the application."""
        if application not in self.members:
            return False
        search = Search(replace(self.problem, levels=self.problem.levels[:1]), self.work)
        return search.reach(self.best[0][:1], 1 << self.members.index(application)) is not None

    @cached_property
    def _start(self) -> int:
        """A set to start from: the hint where it is affordable, else the best that a short search finds."""
        hint = self._mask(self.hint & set(self.members))
        if hint and self._allowed(hint):
            return hint
        trial = Search(self.problem, Work(TRIAL, TRIAL))
        try:
            return trial.best()[1]
        except (UnsettledError, InfeasibleError):
            return trial.found[1]

    @cached_property
    def _search(self) -> Search:
        """The search, in larger problems with sharper bounds around a good set."""
        problem = self.problem
        if len(self.members) > SMALL:
            goal = problem.value(self._start)
            levels = [
                replace(level, bounds=(*level.bounds, prices(problem, k, goal)))
                for k, level in enumerate(problem.levels)
            ]
            problem = replace(problem, levels=tuple(levels))
        return Search(problem, self.work)

    def _allowed(self, mask: int) -> bool:
        """Whether a set is affordable and reaches the minima."""
        left = list(self.problem.left)
        for j in bits(mask):
            for funder, amount in self.problem.asks[j]:
                left[funder] -= amount
        return min(left, default=0) >= 0 and self.problem.reaches(mask)

    def _mask(self, chosen: Iterable[str]) -> int:
        place = {one: number for number, one in enumerate(self.members)}
        return sum(1 << place[one] for one in chosen)

    def _names(self, mask: int) -> frozenset[str]:
        return frozenset(self.members[j] for j in bits(mask))

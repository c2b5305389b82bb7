"""Exact search for affordable sets that are best level after level, in integers alone.

A depth-first search over applications. A node is cut when, level by level, an upper bound shows that nothing below
it can reach the goal. The bounds are Lagrangean: for any whole prices Y ≥ 0 of the funders' money and any whole links M
to the earlier levels,

    D · w_k·x  ≤  Σ_f Y_f · left_f − Σ_i M_i · goal_i + Σ_j max(0, D · w_kj − Σ_f Y_f · a_fj + Σ_i M_i · w_ij)

for every affordable x with w_i·x = goal_i on the earlier levels (≥ suffices where M ≥ 0). With Y = M = 0 it is plain
counting. Background: M. L. Fisher, "The Lagrangian relaxation method for solving integer programming problems",
Management Science 27 (1981).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import gcd
from operator import add

Vector = tuple[int, ...]
Node = tuple[int, int, Vector, Vector]  # still free, chosen (masks), money left, lost of each bound
NODES = 100_000


class UnsettledError(Exception):
    """A search reached its limit: the question stays open, and the verdict says so."""


class InfeasibleError(Exception):
    """No set that is paid for reaches the minima."""


@dataclass
class Work:
    """The nodes that a verification may still visit, and the most that one question may take."""

    total: int = 1_500_000
    each: int = NODES
    here: int = 0

    def begin(self) -> None:
        """A new question begins; UnsettledError when nothing is left for it."""
        self.here = min(self.each, self.total)
        if self.here <= 0:
            raise UnsettledError

    def spend(self) -> None:
        """One node more; UnsettledError at the limit."""
        if self.here <= 0:
            raise UnsettledError
        self.here -= 1
        self.total -= 1


@dataclass(frozen=True)
class Bound:
    """Whole multipliers of one level's bound: `scale` D, `prices` Y per funder, `links` M per earlier level."""

    scale: int
    prices: Vector
    links: Vector = ()


@dataclass(frozen=True)
class Level:
    """One level: the sum of `weights` over the set is to be as large as possible."""

    weights: Vector
    bounds: tuple[Bound, ...] = ()

    @cached_property
    def step(self) -> int:
        """The greatest common divisor of the weights: every sum is a multiple of it."""
        return gcd(*self.weights) or 1


@dataclass(frozen=True)
class Problem:
    """Applications by number: `asks[j]` are (funder, amount > 0), `left` what each funder has, `levels` the goal.

    `floors` are minima: (weights of the applications, what those of a set come to at least).
    """

    asks: tuple[tuple[tuple[int, int], ...], ...]
    left: Vector
    levels: tuple[Level, ...]
    floors: tuple[tuple[Vector, int], ...] = ()

    def reaches(self, chosen: int) -> bool:
        """Whether a set given as a bit mask reaches every minimum."""
        return all(sum(weights[j] for j in bits(chosen)) >= least for weights, least in self.floors)

    @property
    def lowest(self) -> Vector:
        """A vector below that of every set."""
        return tuple(sum(min(0, weight) for weight in level.weights) - level.step for level in self.levels)

    def value(self, chosen: int) -> Vector:
        """The levels' sums over a set given as a bit mask."""
        return tuple(sum(level.weights[j] for j in bits(chosen)) for level in self.levels)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def terms(problem: Problem, level: int, bound: Bound) -> list[int]:
    """The bound's reduced weights: D · w_kj − Σ_f Y_f · a_fj + Σ_i M_i · w_ij for each application j."""
    own = problem.levels[level].weights
    linked = [(link, problem.levels[i].weights) for i, link in enumerate(bound.links) if link]
    return [
        bound.scale * own[j]
        - sum(bound.prices[f] * amount for f, amount in ask)
        + sum(link * weights[j] for link, weights in linked)
        for j, ask in enumerate(problem.asks)
    ]


def bound_base(problem: Problem, bound: Bound, goal: Sequence[int]) -> int:
    """The part of the bound's right side that no application changes: Σ_f Y_f · left_f − Σ_i M_i · goal_i."""
    base = sum(price * have for price, have in zip(bound.prices, problem.left, strict=True))
    return base - sum(link * value for link, value in zip(bound.links, goal, strict=False))


class Search:
    """Searches one problem; `goal` is the vector to reach, or with `strict` to surpass, and rises on the way.

    Inside, applications are renumbered so that the lowest bit is the one to branch on; masks come and go in the
    problem's numbers.
    """

    def __init__(self, problem: Problem, work: Work) -> None:
        self.work, self.original = work, problem
        zero = Bound(1, (0,) * len(problem.left))
        self.bounds = [(k, bound) for k, level in enumerate(problem.levels) for bound in (*level.bounds, zero)]
        found = [terms(problem, k, bound) for k, bound in self.bounds]
        self.numbers = sorted(range(len(problem.asks)), key=lambda j: (-self._decisive(found, j), j))
        self.asks = [problem.asks[j] for j in self.numbers]
        self.terms = [[term[j] for j in self.numbers] for term in found]
        self.gain = [tuple(max(0, term[j]) for term in self.terms) for j in range(len(self.asks))]
        self.pain = [tuple(max(0, -term[j]) for term in self.terms) for j in range(len(self.asks))]
        self.fits = [self._fits(funder) for funder in range(len(problem.left))]
        self.goal: Vector = ()
        self._aim((0,) * len(problem.levels))
        self.found: tuple[Vector, int] = (self.goal, 0)  # the best so far, also when a search is cut short

    def best(self, start: int = 0) -> tuple[Vector, int]:
        """The best vector and a set that has it, from the affordable set `start` upwards; InfeasibleError for none."""
        self.work.begin()
        known = self.original.reaches(start)
        self.found = self.original.value(start) if known else self.original.lowest, start
        self._aim(self.found[0])
        for found in self._sets(0, 0, strict=True):
            self.found = found
            self._aim(found[0])
        if not self.original.reaches(self.found[1]):
            raise InfeasibleError
        return self.found

    def reach(self, goal: Vector, inside: int = 0, outside: int = 0, *, strict: bool = False) -> int | None:
        """A set as good as `goal` (better, if strict) that holds `inside` and nothing of `outside`, or None."""
        self.work.begin()
        self._aim(goal)
        return next((chosen for _, chosen in self._sets(self._inward(inside), self._inward(outside), strict)), None)

    def every(self, goal: Vector, most: int) -> list[int]:
        """All sets at least as good as `goal`; UnsettledError when there are more than `most`."""
        self.work.begin()
        self._aim(goal)
        found = list(islice((chosen for _, chosen in self._sets(0, 0, strict=False)), most + 1))
        if len(found) > most:
            raise UnsettledError
        return found

    def _aim(self, goal: Vector) -> None:
        """Set the goal, and with it each bound at the root."""
        if goal == self.goal:
            return
        self.goal = goal
        self.tops = [
            bound_base(self.original, bound, goal) + sum(term for term in terms if term > 0)
            for (_, bound), terms in zip(self.bounds, self.terms, strict=True)
        ]

    def _inward(self, mask: int) -> int:
        return sum(1 << place for place, j in enumerate(self.numbers) if mask >> j & 1)

    def _outward(self, mask: int) -> int:
        return sum(1 << self.numbers[place] for place in bits(mask))

    def _decisive(self, found: list[list[int]], j: int) -> int:
        """How much of a bound one of the two branches on j loses, in millionths: the largest is branched on first."""
        return max(10**6 * abs(term[j]) // bound.scale for term, (_, bound) in zip(found, self.bounds, strict=True))

    def _fits(self, funder: int) -> tuple[list[int], list[int]]:
        """(amounts ascending, masks): the mask at bisect_right(amounts, left) is what the funder can still pay."""
        asked = sorted((amount, j) for j, ask in enumerate(self.asks) for f, amount in ask if f == funder)
        masks = [((1 << len(self.asks)) - 1) & ~sum(1 << j for _, j in asked)]
        for _, j in asked:
            masks.append(masks[-1] | 1 << j)
        return [amount for amount, _ in asked], masks

    def _sets(self, inside: int, outside: int, strict: bool) -> Iterator[tuple[Vector, int]]:
        root = self._root(inside, outside)
        stack = [root] if root else []
        while stack:
            self.work.spend()
            free, chosen, left, lost = stack.pop()
            if self._hopeless(lost, strict):
                continue
            if not free:
                vector = self.original.value(found := self._outward(chosen))
                if not self.original.reaches(found):
                    continue
                if vector > self.goal or (vector == self.goal and not strict):
                    yield vector, found
                continue
            j = (free & -free).bit_length() - 1
            without = free ^ 1 << j
            stack.append((without, chosen, left, _sum(lost, self.gain[j])))
            stack.append(self._with(j, without, chosen, left, lost))

    def _root(self, inside: int, outside: int) -> Node | None:
        left, lost, everything = self.original.left, (0,) * len(self.bounds), (1 << len(self.asks)) - 1
        free, chosen = self._affordable(everything, left, range(len(left))) & ~outside, 0
        for j in bits(everything & ~free):
            lost = _sum(lost, self.gain[j])
        for j in bits(inside):
            if not free >> j & 1:
                return None
            free, chosen, left, lost = self._with(j, free ^ 1 << j, chosen, left, lost)
        return free, chosen, left, lost

    def _with(self, j: int, free: int, chosen: int, left: Vector, lost: Vector) -> Node:
        """The node with j chosen: the money is taken, and what can no longer be paid drops out."""
        rest = list(left)
        for funder, amount in self.asks[j]:
            rest[funder] -= amount
        still = self._affordable(free, rest, [funder for funder, _ in self.asks[j]])
        lost = _sum(lost, self.pain[j])
        for gone in bits(free & ~still):
            lost = _sum(lost, self.gain[gone])
        return still, chosen | 1 << j, tuple(rest), lost

    def _affordable(self, free: int, left: Sequence[int], funders: Iterable[int]) -> int:
        for funder in funders:
            amounts, masks = self.fits[funder]
            free &= masks[bisect_right(amounts, left[funder])]
        return free

    def _hopeless(self, lost: Vector, strict: bool) -> bool:
        """Whether the bounds, level after level, exclude the goal below this node."""
        reach: list[int | None] = [None] * len(self.goal)
        for (level, bound), top, gone in zip(self.bounds, self.tops, lost, strict=True):
            step, known = self.original.levels[level].step, reach[level]
            here = (top - gone) // bound.scale // step * step
            reach[level] = here if known is None or here < known else known
        for most, goal in zip(reach, self.goal, strict=True):
            if most is not None and most != goal:
                return most < goal
        return strict


def _sum(left: Vector, right: Vector) -> Vector:
    return tuple(map(add, left, right))

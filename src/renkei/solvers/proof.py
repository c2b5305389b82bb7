"""The proof of optimality, level by level: relaxation, lifted covers at the root, branch and bound.

First one search over all levels at once, without cuts, gets a small budget: that is enough where the relaxation is
nearly whole. Otherwise each level is proven by itself: rounds of cuts tighten its root, a search tries to show that
nothing better exists, and where that takes long CP-SAT does. The level is held at its value from then on, as an
equation. All stages count their work in simplex steps.
"""

import time
from collections.abc import Sequence

import numpy as np

from renkei.solvers.branch import advance, reach, root_round
from renkei.solvers.covers import separate
from renkei.solvers.packing import InfeasibleError, Level, Limit, LimitReachedError, Mask, Packing, Stopped, Whole
from renkei.solvers.sat import best_on_level
from renkei.solvers.start import first_set, mask
from renkei.solvers.tableau import SLACKNESS, STEPS, Reals, Tableau, invert, slack_basis, tableau
from renkei.solvers.tree import DEPTH, ENDED, FOUND, LAST, LEVEL, Search, enter_level, level_rows, search

FIRST_TRY = 800  # steps for each level
LEVEL_TRY = 600
TOGETHER = 1 << 62  # the largest span of a weighted sum of levels
SMALL = 3  # a span not worth a relaxation
SLICE = 2000
ROOT_STEPS = 5000
ROUNDS = 6
STALL = 0.01


class _BeatenError(Exception):
    """Something better than the start was found, which is all that was asked."""


class Proof:
    """A search for the lexicographically best set, with what is proven of it so far.

    ``ceiling`` bounds the values lexicographically: no set's first values are better than these together."""

    def __init__(
        self,
        packing: Packing,
        levels: Sequence[Level],
        inside: Mask | None,
        outside: Mask | None,
        start: Mask | None,
        ceiling: Sequence[int] = (),
    ) -> None:
        width = packing.applications
        if not levels or any(len(level.weights) != width for level in levels):
            raise ValueError(f"give at least one level, each with a weight for every one of the {width} applications")
        self.packing, self.levels = packing, tuple(levels)
        self.inside, self.outside = mask(inside, width), mask(outside, width)
        if (self.inside & self.outside).any():
            raise InfeasibleError("an application cannot be forced in and out at once; take it from one of the two")
        self.weight, self.divisor = _divided(levels, width)
        self.best = first_set(packing, levels, self.inside, self.outside, start).astype(np.int64)
        self.low, self.high = self.inside.astype(np.float64), 1.0 - self.outside
        self.cuts = np.zeros((0, width), np.int64)
        self.cut_right = np.zeros(0, np.int64)
        self.ceiling = np.array(ceiling, np.int64) // self.divisor[: len(ceiling)]
        self.tightened = 0  # levels whose reduced costs have fixed what they can
        self.proven = 0  # levels shown to have their best value
        self.hope: float = np.inf  # bound on the first level not proven, divided like its weights
        self.work = 0
        self.stopped: Stopped | None = None  # the limit that ended the search
        self.stop_when_beaten = False  # end as soon as anything better than the start is known
        self._kept: list[int] = []  # rows of the cuts kept from the round before

    def run(self, limit: Limit) -> Stopped | None:
        """Search until every level is proven (None) or a limit is reached."""
        clock = _Clock(self, limit)
        self._reach_ceiling()
        try:
            if self.proven < len(self.levels):
                self._all_at_once(clock)
            while self.proven < len(self.levels):
                self._one_level(clock)
        except LimitReachedError as end:
            self.stopped = end.reason
        except KeyboardInterrupt:
            self.stopped = "interrupted"
        return self.stopped

    @property
    def forced(self) -> bool:
        """Whether anything is forced in or out."""
        return bool(self.inside.any() or self.outside.any())

    @property
    def values(self) -> list[int]:
        """The value of the best set on each level."""
        return [int(v) for v in (self.weight @ self.best) * self.divisor]

    def beaten(self, limit: Limit) -> bool | None:
        """Whether anything is better than the start; None where the limit left that open.

        An interrupt is raised again, as there is nothing to return yet."""
        start, self.stop_when_beaten = tuple(self.values), True
        try:
            stopped = self.run(limit)
        except _BeatenError:
            return True
        if stopped == "interrupted":
            raise KeyboardInterrupt
        return True if tuple(self.values) > start else None if stopped else False

    def claims(self) -> list[int | None]:
        """What the search has proved of each level, None where nothing."""
        values = self.values
        open_one: list[int | None] = [None] * (len(values) - self.proven)
        if open_one and np.isfinite(self.hope):
            k = self.proven
            open_one[0] = max(values[k], int(np.floor(self.hope)) * int(self.divisor[k]))
        return [*values[: self.proven], *open_one]

    def _all_at_once(self, clock: "_Clock") -> None:
        """One search over all levels, for as long as it is worth it."""
        t, s = self._tables(self.proven, len(self.levels) - 1)
        self._search(t, s, clock, FIRST_TRY * (len(self.levels) - self.proven))

    def _one_level(self, clock: "_Clock") -> None:
        """Prove the first level that is not yet proven."""
        k = self.proven
        while self.tightened < k:
            self._tighten(self.tightened)
            self.tightened += 1
        closed, t, s = self._root(k, clock)
        if closed:
            self.proven = k + 1
            self.hope = np.inf
            return
        self._search(t, s, clock, LEVEL_TRY)
        if self.proven == k:
            self._by_clauses(k, t, clock)

    def _reach_ceiling(self) -> None:
        """Count as proven the levels whose values have reached the ceiling."""
        reached = (self.weight @ self.best)[: len(self.ceiling)] == self.ceiling
        together = int(np.argmin(reached)) if not reached.all() else len(reached)
        if together > self.proven:
            self.proven, self.hope = together, np.inf
        if together >= self.proven and self.proven < len(self.ceiling):
            self.hope = min(self.hope, float(self.ceiling[self.proven]))

    def _tighten(self, k: int) -> None:
        """Fix, for all later levels, what the proven level ``k`` cannot bear to see changed (reduced costs)."""
        t, s = self._tables(k, k + 1)
        width = self.packing.applications
        if root_round(t, s, np.zeros(width), ROOT_STEPS) > -np.inf:
            self.low, self.high = t.low[:width].copy(), t.high[:width].copy()
        self.work += int(t.tally[STEPS])

    def _by_clauses(self, k: int, t: Tableau, clock: "_Clock") -> None:
        """Prove level ``k``, and with it the next ones as far as one weighted sum holds them apart, with CP-SAT."""
        until, weight = self._together(k, t)
        answer = best_on_level(
            self.packing.demand,
            self.packing.capacity,
            self.weight[:k],
            self.weight[:k] @ self.best,
            weight,
            self.low.astype(np.int64),
            self.high.astype(np.int64),
            self.best,
            better=self.stop_when_beaten,
            work=clock.work_left(),
            seconds=clock.seconds_left(),
        )
        self.work += answer.work
        if answer.chosen is not None and self._ahead(answer.chosen):
            self.best = answer.chosen
            if self.stop_when_beaten:
                raise _BeatenError
        if answer.proven:
            self.proven, self.hope = until, np.inf
        else:
            if until == k + 1:
                self.hope = min(self.hope, float(answer.bound))
            raise LimitReachedError(clock.reason())

    def _together(self, k: int, t: Tableau) -> tuple[int, Whole]:
        """The levels from ``k`` on in one weighted sum, earlier ones beyond all that later ones can make up for.

        Returns the first level left out, and the weights of the sum."""
        width = self.packing.applications
        t.low[:width], t.high[:width] = self.low, self.high
        weight, until = self.weight[k], k + 1
        span = self._span(t, weight)
        while until < len(self.weight):
            next_span = self._span(t, self.weight[until])
            if (span + 1) * (next_span + 1) > TOGETHER:
                break
            span = span * (next_span + 1) + next_span
            weight = weight * (next_span + 1) + self.weight[until]
            until += 1
        return until, weight

    def _span(self, t: Tableau, weight: Whole) -> int:
        """How far apart the values can be of two sets that the relaxation in ``t`` allows."""
        simply = int(np.abs(weight[self.low < self.high]).sum())
        if simply <= SMALL:
            return simply
        high, low = (reach(t, sign * weight.astype(np.float64), ROOT_STEPS) for sign in (1.0, -1.0))
        self.work += int(t.tally[STEPS])
        t.tally[STEPS] = 0
        slack = max(1e-6, 1e-14 * float(np.abs(weight).sum()))
        return max(int(np.floor(high + slack)) + int(np.floor(low + slack)), 0)

    def _ahead(self, chosen: Whole) -> bool:
        """Whether ``chosen`` is lexicographically better than the best set."""
        return bool((self.weight @ chosen).tolist() > (self.weight @ self.best).tolist())

    def _root(self, k: int, clock: "_Clock") -> tuple[bool, Tableau, Search]:
        """Rounds of cuts at the root of level ``k``; true when they prove the level."""
        x = np.zeros(self.packing.applications)
        before = np.inf
        old: Tableau | None = None
        for turn in range(ROUNDS + 1):
            t, s = self._tables(k, k)
            if old is not None:
                self._take_basis(t, old, k)
            bound = float(root_round(t, s, x, ROOT_STEPS))
            self.work += int(t.tally[STEPS])
            t.tally[STEPS] = 0
            clock.check()
            if bound == -np.inf:
                return True, t, s
            self.hope = min(self.hope, bound)
            goal = float(s.value[k]) + 1.0
            if turn == ROUNDS or before - bound < STALL * (bound - goal) or not self._cut(t, x):
                break
            before, old = bound, t
        return False, t, s

    def _cut(self, t: Tableau, x: Reals) -> int:
        """Drop cuts that are slack, add those that ``x`` violates; returns how many were added."""
        found = np.zeros((2 * len(self.packing.capacity), len(x)), np.int64)
        right = np.zeros(len(found), np.int64)
        count = int(separate(self.packing.demand, self.packing.capacity, x, found, right))
        if count:
            height = len(self.packing.capacity)
            place = t.place[len(x) + height : len(x) + height + len(self.cuts)]
            tight = ~((place >= 0) & (t.level[place] > SLACKNESS))
            self._kept = [height + int(i) for i in np.nonzero(tight)[0]]
            self.cuts = np.vstack([self.cuts[tight], found[:count]])
            self.cut_right = np.concatenate([self.cut_right[tight], right[:count]])
        return count

    def _take_basis(self, t: Tableau, old: Tableau, levels: int) -> None:
        """Start from the basis of the round before; the new cuts' slacks are basic."""
        width, height = self.packing.applications, len(self.packing.capacity)
        fresh = len(self.cuts) - len(self._kept)
        rows = [*range(height), *self._kept, *[-1] * fresh, *range(len(old.right) - levels, len(old.right))]
        head = [int(j) for j in old.head if j < width]
        t.place[:width] = old.place[:width]
        for i, row in enumerate(rows):
            if row < 0 or old.place[width + row] >= 0:
                head.append(width + i)
            else:
                t.place[width + i] = old.place[width + row]
        t.head[:] = head
        t.place[head] = np.arange(len(head))
        if not invert(t):
            slack_basis(t)

    def _tables(self, first: int, last: int) -> tuple[Tableau, Search]:
        """A tableau and a search for levels ``first`` to ``last``, the earlier ones held at their values."""
        rows = np.vstack([self.packing.demand, self.cuts])
        every, right = level_rows(rows, np.concatenate([self.packing.capacity, self.cut_right]), self.weight, last)
        scale = np.maximum(np.abs(every).max(axis=1, initial=1), 1).astype(np.float64)
        width = every.shape[1]
        t = tableau(every / scale[:, None], right / scale, np.zeros(width))
        t.low[:width], t.high[:width] = self.low, self.high
        s = search(t, every, right, scale, self.weight, last, self.best)
        enter_level(t, s, first)
        return t, s

    def _search(self, t: Tableau, s: Search, clock: "_Clock", budget: int | None) -> None:
        """Branch and bound until the end, a budget of steps, or a limit; keeps what it found and proved."""
        spare = _spare(t)
        try:
            while not s.state[ENDED] and (budget is None or t.tally[STEPS] < budget):
                done = int(t.tally[STEPS])
                advance(
                    t,
                    s,
                    spare,
                    done + clock.slice(self._slice() if budget is None else min(self._slice(), budget - done)),
                )
                self.work += int(t.tally[STEPS]) - done
                if self.stop_when_beaten and s.state[FOUND]:
                    raise _BeatenError
                clock.check(ended=bool(s.state[ENDED]))
        finally:
            self._learn(s)

    def _slice(self) -> int:
        """How many steps to do before looking at the limits again."""
        return SLICE // 40 if self.stop_when_beaten else SLICE

    def _learn(self, s: Search) -> None:
        """Take over the best set, and how many levels are proven: those before any node that is still open."""
        self.best = s.best.copy()
        if s.state[ENDED]:
            self.proven, self.hope = int(s.state[LAST]) + 1, np.inf
            return
        untried = [d for d in range(int(s.state[DEPTH])) if not s.second[d]]
        proven = min([int(s.stage[d]) for d in untried] + [int(s.state[LEVEL])])
        if proven > self.proven:
            self.proven, self.hope = proven, np.inf
        self._reach_ceiling()

    def multipliers(self) -> Reals:
        """Multipliers of the root relaxation without cuts, per level: one a funder, then one for each earlier level."""
        self.cuts, self.cut_right = self.cuts[:0], self.cut_right[:0]
        self.low, self.high = self.inside.astype(np.float64), 1.0 - self.outside
        t, s = self._tables(0, len(self.levels) - 1)
        duals = np.zeros((len(self.levels), len(t.right)))
        width, height = self.packing.applications, len(self.packing.capacity)
        for k, weight in enumerate(self.weight):
            enter_level(t, s, k)
            for i in range(k):
                t.high[width + height + i] = s.room[i] - (s.free[i] - t.right[height + i])
            reach(t, weight.astype(np.float64), ROOT_STEPS)
            duals[k] = t.dual
        return duals / s.scale


class _Clock:
    """Watches one run's limits."""

    def __init__(self, proof: Proof, limit: Limit) -> None:
        self.proof, self.limit, self.until = proof, limit, None if limit.work is None else proof.work + limit.work
        self.end = None if limit.seconds is None else time.monotonic() + limit.seconds

    def slice(self, steps: int) -> int:
        """At most ``steps``, and not beyond the limit of work."""
        return steps if self.until is None else max(min(steps, self.until - self.proof.work), 1)

    def work_left(self) -> int | None:
        """The steps left, None where they are not limited."""
        return None if self.until is None else max(self.until - self.proof.work, 1)

    def seconds_left(self) -> float | None:
        """The seconds left, None where they are not limited."""
        return None if self.end is None else self.end - time.monotonic()

    def reason(self) -> Stopped:
        """Why a solver under this clock came back without a proof."""
        if self.end is not None and time.monotonic() >= self.end - 0.01:
            return "seconds"
        return "work" if self.until is not None else "seconds"

    def check(self, *, ended: bool = False) -> None:
        """Raise when a limit is reached, unless the search has just ended."""
        if ended:
            return
        if self.until is not None and self.proof.work >= self.until:
            raise LimitReachedError("work")
        if self.end is not None and time.monotonic() >= self.end:
            raise LimitReachedError("seconds")


def _divided(levels: Sequence[Level], width: int) -> tuple[Whole, Whole]:
    """The levels' weights, each level divided by its greatest common divisor, and the divisors."""
    weight = np.array([level.weights for level in levels], np.int64).reshape(len(levels), width)
    divisor = np.maximum(np.gcd.reduce(weight, axis=1, initial=0), 1)
    return weight // divisor[:, None], divisor


def _spare(t: Tableau) -> Tableau:
    """A tableau to keep the state in during trials; shares what trials do not change."""
    own = ("head", "place", "inverse", "norm", "level", "rest", "gain", "open", "tally")
    return t._replace(**{name: getattr(t, name).copy() for name in own})

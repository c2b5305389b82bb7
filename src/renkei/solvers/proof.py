"""The proof of optimality, level by level: relaxation, cuts from each funder's budget, branch and bound.

Rounds of cuts tighten a level's root, which is often all there is to do; a search then tries to show that nothing
better exists, and where that takes long CP-SAT does. The level is held at its value from then on, as an equation.
All stages count their work in simplex steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from renkei.solvers.branch import advance, cut_off, fixed_for_good, reach, reduced, relax
from renkei.solvers.clauses import by_clauses
from renkei.solvers.clock import Clock
from renkei.solvers.cutting import add, loosen, point, set_capacity
from renkei.solvers.hull import ENOUGH, separate
from renkei.solvers.improve import rankable
from renkei.solvers.in_step import by_best_first, improve
from renkei.solvers.packing import Cut, InfeasibleError, Level, Limit, LimitReachedError, Mask, Packing, Stopped, Whole
from renkei.solvers.pool import Pool, pooled
from renkei.solvers.roots import Root, spare_of
from renkei.solvers.start import first_set, mask
from renkei.solvers.tableau import STEPS, Reals, Tableau
from renkei.solvers.tree import DEPTH, ENDED, FOUND, HARD, NODES, TRAIL, USED, Search, enter_level, start, unfix

EARLY_TRY = 2_000  # steps of the search before improvement is tried
FIRST_MOVES = 50_000  # of improvement, on the first level
LEVEL_TRY = 20_000  # steps of a later level's search before improvement, where a step takes no longer than usual
MOVES = 350_000  # of improvement, on a later level
LONG_TRY = 1_000_000  # steps of a later level's search before CP-SAT
USUAL_ROWS = 120
SLICE = 2000
SEARCHED = 200  # steps of the search after which a level's root is worth solving once more, to fix by
ROOT_STEPS = 5000
ROOT_ROUNDS = 60
ROOT_STALL = 1e-3  # of the gap: what a round of cuts has to bring
CERTIFYING_ROUNDS = 40
CUTS = 2  # rows for cuts, for each funder
CUTS_OF_FEW = 6  # the same where there are few levels, which are hard
FEW = 2


class BeatenError(Exception):
    """Something better than the start was found, which is all that was asked."""


@dataclass(frozen=True)
class Duals:
    """Multipliers of a level's relaxation, which refer to divided weights: of funders, earlier levels, and cuts."""

    funders: Reals
    levels: Reals
    cuts: Mapping[bytes, float]


class Proof:
    """A search for the lexicographically best set, with what is proven of it so far.

    ``ceiling`` bounds the values lexicographically: no set's first values are better than these together. ``cuts`` must
    hold for the packing; ``roots`` are those of a proof for the same demand and first levels, to begin from."""

    def __init__(
        self,
        packing: Packing,
        levels: Sequence[Level],
        inside: Mask | None,
        outside: Mask | None,
        start: Mask | None,
        ceiling: Sequence[int] = (),
        cuts: Pool | None = None,
        roots: Sequence[Root] = (),
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
        self.forced = bool(self.inside.any() or self.outside.any())
        self.outside = self.outside | (packing.dear & ~self.inside)
        self.low: Reals = self.inside.astype(np.float64)
        self.high: Reals = (~self.outside).astype(np.float64)
        self.ceiling = np.array(ceiling, np.int64) // self.divisor[: len(ceiling)]
        self.tightened = 0  # levels whose reduced costs have fixed what they can
        self.noted: dict[int, tuple[Reals, float]] = {}  # reduced costs at levels' roots, and the bounds they prove
        self.proven = 0  # levels shown to have their best value
        self.hope: float = np.inf  # bound on the first level not proven, divided like its weights
        self.work = 0
        self.stopped: Stopped | None = None  # the limit that ended the search
        self.certifying = False  # note multipliers on the way
        self.pool = pooled((), width) if cuts is None else cuts
        self.found: dict[bytes, Cut] = {}  # the cuts that the levels' roots rest on
        self.duals: dict[int, Duals] = {}  # multipliers of the levels' roots
        self.prices: Reals = np.zeros(len(packing.capacity))  # the funders' multipliers on the level to prove
        self.level_prices: Reals = np.zeros(0)  # those of the levels before it
        self.roots: list[Root] = []  # the levels' roots, as they were when their cuts were found
        self.base = roots if len(levels) <= len(roots) + 1 else ()
        # one level more can be asked about than a proof begins with
        self.every = np.vstack([self.weight, np.zeros((1, width), np.int64)])
        if self.base:
            self.every = self.base[0].weight()
            self.every[: len(levels)] = self.weight
        self.stop_when_beaten = False  # end as soon as anything better than the start is known

    def run(self, limit: Limit) -> Stopped | None:
        """Search until every level is proven (None) or a limit is reached."""
        clock = Clock(self, limit)
        self._reach_ceiling()
        try:
            while self.proven < len(self.weight):
                self._one_level(clock)
        except LimitReachedError as end:
            self.stopped = end.reason
        except KeyboardInterrupt:
            self.stopped = "interrupted"
        return self.stopped

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
        except BeatenError:
            return True
        if stopped == "interrupted":
            raise KeyboardInterrupt
        return True if tuple(self.values) > start else None if stopped else False

    def different(self, chosen: Mask, change: Level, limit: Limit) -> bool | None:
        """After the end of `run`: whether a set that is as good as ``chosen`` on every level comes to more in
        ``change``.

        Like `beaten`; the set is then the best one. What the levels' proof has fixed stays fixed."""
        proven = len(self.levels)
        self.weight = np.vstack([self.weight[:proven], change.weights])
        self.divisor = np.append(self.divisor[:proven], 1)
        self.every[proven] = change.weights
        self.best = chosen.astype(np.int64)
        self.proven, self.hope = proven, np.inf
        return self.beaten(limit)

    def claims(self) -> list[int | None]:
        """What the search has proved of each level, None where nothing."""
        values = self.values
        open_one: list[int | None] = [None] * (len(values) - self.proven)
        if open_one and np.isfinite(self.hope):
            k = self.proven
            open_one[0] = max(values[k], int(np.floor(self.hope)) * int(self.divisor[k]))
        return [*values[: self.proven], *open_one]

    @cached_property
    def _tables(self) -> tuple[Tableau, Search, Tableau]:
        """The tableau, the search on it, and a tableau to keep the state in during trials."""
        if self.base:
            t, s = self.base[0].copy()
        else:
            spare = (CUTS if len(self.levels) > FEW else CUTS_OF_FEW) * len(self.packing.capacity)
            t, s = start(self.packing.demand, self.packing.capacity, self.every, self.best, spare)
        width = self.packing.applications
        t.low[:width], t.high[:width] = self.low, self.high
        return t, s, spare_of(t)

    def _one_level(self, clock: Clock) -> None:
        """Prove the first level that is not yet proven."""
        k = self.proven
        t, s, spare = self._tables
        while self.tightened < k:
            if self.tightened in self.noted:
                self._fix_by_note(self.tightened)
            else:
                self._fix(t, s, self.tightened)
            self.tightened += 1
        self._enter(t, s, k)
        try:
            if self._root(t, s, clock) == -np.inf:
                s.state[ENDED] = 1
            if self.certifying:
                self.roots.append(Root(t, s))
                self.certify(k)
            else:
                self._note(t, k)
            before = self.work
            self._search(t, s, spare, clock, min(EARLY_TRY, LEVEL_TRY))
            if k == 0 and not s.state[ENDED]:
                self._improve(t, s, FIRST_MOVES, clock)
            elif k > 0:
                self._search_later(t, s, spare, clock)
            if self.work - before > SEARCHED:
                self.noted.pop(k, None)
        finally:
            self._learn(t, s)
        if self.proven == k == 0:
            by_best_first(self, t, s, clock)
        elif self.proven == k:
            by_clauses(self, k, t, s, clock)

    def _enter(self, t: Tableau, s: Search, k: int) -> None:
        """Begin level ``k`` at its root."""
        width = self.packing.applications
        if k < len(self.base):
            self.base[k].restore(t, s)
            set_capacity(t, s, self.packing.capacity)
        t.low[:width], t.high[:width] = self.low, self.high
        s.weight[:] = self.every
        s.best[:] = self.best
        s.value[:] = self.every @ self.best
        s.state[[DEPTH, TRAIL, ENDED, NODES, FOUND]] = 0
        s.state[USED] = len(self.weight)
        s.seen[:], s.rise[:] = 0, 0
        enter_level(t, s, k)

    def _search_later(self, t: Tableau, s: Search, spare: Tableau, clock: Clock) -> None:
        """Go on with the search of a level after the first one; where that takes long, from a better set."""
        patience = min((USUAL_ROWS / len(t.right)) ** 2, 1.0)
        self._search(t, s, spare, clock, round(LEVEL_TRY * patience))
        if not s.state[ENDED] and not self.stop_when_beaten and rankable(self.weight[: self.proven + 1]):
            self._improve(t, s, MOVES, clock)
            self._enter(t, s, self.proven)  # from the root again, where a better set lets more be cut off and fixed
            s.state[ENDED] = self._root(t, s, clock) == -np.inf
            self._search(t, s, spare, clock, round(LONG_TRY * patience))

    def _improve(self, t: Tableau, s: Search, moves: int, clock: Clock) -> None:
        """In the middle of a level's search, look for better sets elsewhere than in its tree."""
        self.take(s.best.copy())
        improve(self, moves, clock)
        s.best[:], s.value[:] = self.best, self.every @ self.best
        enter_level(t, s, self.proven)

    def _root(self, t: Tableau, s: Search, clock: Clock) -> float:
        """Bound the root, with rounds of cuts; minus infinity when they prove the level."""
        bound = self._from_pool(t, s)
        dual, hard = t.dual / s.scale, int(s.state[HARD])
        self.prices, self.level_prices = dual[: len(s.capacity)], dual[hard : hard + self.proven]
        clock.check()
        if bound > -np.inf:
            self.hope = min(self.hope, bound)
            bound = float(cut_off(t, s, bound, ROOT_ROUNDS, ROOT_STALL))
            self.count(t)
            clock.check()
            self.hope = min(self.hope, bound) if bound > -np.inf else self.hope
        return bound

    def _from_pool(self, t: Tableau, s: Search) -> float:
        """Bound the root with the cuts known beforehand, as far as they cut it off."""
        x = np.zeros(self.packing.applications)
        pool = self.pool
        while True:
            bound = float(relax(t, s, ROOT_STEPS))
            self.count(t)
            if bound == -np.inf or not len(pool.rows):
                return bound
            point(t, x)
            over = np.nonzero(pool.real @ x > pool.right * (1.0 + ENOUGH))[0]
            if not len(over) or not add(t, s, pool.rows[over], pool.right[over], pool.owner[over]):
                return bound

    def certify(self, k: int) -> None:
        """Note the multipliers of level ``k``'s root with the cuts now in the tableau, nothing fixed but by force."""
        t, s, _ = self._tables
        width, height, hard = self.packing.applications, len(self.packing.capacity), int(s.state[HARD])
        low, high = t.low[:width].copy(), t.high[:width].copy()
        t.low[:width], t.high[:width] = self.inside, ~self.outside
        enter_level(t, s, k)
        for i in range(k):  # earlier levels at their values or better, so that no multiplier is below 0
            t.high[width + hard + i] = s.room[i] - (s.free[i] - t.right[hard + i])
        self._bound_by_cuts(t, s, k)
        dual = t.dual / s.scale
        tight = [i for i in range(hard - height) if dual[height + i] > 0 and s.right[height + i] > 0]
        keys = [s.cut[i].tobytes() + int(s.right[height + i]).to_bytes(8, "little") for i in tight]
        for i, key in zip(tight, keys, strict=True):
            self.found.setdefault(key, Cut(int(s.owner[i]), s.cut[i].copy(), int(s.right[height + i])))
        self.duals[k] = Duals(
            dual[:height], dual[hard : hard + k], {key: dual[height + i] for i, key in zip(tight, keys, strict=True)}
        )
        t.low[:width], t.high[:width] = low, high
        enter_level(t, s, k)

    def _bound_by_cuts(self, t: Tableau, s: Search, k: int) -> None:
        """Cut the relaxation of level ``k`` off until it bounds the level by its value, or no more cuts are found."""
        height, width = self.packing.demand.shape
        weight, value = self.weight[k].astype(np.float64), float(self.weight[k] @ self.best)
        cuts, right, owner = np.zeros((height, width), np.int64), np.zeros(height, np.int64), np.zeros(height, np.int64)
        x = np.zeros(width)
        for _ in range(CERTIFYING_ROUNDS):
            bound = float(reach(t, weight, s.lesser[k], ROOT_STEPS))
            self.count(t)
            point(t, x)
            found = int(separate(s.demand, s.capacity, x, cuts, right, owner))
            loosen(t, s)
            if bound < value + 0.5 or not found or not add(t, s, cuts[:found], right[:found], owner[:found]):
                return
        reach(t, weight, s.lesser[k], ROOT_STEPS)
        self.count(t)

    def count(self, t: Tableau) -> None:
        """Count the steps that were done since the last time."""
        self.work += int(t.tally[STEPS])
        t.tally[STEPS] = 0

    def _fix(self, t: Tableau, s: Search, k: int) -> None:
        """Fix, for all later levels, what the proven level ``k`` cannot bear to see changed (reduced costs)."""
        width = self.packing.applications
        self._enter(t, s, k)
        fixed_for_good(t, s, ROOT_STEPS)
        self.count(t)
        self.low, self.high = t.low[:width].copy(), t.high[:width].copy()

    def _note(self, t: Tableau, k: int) -> None:
        """Note what level ``k``'s root proves, to fix by it once the level's value is known."""
        gain: Reals = np.zeros(self.packing.applications)
        self.noted[k] = gain, float(reduced(t, self.low, self.high, gain))

    def _fix_by_note(self, k: int) -> None:
        """Fix as `_fix` does, by the multipliers that the level's own root ended with: less, but at once."""
        gain, bound = self.noted[k]
        slack = max(1e-6, 1e-14 * float(np.abs(self.weight[k]).sum()))
        room = bound - float(self.weight[k] @ self.best) + 2 * slack
        free = self.low < self.high
        self.low[free & (gain > room)] = 1.0
        self.high[free & (gain < -room)] = 0.0

    def _reach_ceiling(self) -> None:
        """Count as proven the levels whose values have reached the ceiling."""
        reached = (self.weight @ self.best)[: len(self.ceiling)] == self.ceiling
        together = int(np.argmin(reached)) if not reached.all() else len(reached)
        if together > self.proven:
            self.proven, self.hope = together, np.inf
        if together >= self.proven and self.proven < len(self.ceiling):
            self.hope = min(self.hope, float(self.ceiling[self.proven]))

    def take(self, chosen: Whole) -> None:
        """Keep a set that is lexicographically better than the best one. Raises BeatenError where that ends it all."""
        self.end_if(self.keep(chosen))

    def keep(self, chosen: Whole) -> bool:
        """Keep a set that is lexicographically better than the best one; whether it is."""
        better = self._beats(chosen)
        if better:
            self.best = chosen
        return better

    def end_if(self, better: bool) -> None:
        """Raise BeatenError where something better than the start is known, which is all that was asked."""
        if better and self.stop_when_beaten:
            raise BeatenError

    def _beats(self, chosen: Whole) -> bool:
        """Whether a set is lexicographically better than the best one."""
        return bool((self.weight @ chosen).tolist() > (self.weight @ self.best).tolist())

    def _search(self, t: Tableau, s: Search, spare: Tableau, clock: Clock, budget: int) -> None:
        """Branch and bound until the end, a budget of steps, or a limit."""
        done = 0
        while not s.state[ENDED] and done < budget:
            advance(t, s, spare, clock.slice(min(self._slice(), budget - done)))
            done += int(t.tally[STEPS])
            self.count(t)
            if self.stop_when_beaten and s.state[FOUND]:
                raise BeatenError
            clock.check(ended=bool(s.state[ENDED]))

    def _slice(self) -> int:
        """How many steps to do before looking at the limits again."""
        return SLICE // 40 if self.stop_when_beaten else SLICE

    def _learn(self, t: Tableau, s: Search) -> None:
        """Take over the best set, and whether the level is proven; back to the root."""
        self.keep(s.best.copy())  # improvement may have found a better one, which the search had not yet been told
        unfix(t, s, 0)
        if s.state[ENDED]:
            self.proven, self.hope = self.proven + 1, np.inf
        self._reach_ceiling()


def _divided(levels: Sequence[Level], width: int) -> tuple[Whole, Whole]:
    """The levels' weights, each level divided by its greatest common divisor, and the divisors."""
    weight = np.array([level.weights for level in levels], np.int64).reshape(len(levels), width)
    divisor = np.maximum(np.gcd.reduce(weight, axis=1, initial=0), 1)
    return weight // divisor[:, None], divisor

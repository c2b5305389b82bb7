"""What branch and bound has not proven within its steps: CP-SAT's clauses for the proof, improvement for the set.

Levels that one weighted sum holds apart are proven together. While CP-SAT is at work, a search for better sets goes on
beside it; both do a fixed amount of work, so the result is the same whatever the threads."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from renkei.solvers.branch import reach
from renkei.solvers.clock import Clock
from renkei.solvers.improve import Improvement
from renkei.solvers.packing import LimitReachedError, Whole
from renkei.solvers.sat import best_on_level
from renkei.solvers.tableau import Tableau
from renkei.solvers.tree import HARD, Search

if TYPE_CHECKING:
    from renkei.solvers.proof import Proof

TOGETHER = 1 << 62  # the largest span of a weighted sum of levels
SMALL = 3  # a span not worth a relaxation
STEPS = 5000  # for one relaxation
FIRST_ROUNDS = 40_000  # of improvement, before most of the search
STEPS_PER_ROUND = 2  # simplex steps that take about as long as a round


def by_clauses(proof: "Proof", k: int, t: Tableau, s: Search, clock: Clock) -> None:
    """Prove level ``k`` of ``proof``, and with it the next ones as far as one weighted sum holds them apart.

    Raises LimitReachedError where a limit ends that, with the best set and the bound taken over."""
    until, weight = _together(proof, k, t)
    improvement = _improvement(proof, weight) if k == 0 else None
    work = clock.work_left()
    meanwhile = _beside(improvement, None if work is None else work // STEPS_PER_ROUND)
    try:
        answer = best_on_level(
            *_rows(proof, s),
            proof.weight[:k],
            proof.weight[:k] @ proof.best,
            weight,
            proof.low.astype(np.int64),
            proof.high.astype(np.int64),
            proof.best,
            better=proof.stop_when_beaten,
            work=work,
            seconds=clock.seconds_left(),
            meanwhile=meanwhile,
        )
    except KeyboardInterrupt:
        _keep(proof, improvement)
        raise
    proof.work += answer.work
    if answer.chosen is not None:
        proof.take(answer.chosen)
    if answer.proven:
        proof.proven, proof.hope = until, np.inf
        return
    while work is not None and meanwhile():
        pass
    _keep(proof, improvement)
    if until == k + 1:
        proof.hope = min(proof.hope, float(answer.bound))
    raise LimitReachedError(clock.reason())


def improve(proof: "Proof", clock: Clock) -> None:
    """Look for sets that are better on the first level, and take over what is found."""
    found = _improvement(proof, proof.weight[0])
    while found.rounds < FIRST_ROUNDS:
        found.go()
        clock.check()
    proof.work += found.rounds * STEPS_PER_ROUND
    _keep(proof, found)


def _improvement(proof: "Proof", weight: Whole) -> Improvement:
    """A search for sets of more ``weight``, of which the first level is the chief part."""
    prices = proof.prices * (weight.max(initial=1) / proof.weight[0].max(initial=1))
    return Improvement(proof.packing, weight, prices, proof.best, proof.low < proof.high)


def _beside(improvement: Improvement | None, rounds: int | None) -> Callable[[], bool]:
    """Goes on improving, up to so many rounds; says whether there was anything to do."""

    def go() -> bool:
        if improvement is None or (rounds is not None and improvement.rounds >= rounds):
            return False
        improvement.go()
        return True

    return go


def _keep(proof: "Proof", improvement: Improvement | None) -> None:
    """Take over what has been found beside."""
    if improvement is not None:
        proof.take(improvement.best)


def _rows(proof: "Proof", s: Search) -> tuple[Whole, Whole]:
    """The funders' rows and the cuts now in the tableau, with their right-hand sides."""
    used = s.cut.any(1)
    right = s.right[len(s.capacity) : int(s.state[HARD])][used]
    return np.vstack([proof.packing.demand, s.cut[used]]), np.concatenate([proof.packing.capacity, right])


def _together(proof: "Proof", k: int, t: Tableau) -> tuple[int, Whole]:
    """The levels from ``k`` on in one weighted sum, earlier ones beyond all that later ones can make up for.

    Returns the first level left out, and the weights of the sum."""
    weight, until = proof.weight[k], k + 1
    span = _span(proof, t, weight)
    while until < len(proof.weight):
        next_span = _span(proof, t, proof.weight[until])
        if (span + 1) * (next_span + 1) > TOGETHER:
            break
        span = span * (next_span + 1) + next_span
        weight = weight * (next_span + 1) + proof.weight[until]
        until += 1
    return until, weight


def _span(proof: "Proof", t: Tableau, weight: Whole) -> int:
    """How far apart the values can be of two sets that the relaxation in ``t`` allows."""
    simply = int(np.abs(weight[proof.low < proof.high]).sum())
    if simply <= SMALL:
        return simply
    high, low = (reach(t, sign * weight.astype(np.float64), STEPS) for sign in (1.0, -1.0))
    proof.count(t)
    slack = max(1e-6, 1e-14 * float(np.abs(weight).sum()))
    return max(int(np.floor(high + slack)) + int(np.floor(low + slack)), 0)

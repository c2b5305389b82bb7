"""What branch and bound has not proven of a later level within its steps, by CP-SAT's clauses.

Levels that one weighted sum holds apart are proven together."""

from typing import TYPE_CHECKING

import numpy as np

from renkei.solvers.branch import reach
from renkei.solvers.clock import Clock
from renkei.solvers.packing import LimitReachedError, Whole
from renkei.solvers.sat import best_on_level
from renkei.solvers.tableau import Tableau
from renkei.solvers.tree import HARD, Search

if TYPE_CHECKING:
    from renkei.solvers.proof import Proof

TOGETHER = 1 << 62  # the largest span of a weighted sum of levels
SMALL = 3  # a span not worth a relaxation
STEPS = 5000  # for one relaxation


def by_clauses(proof: "Proof", k: int, t: Tableau, s: Search, clock: Clock) -> None:
    """Prove level ``k`` of ``proof``, and with it the next ones as far as one weighted sum holds them apart.

    Raises LimitReachedError where a limit ends that, with the best set and the bound taken over."""
    until, weight = _together(proof, k, t)
    answer = best_on_level(
        *_rows(proof, s),
        proof.weight[:k],
        proof.weight[:k] @ proof.best,
        weight,
        proof.low.astype(np.int64),
        proof.high.astype(np.int64),
        proof.best,
        better=proof.stop_when_beaten,
        work=clock.work_left(),
        seconds=clock.seconds_left(),
    )
    proof.work += answer.work
    if answer.chosen is not None:
        proof.take(answer.chosen)
    if answer.proven:
        proof.proven, proof.hope = until, np.inf
        return
    if until == k + 1:
        proof.hope = min(proof.hope, float(answer.bound))
    raise LimitReachedError(clock.reason())


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
    high, low = (reach(t, sign * weight.astype(np.float64), np.zeros(len(weight)), STEPS) for sign in (1.0, -1.0))
    proof.count(t)
    slack = max(1e-6, 1e-14 * float(np.abs(weight).sum()))
    return max(int(np.floor(high + slack)) + int(np.floor(low + slack)), 0)

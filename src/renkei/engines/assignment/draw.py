"""Panels by lot, with a cap on the probability of every pair, so that nobody can arrange to read a friend.

First the probabilities: of all that keep sizes, loads and the cap, those with the largest expected total; they are a
flow in parts of one review (Jecmen et al., 2020). Then one assignment is drawn that has them exactly in expectation.
Where no flow states the rules of a panel, the probabilities are those of a lot among whole assignments (`mixture`).
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from renkei.engines.assignment.mixture import mixture
from renkei.engines.assignment.network import groups_of, network_of
from renkei.engines.assignment.options import AssignmentOptions
from renkei.engines.assignment.task import Chosen, Task
from renkei.solvers.flow import cheapest
from renkei.solvers.flow_rounding import rounded

HUNDRED = 100


@dataclass(frozen=True)
class Drawn:
    """The assignment drawn, the probability of each pair, the expected total (millionths) and the bound on it."""

    chosen: Chosen
    probability: NDArray[np.float64]
    expected: int
    bound: int
    nodes: int = 0


def draw(task: Task, options: AssignmentOptions) -> Drawn | None:
    """Panels by lot; None where no probabilities keep the conditions and the cap."""
    most, parts = options.cap.as_integer_ratio()
    stream = np.random.Generator(np.random.PCG64([options.seed, 1]))
    groups = groups_of(task, task.groupings)
    if groups is None or task.spreads:
        return _mixed(task, options, stream)
    network = network_of(task, groups, task.worth, parts, most)
    flow = cheapest(network)
    if flow is None:
        return None
    whole = rounded(network.tail, network.head, flow, parts, stream)[: len(task.app)]
    own = flow[: len(task.app)]
    expected = int(own @ task.worth) // parts
    return Drawn(whole > 0, own / parts, expected, expected)


def _mixed(task: Task, options: AssignmentOptions, stream: np.random.Generator) -> Drawn | None:
    found = mixture(task, float(options.cap), options.work)
    if found is None:
        return None
    shares = np.cumsum(found.shares)
    place = int(np.searchsorted(shares, stream.random() * shares[-1], side="right"))
    probability = found.shares @ found.assignments
    expected = int(np.floor(probability @ task.worth + 1e-3))
    chosen = found.assignments[min(place, len(shares) - 1)]
    return Drawn(chosen, probability, expected, max(expected, found.bound), found.nodes)


def least_cap(task: Task) -> Decimal | None:
    """The smallest cap in hundredths that some probabilities keep; None where no flow tells."""
    groups = groups_of(task, task.groupings)
    if groups is None or task.spreads:
        return None
    low, high = 0, HUNDRED
    while low + 1 < high:
        middle = (low + high) // 2
        held = cheapest(network_of(task, groups, np.zeros_like(task.worth), HUNDRED, middle)) is not None
        low, high = (low, middle) if held else (middle, high)
    return Decimal(high) / HUNDRED

"""Cheapest flows in a network whose arcs have a least and a most, by OR-tools' cost scaling.

A least flow is taken off the arc and put into the supplies of its ends, so that the solver need not know of it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Arcs from `tail` to `head` that carry at least `low`, at most `high`, at `cost` a unit; `supply` of each node.

    Supplies add up to 0; a node that takes in has a negative one.
    """

    tail: Whole
    head: Whole
    low: Whole
    high: Whole
    cost: Whole
    supply: Whole


def cheapest(network: Network) -> Whole | None:
    """The flow on each arc of least total cost; None where no flow holds. Whole numbers give whole flows."""
    solver, arcs = _solver(network)
    status = solver.solve()
    if status == solver.OPTIMAL:
        return np.asarray(solver.flows(arcs), np.int64) + network.low
    if status == solver.INFEASIBLE:
        return None
    raise OverflowError("the costs of the flow are too large for the solver: give affinities with fewer decimals")


def shortfall(network: Network) -> int:
    """How much of the supplies no flow can bring to where it is taken in; 0 where a flow holds."""
    solver, _ = _solver(network)
    solver.solve_max_flow_with_min_cost()
    net = _net_supply(network)
    return int(net[net > 0].sum()) - int(solver.maximum_flow())


def _net_supply(network: Network) -> Whole:
    nodes = len(network.supply)
    least = np.bincount(network.head, network.low, nodes) - np.bincount(network.tail, network.low, nodes)
    net: Whole = network.supply + np.rint(least).astype(np.int64)
    return net


def _solver(network: Network) -> tuple[min_cost_flow.SimpleMinCostFlow, NDArray[np.int32]]:
    solver = min_cost_flow.SimpleMinCostFlow()
    unit = int(np.gcd.reduce(network.cost)) if len(network.cost) else 1
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail.astype(np.int32),
        network.head.astype(np.int32),
        network.high - network.low,
        network.cost // max(unit, 1),
    )
    solver.set_nodes_supplies(np.arange(len(network.supply), dtype=np.int32), _net_supply(network))
    return solver, arcs

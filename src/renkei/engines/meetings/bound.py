"""What no timetable of these wishes can pass, with the prices that prove it.

Each person has so many slots, all slots together so many tables; whatever the timetable, meetings form a b-matching
within these numbers. Its linear relaxation is a flow between two copies of everybody, and the flow's prices make the
bound: for any prices of a person's slot and of a table, no timetable is worth more than all slots and tables at these
prices and what meetings are worth above the price of what they take (weak duality). That sum is computed here in whole
numbers, so nobody need trust the flow.
"""

from dataclasses import dataclass

import numpy as np

from renkei.engines.meetings.board import Small, Truth, Whole
from renkei.engines.meetings.task import Task
from renkei.solvers.flow import Network, cheapest
from renkei.solvers.machine_code import entry


@dataclass(frozen=True)
class Bound:
    """`value`: what no timetable passes. `person`, `table`: twice the price of a slot of a person, and of a table.

    `chosen`: of each meeting, in how many of two copies the relaxation holds it (2: wholly).
    """

    value: int
    person: Whole
    table: int
    chosen: Whole


def most(task: Task, live: Truth, slots: Whole, tables: int) -> Bound:
    """The bound on the value of the meetings in `live`, when each person has so many `slots` left, and all so many
    `tables`."""
    pairs = np.flatnonzero(live & (np.diff(task.start) == 2))
    person, table, chosen = np.zeros(task.persons, np.int64), 0, np.zeros(len(live), np.int64)
    if len(pairs):
        person, table, chosen[pairs] = _relaxed(task, pairs, slots, tables)
    taken = np.add.reduceat(person[task.member], task.start[:-1]) if len(live) else np.zeros(0, np.int64)
    over = np.maximum(2 * task.value - taken - 2 * table, 0)
    twice = int(person @ slots) + 2 * table * tables + int(over[live].sum())
    return Bound(twice // 2, person, 2 * table, chosen)


def _relaxed(task: Task, pairs: Whole, slots: Whole, tables: int) -> tuple[Whole, int, Whole]:
    """Twice the persons' prices, a table's price, and how often of twice each pair is held."""
    persons, number = task.persons, len(pairs)
    one, two = (task.member[task.start[pairs] + i].astype(np.int64) for i in (0, 1))
    everyone = np.arange(persons)
    gate, source, sink = 2 * persons, 2 * persons + 1, 2 * persons + 2
    tail = np.concatenate([one, two, np.full(persons, gate), persons + everyone, [source, source]])
    head = np.concatenate([persons + two, persons + one, everyone, np.full(persons, sink), [gate, sink]])
    every = 2 * tables + 1  # one more than meets: it goes past the tables, which ties the prices together
    capacity = np.concatenate([np.ones(2 * number, np.int64), slots, slots, [2 * tables, every]])
    cost = np.concatenate([-task.value[pairs], -task.value[pairs], np.zeros(2 * persons + 2, np.int64)])
    supply = np.zeros(2 * persons + 3, np.int64)
    supply[source], supply[sink] = every, -every
    flow = cheapest(Network(tail, head, np.zeros(len(tail), np.int64), capacity, cost, supply))
    if flow is None:
        raise AssertionError("the arc from source to sink carries everything")
    height = potentials(tail.astype(np.int32), head.astype(np.int32), cost, flow, capacity - flow, len(supply))
    prices = np.maximum(height[:persons] - height[gate], 0) + np.maximum(
        height[sink] - height[persons : 2 * persons], 0
    )
    table = max(int(height[gate] - height[source]), 0)
    return prices.astype(np.int64), table, flow[:number] + flow[number : 2 * number]


@entry
def potentials(tail: Small, head: Small, cost: Whole, flow: Whole, rest: Whole, nodes: int) -> Whole:
    """Heights at which no arc with room left falls by more than it costs (Bellman and Ford, from everywhere at 0)."""
    height = np.zeros(nodes, np.int64)
    changed = True
    rounds = 0
    while changed and rounds <= nodes:
        changed = False
        rounds += 1
        for arc in range(len(tail)):
            one, two = tail[arc], head[arc]
            if rest[arc] > 0 and height[one] + cost[arc] < height[two]:
                height[two] = height[one] + cost[arc]
                changed = True
            if flow[arc] > 0 and height[two] - cost[arc] < height[one]:
                height[one] = height[two] - cost[arc]
                changed = True
    return height

"""A flow in parts of a unit made whole by lot: every arc's expectation is its flow, every node stays in balance.

As long as an arc carries a part of a unit there is a cycle of such arcs; along it some flow is pushed one way or the
other, each as far as the first arc that becomes whole, with the probabilities that leave the expectation as it is
(dependent rounding: Gandhi, Khuller, Parthasarathy and Srinivasan, 2006). All in whole numbers, so exactly.
"""

import numpy as np

from renkei.solvers.flow import Whole

Arc = tuple[int, int]  # its number, and 1 along it, -1 against it


def rounded(tail: Whole, head: Whole, flow: Whole, parts: int, drawn: np.random.Generator) -> Whole:
    """The whole units on each arc; `flow` counts in `parts` of a unit, and what each node takes in is whole units."""
    left = {int(arc): int(flow[arc] % parts) for arc in np.flatnonzero(flow % parts)}
    whole = flow // parts
    ends = {arc: (int(tail[arc]), int(head[arc])) for arc in left}
    at: dict[int, dict[int, None]] = {}
    for arc, both in ends.items():
        for node in both:
            at.setdefault(node, {})[arc] = None
    path: list[Arc] = []
    nodes: list[int] = []
    while left:
        if not path:
            nodes = [ends[next(iter(left))][0]]
        cycle = _walk(path, nodes, ends, at)
        _push(cycle, left, parts, drawn)
        for arc in [arc for arc, _ in cycle if left[arc] in (0, parts)]:
            whole[arc] += left.pop(arc) // parts
            for node in ends[arc]:
                del at[node][arc]
    return whole


def _walk(path: list[Arc], nodes: list[int], ends: dict[int, Arc], at: dict[int, dict[int, None]]) -> list[Arc]:
    """Walk on until a node comes again; the cycle is taken off the path."""
    seen = {node: place for place, node in enumerate(nodes)}
    while True:
        here, came = nodes[-1], path[-1][0] if path else -1
        arc = next(one for one in at[here] if one != came)
        way = 1 if ends[arc][0] == here else -1
        there = ends[arc][1] if way == 1 else ends[arc][0]
        path.append((arc, way))
        if there in seen:
            start = seen[there]
            cycle = path[start:]
            del path[start:], nodes[start + 1 :]
            return cycle
        seen[there] = len(nodes)
        nodes.append(there)


def _push(cycle: list[Arc], left: dict[int, int], parts: int, drawn: np.random.Generator) -> None:
    """Push along or against the cycle as far as the first arc that becomes whole."""
    along = min(parts - left[arc] if way == 1 else left[arc] for arc, way in cycle)
    against = min(left[arc] if way == 1 else parts - left[arc] for arc, way in cycle)
    step = along if int(drawn.integers(along + against)) < against else -against
    for arc, way in cycle:
        left[arc] += way * step

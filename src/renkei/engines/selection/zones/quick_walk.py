"""Who a walk funds, and nothing else: thousands of walks in the time of one that explains itself."""

from collections.abc import Iterable, Sequence

import numpy as np

from renkei.engines.selection.call import Call
from renkei.engines.selection.parts import best_parts
from renkei.engines.selection.tie_criteria import under_spent


class QuickWalk:
    """`ranking` (`stop` at the first gap) or `gaps` over one call without reductions, for any groups and any lot."""

    def __init__(self, call: Call, *, stop: bool) -> None:
        self.call, self.stop = call, stop
        self.asked = call.asked
        self.items = [tuple(asks.items()) for asks in call.asked]
        self.capacity: list[int] = call.capacity.tolist()
        inside = sorted(call.inside)
        self.left: list[int] = (call.capacity - call.demand[:, inside].sum(axis=1, dtype=np.int64)).tolist()

    def funded(self, groups: Iterable[Sequence[int]], lot: Sequence[int]) -> list[int]:
        """The positions of the funded, group after group; the lot leaves one way only."""
        left, funded = list(self.left), sorted(self.call.inside)
        for group in groups:
            members = [one for one in group if one not in self.call.inside]
            part = self._part(members, left, lot)
            for one in part:
                for row, amount in self.items[one]:
                    left[row] -= amount
            funded += part
            if self.stop and len(part) < len(members):
                break
        return funded

    def _part(self, group: Sequence[int], left: list[int], lot: Sequence[int]) -> list[int]:
        able = [one for one in group if all(amount <= left[row] for row, amount in self.items[one])]
        if len(able) < 2 or self._pays(able, left):
            return able
        figures = [
            under_spent(self.call.asked_money, left, self.capacity) if fixed is None else fixed
            for _, fixed in self.call.tie_criteria
        ]
        return sorted(best_parts(able, self.asked, left, figures, lot).always)

    def _pays(self, part: Iterable[int], left: Sequence[int]) -> bool:
        rest = list(left)
        for one in part:
            for row, amount in self.items[one]:
                rest[row] -= amount
                if rest[row] < 0:
                    return False
        return True

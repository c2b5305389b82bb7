"""Exact depth-first searches over one group or one piece of it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from renkei.engines.selection.pieces import Asked
from renkei.engines.selection.rule import OutOfReachError

NODES = 20_000
PARTS = 500
ITEMS = 100
Needs = list[list[tuple[int, int]]]  # per item: (place of the funder, amount)


def largest_parts(
    items: Sequence[int], rows: Sequence[int], asked: Asked, left: Sequence[int]
) -> list[frozenset[int]] | None:
    """Every largest part of `items` that `left` can pay, looking at the funders `rows` only.

    None where there are more than `PARTS`, or the search would pass `NODES` or `ITEMS`.
    """
    if len(items) > ITEMS:
        return None
    items = sorted(items, key=lambda one: (_burden(asked[one], rows, left), one))
    search = _LargestParts(_needs(items, rows, asked), [left[row] for row in rows])
    search.visit(0)
    if search.nodes > NODES or len(search.found) > PARTS:
        return None
    return [frozenset(items[k] for k in chosen) for chosen in search.found]


def smallest_load(members: Sequence[int], asked: Asked, left: Sequence[int], funder: int, size: int) -> int | None:
    """The least over what `funder` has left that a part of at least `size` members asks of it; None where none does.

    The other funders pay from what they have left. Raises OutOfReachError past the search's limits.
    """
    able = [one for one in members if all(amount <= left[row] for row, amount in asked[one].items() if row != funder)]
    total: dict[int, int] = {}
    for one in able:
        for row, amount in asked[one].items():
            total[row] = total.get(row, 0) + amount
    rows = sorted(row for row, amount in total.items() if row != funder and amount > left[row])
    bearing = [one for one in able if funder in asked[one] or asked[one].keys() & set(rows)]
    if total.get(funder, 0) <= left[funder]:
        return None
    if len(bearing) > ITEMS:
        raise OutOfReachError
    bearing.sort(key=lambda one: (asked[one].get(funder, 0), one))
    search = _SmallestLoad(_needs(bearing, rows, asked), [left[row] for row in rows])
    search.loads, search.floor = [asked[one].get(funder, 0) for one in bearing], left[funder]
    search.best = size - (len(able) - len(bearing))
    search.visit(0)
    if search.nodes > NODES:
        raise OutOfReachError
    return search.least


def _burden(asked: Mapping[int, int], rows: Sequence[int], left: Sequence[int]) -> int:
    """How much of the scarce money an application takes, in thousandths: the light ones are tried first."""
    return sum(1000 * asked[row] // (left[row] + 1) for row in rows if row in asked)


def _needs(items: Sequence[int], rows: Sequence[int], asked: Asked) -> Needs:
    place = {row: number for number, row in enumerate(rows)}
    return [[(place[row], amount) for row, amount in asked[one].items() if row in place] for one in items]


class _Search:
    """Depth first over items taken or left; a node is cut when even the best case is smaller than `best`."""

    def __init__(self, needs: Needs, room: list[int]) -> None:
        self.needs, self.room = needs, room
        self.best, self.nodes = 0, 0
        self.chosen: list[int] = []
        # per depth, for each scarce funder: what the 1, 2, … smallest requests still to come add up to
        self.ahead = [
            [list(accumulate(sorted(a for need in needs[k:] for r, a in need if r == row))) for row in range(len(room))]
            for k in range(len(needs) + 1)
        ]

    def visit(self, k: int) -> None:
        self.nodes += 1
        if self.nodes > NODES or self._best_case(k) < self.best or self.cut(k):
            return
        if k == len(self.needs):
            self.keep()
            return
        need = self.needs[k]
        if all(amount <= self.room[row] for row, amount in need):
            self._take(k, need)
        self.visit(k + 1)

    def cut(self, k: int) -> bool:
        """Whether nothing wanted can follow."""
        raise NotImplementedError

    def keep(self) -> None:
        """Note a finished choice."""
        raise NotImplementedError

    def _take(self, k: int, need: list[tuple[int, int]]) -> None:
        for row, amount in need:
            self.room[row] -= amount
        self.chosen.append(k)
        self.visit(k + 1)
        self.chosen.pop()
        for row, amount in need:
            self.room[row] += amount

    def _best_case(self, k: int) -> int:
        """Chosen so far and all to come, less those that the scarcest funder cannot pay."""
        surplus = max(
            (len(sums) - bisect_right(sums, room) for sums, room in zip(self.ahead[k], self.room, strict=True)),
            default=0,
        )
        return len(self.chosen) + len(self.needs) - k - surplus


class _LargestParts(_Search):
    found: list[tuple[int, ...]]

    def __init__(self, needs: Needs, room: list[int]) -> None:
        super().__init__(needs, room)
        self.found = []

    def cut(self, k: int) -> bool:
        return len(self.found) > PARTS

    def keep(self) -> None:
        if len(self.chosen) > self.best:
            self.best, self.found = len(self.chosen), []
        self.found.append(tuple(self.chosen))


class _SmallestLoad(_Search):
    loads: list[int]
    floor: int
    least: int | None = None

    def cut(self, k: int) -> bool:
        load = sum(self.loads[one] for one in self.chosen)
        return load + sum(self.loads[k:]) <= self.floor or (self.least is not None and load >= self.least)

    def keep(self) -> None:
        self.least = sum(self.loads[one] for one in self.chosen)

"""`best` and `sum` decided again: levels, weights, and an exact search where the call is small enough."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import mul

from renkei.records.verify.bands import bands
from renkei.records.verify.call import Call
from renkei.records.verify.choice import Choice
from renkei.records.verify.cuts import Cut
from renkei.records.verify.payers import UnverifiableError
from renkei.records.verify.result import Result
from renkei.records.verify.search import Bound, InfeasibleError, Level, Problem, Work


@dataclass(frozen=True)
class Portfolio:
    """A call under `best` or `sum`; `bounds` are multipliers per level, `hint` a set to start from, neither trusted.

    The levels count what is not forced in: whoever is forced in has no weight.
    """

    call: Call
    lot: tuple[str, ...] | None
    work: Work
    bounds: tuple[Bound, ...] = ()
    hint: frozenset[str] = frozenset()
    cuts: tuple[Cut, ...] = ()

    @cached_property
    def names(self) -> tuple[tuple[str, int | None], ...]:
        """The levels in order: ("band", its number), …, ("total", None), ("money", None)."""
        free = {one: band for one, band in self._bands.items() if one not in self.call.forced}
        numbers = sorted(set(free.values()))
        return (*(("band", number) for number in numbers), ("total", None), ("money", None))

    @cached_property
    def _bands(self) -> dict[str, int]:
        return bands(self.call) if self.call.options.rule == "best" else {}

    @cached_property
    def per(self) -> int:
        """How many units make one point: the smallest power of ten that makes every weight whole."""
        return max([10 ** max(0, -int(point.normalize().as_tuple().exponent)) for point in self._points], default=1)

    @cached_property
    def _points(self) -> tuple[Decimal, ...]:
        zero, sign = self.call.options.zero(), 1 if self.call.options.high else -1
        missing = [one.id for one in self.call.eligible.values() if one.score is None]
        if missing:
            raise UnverifiableError(f"{', '.join(missing)}: no score, and totals need one")
        return tuple(sign * (one.score - zero) for one in self.call.eligible.values() if one.score is not None)

    @cached_property
    def weights(self) -> tuple[tuple[int, ...], ...]:
        """One row a level, one weight an eligible application by id, every level a maximum."""
        everybody, number = self.call.eligible.values(), self._bands
        counts = [tuple(int(number[one.id] == band) for one in everybody) for level, band in self.names if band]
        points, money = (int(point * self.per) for point in self._points), (-one.money for one in everybody)
        free = [one not in self.call.forced for one in self.call.eligible]
        return tuple(tuple(map(mul, row, free)) for row in (*counts, points, money))

    @property
    def free_weights(self) -> tuple[tuple[int, ...], ...]:
        """The same of the applications alone among which the rule chooses."""
        places = [place for place, one in enumerate(self.call.eligible) if one not in self.call.paid_first]
        return tuple(tuple(row[place] for place in places) for row in self.weights)

    def value(self, chosen: Iterable[str]) -> tuple[int, ...]:
        """The levels' sums over a set, every level a maximum."""
        inside = set(chosen)
        places = [place for place, one in enumerate(self.call.eligible) if one in inside]
        return tuple(sum(row[place] for place in places) for row in self.weights)

    def whole(self) -> Problem:
        """The problem of the decision itself: beside those forced in, with what these leave."""
        return self.problem(self.call.left(self.call.forced), self.call.forced)

    def problem(self, means: Sequence[int], without: frozenset[str] = frozenset()) -> Problem:
        """The search's problem over all eligible applications but `without`, each cut a row beside the funders.

        A cut is left without effect where its funder has more than in the call."""
        kept = [place for place, one in enumerate(self.call.eligible) if one not in without]
        spent = [had - left for had, left in zip(self.call.means, self.call.left(without), strict=True)]
        rows = [
            cut if means[cut.funder] + spent[cut.funder] <= self.call.means[cut.funder] else None for cut in self.cuts
        ]
        asks = [(*one.asks, *_coefficients(one.id, rows, len(means))) for one in self.call.eligible.values()]
        levels = [
            Level(tuple(row[place] for place in kept), self.bounds[k : k + 1]) for k, row in enumerate(self.weights)
        ]
        right = (cut.right - sum(cut.coefficients.get(one, 0) for one in without) if cut else 0 for cut in rows)
        floors = tuple(
            (
                tuple(floor.weights.get(one, 0) for one in self.call.eligible if one not in without),
                floor.least - sum(floor.weights.get(one, 0) for one in without),
            )
            for floor in self.call.floors
        )
        return Problem(tuple(asks[place] for place in kept), (*means, *right), tuple(levels), floors)

    def choice(self, means: Sequence[int], forced: frozenset[str] = frozenset()) -> Choice:
        """The choice among all but the forced, the call's own with them, with what these leave of the means."""
        forced |= self.call.forced
        members = tuple(one for one in self.call.eligible if one not in forced)
        return Choice(members, self.problem(self.call.left(forced, means), forced), self.work, self.hint)

    def rerun(self, means: Sequence[int], forced: frozenset[str] = frozenset()) -> Result | None:
        """The rule's result with these means, the forced taken off first; None where these alone are too dear.

        None too where beside them no set reaches the minima.
        """
        forced |= self.call.forced
        if min(self.call.left(forced, means), default=0) < 0:
            return None
        choice = self.choice(means, forced)
        try:
            _ = choice.best
        except InfeasibleError:
            return None
        if self.lot is not None:
            chosen = choice.first_in_lot(self.lot)
            return Result(forced | chosen, forced | chosen, len(forced) + len(chosen))
        sure, maybe = choice.extent
        return Result(forced | sure, forced | maybe, len(forced) + self._fewest(choice))

    def _fewest(self, choice: Choice) -> int:
        """How many applications the smallest best set holds; under `best` all hold as many."""
        return len(choice.best[1]) if self.call.options.rule == "best" else min(map(len, choice.every))


def _coefficients(one: str, rows: Sequence[Cut | None], first: int) -> Iterator[tuple[int, int]]:
    """An application's part in the cuts' rows, which stand below the `first` ones of the funders."""
    for number, cut in enumerate(rows):
        if cut and one in cut.coefficients:
            yield first + number, cut.coefficients[one]

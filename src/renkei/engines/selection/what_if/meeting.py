"""A call prepared for a meeting: each question is answered from what is prepared and was found before."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from math import inf

from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.ready import Tables
from renkei.engines.selection.result import NextRaise, Reason
from renkei.engines.selection.what_if.answer import Answer, Cheapest, WhatIf
from renkei.engines.selection.what_if.change import Change, changed_tables, faults
from renkei.engines.selection.what_if.explained import next_raise_of, reason_of
from renkei.engines.selection.what_if.prepared import Prepared, prepare
from renkei.engines.selection.what_if.recent import Recent
from renkei.engines.selection.what_if.sides import PortfolioSide, Side, ToppedSide, WalkSide
from renkei.money import convert
from renkei.settings import Rule
from renkei.solvers.packing import Limit

FIRST_WORK = 4_000
KEPT = 32  # questions whose search can be taken up again, and calls prepared for other forcings
SecondsLeft = Callable[[], float]


@dataclass
class _Begun:
    """A side that was begun, and the work of its last round."""

    side: Side
    work: int


class Meeting:
    """A call (tables as `select` takes them, by name) and the questions about it.

    `first_work` limits the first round of a search, in simplex steps; each further round may do as much again as all
    before it. Raises SelectionError, as `select` does, for what the rule cannot decide.
    """

    def __init__(self, tables: Tables, options: SelectionOptions, first_work: int = FIRST_WORK) -> None:
        self.tables, self.options, self.first_work = tables, options, first_work
        self._prepared: Recent[Prepared] = Recent(KEPT)
        self._begun: Recent[_Begun] = Recent(KEPT)
        self._confirmed = _confirmed(tables)
        self._possible = dict(tables["funders"].select("funder_id", "possible_raise").iter_rows())
        self._currency = dict(tables["funders"].select("funder_id", "currency").iter_rows())
        self.before = self._side(Change(), None)

    def ask(self, change: Change, seconds_left: SecondsLeft = lambda: inf) -> Iterator[WhatIf]:
        """Better and better answers, the last one the best that is known when it is proven or no seconds are left.

        `ranking` and `gaps` give one, which is exact; `best` and `sum` a first one at once and go on. Raises
        SelectionError with everything that is wrong in the change.
        """
        self._refuse(change)
        before, begun = self.before, self._taken_up(change)
        after = begun.side
        while not (before.proven and after.proven):
            yield self._answer(change, before, after, Cheapest())
            if seconds_left() <= 0:
                return
            begun.work *= 2
            for side in (before, after):
                if not side.proven:
                    side.further(self._limit(begun.work, seconds_left()))
        if isinstance(after, PortfolioSide):
            yield self._answer(change, before, after, Cheapest())
        yield self._answer(change, before, after, self._cheapest(change, after, seconds_left))

    def answer(self, change: Change, seconds_left: SecondsLeft = lambda: inf) -> Answer:
        """What is funded with the change, without the rest: the best that is known when proven or out of time."""
        self._refuse(change)
        begun = self._taken_up(change)
        while not begun.side.proven and seconds_left() > 0:
            begun.work *= 2
            begun.side.further(self._limit(begun.work, seconds_left()))
        return begun.side.answer()

    def reason(self, change: Change, application: str) -> Reason:
        """Why an application has its outcome with the change, as far as the search for that has come."""
        self._refuse(change)
        return reason_of(self._taken_up(change).side, application, self._still_possible(change))

    def next_raise(self, change: Change, funder: str) -> NextRaise:
        """A funder's next raise beyond what the change asks for, as far as the search for that has come."""
        self._refuse(change)
        return next_raise_of(self._taken_up(change).side, funder)

    def worth(self, funder: str, amount: int) -> int:
        """A funder's amount in minor units of the reporting currency."""
        paying = self.prepared(Change()).paying
        currency = self._currency[funder]
        return convert(amount, currency, paying.rates[currency], paying.reporting)

    @property
    def reporting_currency(self) -> str:
        """The currency that results are summed in."""
        return self.prepared(Change()).paying.reporting

    def _refuse(self, change: Change) -> None:
        wrong = faults(change, self.tables)
        if wrong:
            raise SelectionError(*wrong)

    def _taken_up(self, change: Change) -> _Begun:
        """The side of a change as it was left, or begun."""
        key = (_key(change), tuple(sorted(change.raises.items())), change.share, change.gap_part, change.cap)
        return self._begun.get(key, lambda: _Begun(self._side(change, self.before), self.first_work))

    def _limit(self, work: int, seconds: float) -> Limit:
        return Limit(work=work, seconds=None if seconds == inf else max(seconds, 0), threads=self.options.threads)

    def _side(self, change: Change, before: Side | None) -> Side:
        """The call under the rule, the means and without the applications that the change says, begun from `before`."""
        prepared = self.prepared(change)
        capacity = prepared.call.capacity.tolist()
        for row, amount in prepared.raised(change).items() if not change.inside else ():
            capacity[row] += amount
        top_up = prepared.topped(change)
        if prepared.options.rule in ("best", "sum"):
            alike = (prepared.options.rule, prepared.options.bands) == (self.options.rule, self.options.bands)
            same = before if isinstance(before, PortfolioSide) and alike else None
            return self._portfolio(prepared, capacity, change, same)
        return WalkSide(prepared, capacity) if top_up is None else ToppedSide(prepared, capacity, top_up)

    def _portfolio(
        self, prepared: Prepared, capacity: list[int], change: Change, before: PortfolioSide | None
    ) -> PortfolioSide:
        limit = self._limit(self.first_work, inf)
        if before is None:
            return PortfolioSide(prepared, capacity, limit)
        known = before if not change.out and not change.inside and before.proven else None
        return PortfolioSide(prepared, capacity, limit, known, before.answer().funded)

    def prepared(self, change: Change) -> Prepared:
        """The call in numbers for a change's rule, bands and forcings; prepared once."""
        rule = change.rule or self.options.rule
        raises = sorted(change.raises.items()) if change.inside else []  # in the tables then, see `changed_tables`
        key = (rule, _key(replace(change, rule=rule)), tuple(raises))
        return self._prepared.get(key, lambda: self._prepare(rule, change))

    def _prepare(self, rule: Rule, change: Change) -> Prepared:
        if change.out and not change.inside and self.options.who_ranks == "joint":
            whole = self.prepared(Change(rule, bands=change.bands))
            if whole.ready.conditions is None:
                return whole.without(change.out)
        options = replace(self.options, rule=rule, bands=change.bands or self.options.bands)
        return prepare(changed_tables(self.tables, change), options, self._confirmed)

    def _answer(self, change: Change, before: Side, after: Side, cheapest: Cheapest) -> WhatIf:
        beyond = [one for one, amount in sorted(change.raises.items()) if _exceeds(amount, self._possible[one])]
        currencies = {one: self._currency[one] for one in change.raises}
        sides = before.answer(), after.answer()
        return WhatIf(change, *sides, cheapest, self.reporting_currency, currencies, tuple(beyond))

    def _cheapest(self, change: Change, after: Side, seconds_left: SecondsLeft) -> Cheapest:
        """The cheapest raise beside those asked for; while a tie is open it waits for the draw."""
        if not after.proven or after.answer().tied:
            return Cheapest()
        return after.cheapest(self._still_possible(change), lambda: seconds_left() > 0)

    def _still_possible(self, change: Change) -> list[int | None]:
        """What each payer may raise beyond what the change asks for."""
        prepared = self.prepared(change)
        asked = prepared.raised(change)
        limits = enumerate(prepared.ready.possible)
        return [None if limit is None else max(limit - asked.get(row, 0), 0) for row, limit in limits]


def _key(change: Change) -> Hashable:
    """What of a change makes another call of it: its rule, its bands and its forcings."""
    return change.rule, change.bands, tuple(sorted(change.out.items())), tuple(sorted(change.inside.items()))


def _confirmed(tables: Tables) -> dict[str, tuple[str, int]]:
    rows = tables["funders"].select("funder_id", "currency", "confirmed_raise").iter_rows()
    return {one: (currency, raised or 0) for one, currency, raised in rows}


def _exceeds(amount: int, limit: int | None) -> bool:
    return limit is not None and amount > limit

"""What a report says: a decision record joined with the folder's titles, names and countries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import polars as pl

from renkei.money import cut_to
from renkei.reports.language import Language
from renkei.reports.pots import Routes, stated
from renkei.reports.totals import Money, Rates
from renkei.settings import Settings

Record = Mapping[str, Any]
Tables = Mapping[str, pl.DataFrame]

OUTCOMES = ("funded", "tie", "reserve", "not_funded")  # the order within one rank
TURNING = "[\u202a-\u202e\u2066-\u2069]"  # embeddings and overrides of direction, which reach beyond a name


@dataclass(frozen=True)
class Application:
    """One application; `asked` is funder → minor units, `money` the same as totals (see `Rates.total`)."""

    id: str
    title: str
    outcome: str
    rank: int | None
    score: str | None
    band: int | None
    reason: Mapping[str, Any]
    asked: Mapping[str, int]
    money: tuple[Money, ...]

    @property
    def short(self) -> Mapping[str, int]:
        """Funder (or limit) → what was lacking when the rule came to it; empty when nothing was."""
        short: Mapping[str, int] = self.reason.get("short", {})
        return short


@dataclass(frozen=True)
class Funder:
    """One funder, amounts in minor units of its currency; `short_for` and `alone` are applications.

    `saved` is what reductions at the cut take off what it was asked.
    """

    id: str
    name: str
    country: str
    currency: str
    budget: int
    confirmed: int
    possible: int
    asked: int
    committed: int
    left: int
    saved: int
    next_raise: Mapping[str, Any]
    short_for: tuple[str, ...]
    alone: tuple[str, ...]
    lacking: int

    @property
    def available(self) -> int:
        """Budget, confirmed raise and what a top-up pays besides."""
        return self.budget + self.confirmed + self.topped

    @property
    def topped(self) -> int:
        """What a top-up pays of what is committed: all that is committed or left beyond its own."""
        return self.committed + self.left - self.budget - self.confirmed

    @property
    def use(self) -> Fraction | None:
        """The share of the money available that is committed; None where there is none."""
        return Fraction(self.committed, self.available) if self.available else None


@dataclass(frozen=True)
class Totals:
    """Sums over all funders, each in the reporting currency (or a sum a currency without rates)."""

    budget: tuple[Money, ...]
    confirmed: tuple[Money, ...]
    asked: tuple[Money, ...]
    committed: tuple[Money, ...]
    left: tuple[Money, ...]
    available: tuple[Money, ...] = ()


@dataclass(frozen=True)
class Decision:
    """Everything a report needs; `eligible` in rank order, `funders` the tightest budget first."""

    record: Record
    settings: Settings
    rates: Rates
    eligible: tuple[Application, ...]
    not_eligible: tuple[Application, ...]
    funders: tuple[Funder, ...]
    totals: Totals
    pot_names: Mapping[str, str] = field(default_factory=dict)
    currency_of: Mapping[str, str] = field(default_factory=dict)  # of funders, in a pot or not

    @cached_property
    def by_id(self) -> Mapping[str, Application]:
        """Application identifier → application."""
        return {one.id: one for one in self.eligible + self.not_eligible}

    @cached_property
    def funder(self) -> Mapping[str, Funder]:
        """Funder identifier → funder."""
        return {one.id: one for one in self.funders}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Eligible application → its place in the list, 0 the best."""
        return {one.id: place for place, one in enumerate(self.eligible)}

    @cached_property
    def limits(self) -> Mapping[str, Mapping[str, Any]]:
        """The record's upper limits and exclusive sets, by name."""
        return (self.record["conditions"] or {"limits": {}})["limits"]  # type: ignore[no-any-return]

    @cached_property
    def forced(self) -> Mapping[str, Mapping[str, str]]:
        """Application → how it is forced and why."""
        return (self.record["conditions"] or {"forced": {}})["forced"]  # type: ignore[no-any-return]

    @cached_property
    def reductions(self) -> Mapping[str, Any]:
        """The record's reductions at the cut; nothing granted where there are none."""
        return self.record["reductions"] or {"at": None, "rates": {}, "saved": {}, "granted": {}}

    def limit_name(self, name: str, say: Language) -> str:
        """A limit's name in a reader's language."""
        return say(f"limits.name.{self.limits[name]['kind']}", name=name.partition(" ")[2])

    @property
    def low_is_best(self) -> bool:
        """Say whether the lowest score is the best."""
        scale = self.record["options"]["scale"]
        return scale is not None and scale["best"] == "low"

    def having(self, *outcomes: str) -> tuple[Application, ...]:
        """The eligible applications with one of these outcomes, in rank order."""
        return tuple(one for one in self.eligible if one.outcome in outcomes)

    @cached_property
    def whole(self) -> frozenset[str]:
        """The currencies whose amounts are all whole units, and so can be printed without decimals."""
        amounts = [(funder.currency, amount) for funder in self.funders for amount in (funder.budget, funder.confirmed)]
        amounts += [(self.funder[f].currency, a) for one in self.by_id.values() for f, a in one.asked.items()]
        others = (*stated(self.record["pots"], self.currency_of), *self._endorsed())
        amounts += [(money.currency, money.minor) for money in others]
        return self.rates.whole(amounts)

    def _endorsed(self) -> Iterator[Money]:
        entries = (self.record["endorsements"] or {"applications": {}})["applications"].values()
        for authority, said in (pair for entry in entries for pair in entry["verdicts"].items()):
            if said["amount"] is not None and authority in self.currency_of:
                yield Money(said["amount"], self.currency_of[authority])


def read_facts(record: Record, settings: Settings, tables: Tables) -> Decision:
    """Join a decision record (docs/decision-record.md) with the frames of the folder it was made from."""
    rates = Rates.read(record["options"]["reporting_currency"] or "", tables.get("rates"))
    requests = _requests(tables.get("requests"), record, Routes.read(record["pots"], rates))
    titles = _texts(tables.get("applications"), "application_id", "title")
    everyone = [
        _application(id_, outcome, titles.get(id_, ""), requests.get(id_, ()), rates)
        for id_, outcome in sorted(record["outcomes"].items())
    ]
    eligible = [one for one in everyone if one.outcome != "not_eligible"]
    eligible.sort(key=lambda one: (one.rank or 0, OUTCOMES.index(one.outcome), one.id))
    pots = _texts(tables.get("pots"), "pot_id", "name")
    funders = _funders(record, tables.get("funders"), pots, eligible)
    return Decision(
        record=record,
        settings=settings,
        rates=rates,
        eligible=tuple(eligible),
        not_eligible=tuple(one for one in everyone if one.outcome == "not_eligible"),
        funders=funders,
        totals=_totals(record, funders, eligible, rates),
        pot_names=pots,
        currency_of=_currencies(record, tables.get("funders")),
    )


def _currencies(record: Record, frame: pl.DataFrame | None) -> dict[str, str]:
    """Funder or pot → its currency; a funder whose money is in a real pot keeps its own."""
    own = {} if frame is None else dict(frame.select("funder_id", "currency").iter_rows())
    return {payer: spent["currency"] for payer, spent in record["spending"].items()} | own


def _requests(frame: pl.DataFrame | None, record: Record, routes: Routes) -> dict[str, list[tuple[str, Money]]]:
    """Application → its requests for money, each partner's its own, cut to the amounts endorsed, with who pays it."""
    named: dict[str, list[tuple[str, Money]]] = {}
    if frame is None:
        return named
    columns = ["application_id", "funder_id", "pot_id", "amount", "currency"]
    rows = frame.sort("application_id", "partner_id").select(columns).iter_rows()
    for application, funder, pot, amount, currency in rows:
        if pot or funder:
            named.setdefault(application, []).append((pot or funder, Money(amount, currency)))
    entries = record["endorsements"]["applications"] if record["endorsements"] else {}
    for application, entry in entries.items():
        for funder, limit in entry["reduced"].items():
            named[application] = _cut(named[application], funder, limit)
    return {one: [routes.paid(*request) for request in requests] for one, requests in named.items()}


def _cut(requests: list[tuple[str, Money]], funder: str, limit: int) -> list[tuple[str, Money]]:
    parts = iter(cut_to(limit, [money.minor for asked, money in requests if asked == funder]))
    return [(asked, Money(next(parts), money.currency) if asked == funder else money) for asked, money in requests]


def _texts(frame: pl.DataFrame | None, key: str, column: str) -> dict[str, str]:
    """Identifier → a text column's value without signs that would turn what follows; no rows that have none."""
    if frame is None or column not in frame.columns:
        return {}
    shown = frame.select(key, pl.col(column).str.replace_all(TURNING, ""))
    return {id_: value for id_, value in shown.iter_rows() if value and value.strip()}


def _application(
    id_: str, outcome: Mapping[str, Any], title: str, requests: Iterable[tuple[str, Money]], rates: Rates
) -> Application:
    asked: dict[str, int] = {}
    for funder, money in requests:
        asked[funder] = asked.get(funder, 0) + money.minor
    return Application(
        id=id_,
        title=title,
        outcome=outcome["outcome"],
        rank=outcome["rank"],
        score=outcome["score"],
        band=outcome["band"],
        reason=outcome["reason"],
        asked=dict(sorted(asked.items())),
        money=rates.total(money for _, money in requests),
    )


def _funders(
    record: Record, frame: pl.DataFrame | None, pots: dict[str, str], eligible: list[Application]
) -> tuple[Funder, ...]:
    names = _texts(frame, "funder_id", "name") | pots
    countries = _texts(frame, "funder_id", "country")
    possible = {} if frame is None else dict(frame.select("funder_id", "possible_raise").iter_rows())
    saved = (record["reductions"] or {"saved": {}})["saved"]
    found = []
    for id_, spent in sorted(record["spending"].items()):
        waiting = [one for one in eligible if id_ in one.short]
        found.append(
            Funder(
                id=id_,
                name=names.get(id_, ""),
                country=countries.get(id_, ""),
                currency=spent["currency"],
                budget=spent["budget"],
                confirmed=spent["raise"] or 0,
                possible=possible.get(id_) or 0,
                asked=spent["asked"],
                committed=spent["committed"],
                left=spent["left"],
                saved=saved.get(id_, 0),
                next_raise=record["next_raises"][id_],
                short_for=tuple(one.id for one in waiting),
                alone=tuple(one.id for one in waiting if len(one.short) == 1),
                lacking=sum(one.short[id_] for one in waiting),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.use is None, -(one.use or 0), one.id)))


def _granted(one: Application, record: Record, rates: Rates) -> tuple[Money, ...]:
    """An application's money, less what is reduced at the cut: each request converted by itself, before and after."""
    reduced = (record["reductions"] or {"granted": {}})["granted"].get(one.id, {})
    changes = []
    for request in reduced.values():
        currency = record["spending"][request["funder"]]["currency"]
        changes.append(Money(request["granted"], currency))
        less = [rates.converted(Money(request["asked"], currency)) or Money(request["asked"], currency)]
        changes += [Money(-money.minor, money.currency) for money in less]
    return rates.total([*one.money, *changes]) if changes else one.money


def _totals(record: Record, funders: Iterable[Funder], eligible: list[Application], rates: Rates) -> Totals:
    funders = tuple(funders)
    return Totals(
        budget=rates.total(Money(one.budget, one.currency) for one in funders),
        confirmed=rates.total(Money(one.confirmed, one.currency) for one in funders),
        asked=rates.add(one.money for one in eligible),
        committed=rates.add(_granted(one, record, rates) for one in eligible if one.outcome == "funded"),
        left=rates.total(Money(one.left, one.currency) for one in funders),
        available=rates.total(Money(one.available, one.currency) for one in funders),
    )

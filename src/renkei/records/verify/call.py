"""A call as an outsider sees it: the folder's tables read with the options that the record states."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from renkei.money import convert, decimal_text
from renkei.records.verify.options import Options
from renkei.records.verify.payers import Funder, Payers, UnverifiableError, exchanged, payers_of
from renkei.records.verify.top_up import TopUp, top_up_of

MILLION = 10**6


@dataclass(frozen=True)
class Request:
    """Money asked of one payer, a funder or a pot: minor units of its currency, and of the reporting currency."""

    funder: int
    amount: int
    money: int
    small: bool


@dataclass(frozen=True)
class Application:
    """An application with what it asks; `because` says why it is not eligible, empty when it is."""

    id: str
    score: Decimal | None
    place: Decimal | None
    band: int | None
    because: str
    criteria: Mapping[str, Decimal]
    requests: tuple[Request, ...]

    @cached_property
    def asks(self) -> tuple[tuple[int, int], ...]:
        """(funder, minor units) for every funder it asks for money, each once."""
        sums: dict[int, int] = {}
        for request in self.requests:
            sums[request.funder] = sums.get(request.funder, 0) + request.amount
        return tuple(sorted((funder, amount) for funder, amount in sums.items() if amount))

    @cached_property
    def money(self) -> int:
        """All that it asks, in minor units of the reporting currency, each request rounded half up."""
        return sum(request.money for request in self.requests)

    @property
    def sme_share(self) -> int:
        """The share of its money that SMEs and startups ask, in millionths, rounded down."""
        return MILLION * sum(one.money for one in self.requests if one.small) // self.money if self.money else 0


@dataclass(frozen=True)
class Call:
    """The eligible applications by id, the others, the payers (funders and real pots) in the order of their ids.

    `fixed` are awards that are paid before the rule begins: those that remain after a drop-out."""

    eligible: Mapping[str, Application]
    others: Mapping[str, Application]
    funders: tuple[Funder, ...]
    rates: Mapping[str, Decimal]
    options: Options
    pots: Mapping[str, Any] = field(default_factory=dict)
    top_up: TopUp | None = None
    fixed: frozenset[str] = frozenset()

    @cached_property
    def open_groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The score groups without the awards that are fixed; those of which nobody is left are none."""
        rest = ((at, tuple(one for one in group if one not in self.fixed)) for at, group in self.groups)
        return tuple((at, group) for at, group in rest if group)

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Score groups, best first: (score or rank as printed, ids in order)."""
        places: dict[Decimal, list[str]] = {}
        for one in self.eligible.values():
            if one.place is None:
                raise UnverifiableError(f"{one.id} is eligible and has no {self.options.binding}")
            places.setdefault(one.place, []).append(one.id)
        best_first = sorted(places, reverse=self.options.binding == "score" and self.options.high)
        return tuple((decimal_text(place), tuple(sorted(places[place]))) for place in best_first)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Eligible application → 1 + number of eligible applications strictly better."""
        ranks: dict[str, int] = {}
        better = 0
        for _, group in self.groups:
            ranks |= dict.fromkeys(group, better + 1)
            better += len(group)
        return ranks

    @cached_property
    def means(self) -> tuple[int, ...]:
        """Budget plus confirmed raise of each funder."""
        return tuple(funder.means for funder in self.funders)

    def asked(self, applications: Iterable[str]) -> list[int]:
        """What applications together ask of each funder."""
        sums = [0] * len(self.funders)
        for name in applications:
            for funder, amount in self.eligible[name].asks:
                sums[funder] += amount
        return sums

    def left(self, applications: Iterable[str], means: Sequence[int] | None = None) -> list[int]:
        """What each funder has left once it pays its part of applications; below 0 where it cannot."""
        return [have - ask for have, ask in zip(means or self.means, self.asked(applications), strict=True)]

    def lacking(self, application: str, left: Sequence[int]) -> dict[str, int]:
        """Funder → minor units that it lacks for one application, given what it has left."""
        asks = self.eligible[application].asks
        return {self.funders[f].id: amount - max(left[f], 0) for f, amount in asks if amount > left[f]}

    def cost(self, raises: Mapping[str, int]) -> int:
        """Raises in the reporting currency: each is converted and rounded half up."""
        currency = {funder.id: funder.currency for funder in self.funders}
        return sum(self.converted(amount, currency[funder]) for funder, amount in raises.items())

    def converted(self, amount: int, currency: str) -> int:
        """Minor units of the reporting currency; UnverifiableError without a rate."""
        return _converted(amount, currency, self.rates, self.options.reporting_currency)

    def lot(self, value: str) -> tuple[str, ...]:
        """The eligible applications in the order of SHA-256(value ‖ id), hex digests ascending."""
        return tuple(sorted(self.eligible, key=lambda one: hashlib.sha256((value + one).encode()).hexdigest()))


def call_from(tables: Mapping[str, pl.DataFrame], options: Options) -> Call:
    """The call that the tables hold; UnverifiableError for what a record of this format cannot decide."""
    _refuse(tables)
    rates = {row["currency"]: row["rate"] for row in _rows(tables, "rates")} | {options.reporting_currency: Decimal(1)}
    rows = {name: _rows(tables, name) for name in ("requests", "funders", "pots", "contributions")}
    payers = payers_of(rows, rates)
    requests = _requests(rows["requests"], payers, rates, options)
    criteria: dict[str, dict[str, Decimal]] = {}
    for row in _rows(tables, "criteria_scores"):
        criteria.setdefault(row["application_id"], {})[row["criterion"]] = row["score"]
    everybody = [
        _application(row, criteria.get(row["application_id"], {}), requests.get(row["application_id"], ()), options)
        for row in sorted(_rows(tables, "applications"), key=lambda row: row["application_id"])
    ]
    eligible = {one.id: one for one in everybody if not one.because}
    others = {one.id: one for one in everybody if one.because}
    top_up = top_up_of(rows["pots"], payers.funders, rates)
    if top_up and not options.walks:
        raise UnverifiableError(f"rule {options.rule} has no first gap, above which alone a top-up counts")
    return Call(eligible, others, payers.funders, rates, options, payers.pots, top_up)


def _rows(tables: Mapping[str, pl.DataFrame], name: str) -> list[dict[str, Any]]:
    return tables[name].to_dicts() if name in tables else []


def _refuse(tables: Mapping[str, pl.DataFrame]) -> None:
    for row in _rows(tables, "applications"):
        if row.get("forced"):
            raise UnverifiableError(f"{row['application_id']} is forced {row['forced']}: this format has no forcing")


def _requests(
    rows: Sequence[Mapping[str, Any]], payers: Payers, rates: Mapping[str, Decimal], options: Options
) -> dict[str, list[Request]]:
    place = {funder.id: number for number, funder in enumerate(payers.funders)}
    found: dict[str, list[Request]] = {}
    for row in rows:
        payer = payers.of(row)
        if row.get("self_funded") or not payer:
            continue
        if payer not in place:
            raise UnverifiableError(f"{row['application_id']} asks {payer} for {row['currency']}: no budget")
        currency = payers.funders[place[payer]].currency
        if currency != row["currency"] and payer not in payers.pots:
            raise UnverifiableError(f"{row['application_id']} asks {payer} for {row['currency']}: no budget")
        amount = exchanged(row["amount"], row["currency"], currency, rates)
        money = _converted(amount, currency, rates, options.reporting_currency)
        request = Request(place[payer], amount, money, row.get("size") in {"sme", "startup"})
        found.setdefault(row["application_id"], []).append(request)
    return found


def _converted(amount: int, currency: str, rates: Mapping[str, Decimal], reporting: str) -> int:
    if currency != reporting and currency not in rates:
        raise UnverifiableError(f"rates has no rate for {currency}, and {reporting} is the reporting currency")
    return convert(amount, currency, rates.get(currency, Decimal(1)), reporting)


def _application(
    row: Mapping[str, Any], criteria: Mapping[str, Decimal], requests: Sequence[Request], options: Options
) -> Application:
    score, rank = row.get("score"), row.get("rank")
    place = score if options.binding == "score" else None if rank is None else Decimal(rank)
    because = _because(row, criteria, options)
    return Application(row["application_id"], score, place, row.get("band"), because, criteria, tuple(requests))


def _because(row: Mapping[str, Any], criteria: Mapping[str, Decimal], options: Options) -> str:
    """The first ground: status, total threshold, criteria by name; a score that is unknown is below nothing."""
    if row.get("status") not in {None, "eligible"}:
        return str(row["status"])
    if options.total is not None and row.get("score") is not None and options.worse(row["score"], options.total):
        return "below_threshold"
    for name, limit in sorted(options.criteria.items()):
        if name in criteria and options.worse(criteria[name], limit):
            return f"below_threshold:{name}"
    return ""

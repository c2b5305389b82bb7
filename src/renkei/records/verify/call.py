"""A call as an outsider sees it: the folder's tables read with the options that the record states."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from renkei.money import convert, decimal_text
from renkei.records.verify.conditions import Floor, Limit, floors_of, limits_of
from renkei.records.verify.lottery import Groups, Zone, regrouped, zone_of
from renkei.records.verify.options import Options
from renkei.records.verify.payers import Funder, Payers, UnverifiableError, exchanged, payers_of
from renkei.records.verify.top_up import TopUp, top_up_of

MILLION = 10**6


@dataclass(frozen=True)
class Request:
    """Money asked of one payer, a funder or a pot: minor units of its currency, and of the reporting currency.

    `row` is the row of requests that asks it.
    """

    funder: int
    amount: int
    money: int
    small: bool
    row: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Application:
    """An application with what it asks; `because` says why it is not eligible, empty when it is.

    `counts` are what it counts for: (row of a limit, below the funders', units).
    """

    id: str
    score: Decimal | None
    place: Decimal | None
    band: int | None
    because: str
    criteria: Mapping[str, Decimal]
    requests: tuple[Request, ...]
    counts: tuple[tuple[int, int], ...] = ()
    error: Decimal | None = None

    @cached_property
    def asks(self) -> tuple[tuple[int, int], ...]:
        """(funder, minor units) for every funder it asks for money, each once; then what it counts for."""
        sums: dict[int, int] = {}
        for request in self.requests:
            sums[request.funder] = sums.get(request.funder, 0) + request.amount
        return (*sorted((funder, amount) for funder, amount in sums.items() if amount), *self.counts)

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

    `forced` are paid before the rule begins, and so are `fixed`, awards that remain after a drop-out; each of `limits`
    is a row below the funders'; what is funded reaches all `floors`.
    """

    eligible: Mapping[str, Application]
    others: Mapping[str, Application]
    funders: tuple[Funder, ...]
    rates: Mapping[str, Decimal]
    options: Options
    pots: Mapping[str, Any] = field(default_factory=dict)
    top_up: TopUp | None = None
    forced: frozenset[str] = frozenset()
    limits: tuple[Limit, ...] = ()
    floors: tuple[Floor, ...] = ()
    fixed: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows: the funders', then the limits'."""
        return (*(funder.id for funder in self.funders), *(limit.name for limit in self.limits))

    def reaches(self, chosen: Iterable[str]) -> bool:
        """Whether a set of applications reaches every minimum."""
        chosen = frozenset(chosen)
        return all(floor.reached(chosen) for floor in self.floors)

    @property
    def searches_raises(self) -> bool:
        """Whether smallest raises can be searched: they move a cut, and may serve a minimum in many ways."""
        return not self.reducing and not self.floors

    @property
    def reducing(self) -> bool:
        """Whether any funder reduces at the cut."""
        return any(funder.most for funder in self.funders)

    @property
    def free(self) -> tuple[str, ...]:
        """The eligible applications among which the rule chooses."""
        return tuple(one for one in self.eligible if one not in self.paid_first)

    @property
    def paid_first(self) -> frozenset[str]:
        """Those forced in, and the awards that are fixed: paid before the rule begins."""
        return self.forced | self.fixed

    @cached_property
    def open_groups(self) -> Groups:
        """The score groups without what is paid first; those of which nobody is left are none."""
        rest = ((at, tuple(one for one in group if one not in self.paid_first)) for at, group in self.groups)
        return tuple((at, group) for at, group in rest if group)

    @cached_property
    def groups(self) -> Groups:
        """Score groups, best first: (score or rank as printed, ids in order); a lottery's zone is one, at the line."""
        return self.printed_groups if self.zone is None else regrouped(self.printed_groups, self.zone)

    @cached_property
    def zone(self) -> Zone | None:
        """Where each application's interval puts it, where the call draws lots by intervals and there is a line."""
        width = self.options.width
        if width is None:
            return None
        if self.top_up is not None or not self.options.walks or self.options.binding != "score":
            raise UnverifiableError("lots by score intervals need ranking or gaps by score, without a top-up")
        if self.forced or self.limits or self.reducing:
            raise UnverifiableError("lots by score intervals bear no forcing in, limits, sets or reductions")
        line = self._line()
        if line is None:
            return None
        spans = {one.id: (one.score, one.error) for one in self.eligible.values()}
        return zone_of(spans, line, width, high=self.options.high)

    def _line(self) -> Decimal | None:
        """The score of the worst application that can be funded down to the first gap; None without a gap."""
        left, line = list(self.means), None
        for at, group in self.printed_groups:
            rest = self.left(group, left)
            if min(rest, default=0) < 0:
                return line if all(self.lacking(one, left) for one in group) else Decimal(at)
            left, line = rest, Decimal(at)
        return None

    @cached_property
    def printed_groups(self) -> Groups:
        """Score groups by the printed scores (or ranks) alone."""
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
        """Budget plus confirmed raise of each funder, then what each limit allows."""
        return self.raised({})

    def raised(self, raises: Mapping[str, int]) -> tuple[int, ...]:
        """The same after raises (funder → minor units)."""
        means = (funder.means + raises.get(funder.id, 0) for funder in self.funders)
        return (*means, *(limit.most for limit in self.limits))

    def asked(self, applications: Iterable[str]) -> list[int]:
        """What applications together ask of each funder, and count for."""
        sums = [0] * len(self.rows)
        for name in applications:
            for funder, amount in self.eligible[name].asks:
                sums[funder] += amount
        return sums

    def left(self, applications: Iterable[str], means: Sequence[int] | None = None) -> list[int]:
        """What each funder has left once it pays its part of applications; below 0 where it cannot."""
        return [have - ask for have, ask in zip(means or self.means, self.asked(applications), strict=True)]

    def lacking(self, application: str, left: Sequence[int]) -> dict[str, int]:
        """Funder (or limit) → what it lacks for one application, given what it has left."""
        asks = self.eligible[application].asks
        return {self.rows[f]: amount - max(left[f], 0) for f, amount in asks if amount > left[f]}

    def cost(self, raises: Mapping[str, int]) -> int:
        """Raises in the reporting currency: each is converted and rounded half up; what is no money costs nothing."""
        currency = {funder.id: funder.currency for funder in self.funders}
        return sum(self.converted(amount, currency[funder]) for funder, amount in raises.items() if funder in currency)

    def converted(self, amount: int, currency: str) -> int:
        """Minor units of the reporting currency; UnverifiableError without a rate."""
        return _converted(amount, currency, self.rates, self.options.reporting_currency)

    def lot(self, value: str) -> tuple[str, ...]:
        """The eligible applications in the order of SHA-256(value ‖ id), hex digests ascending."""
        return tuple(sorted(self.eligible, key=lambda one: hashlib.sha256((value + one).encode()).hexdigest()))


def call_from(tables: Mapping[str, pl.DataFrame], options: Options) -> Call:
    """The call that the tables hold; UnverifiableError for what a record of this format cannot decide."""
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
    limits, floors = _limits(tables, [one for one in everybody if not one.because], options)
    eligible = {one.id: _counted(one, limits, len(payers.funders)) for one in everybody if not one.because}
    others = {one.id: one for one in everybody if one.because}
    top_up = top_up_of(rows["pots"], payers.funders, rates)
    if top_up and not options.walks:
        raise UnverifiableError(f"rule {options.rule} has no first gap, above which alone a top-up counts")
    forced = _forced(_rows(tables, "applications"), {one.id: one.because for one in everybody})
    return Call(eligible, others, payers.funders, rates, options, payers.pots, top_up, forced, limits, floors)


def _rows(tables: Mapping[str, pl.DataFrame], name: str) -> list[dict[str, Any]]:
    return tables[name].to_dicts() if name in tables else []


def _limits(
    tables: Mapping[str, pl.DataFrame], eligible: Sequence[Application], options: Options
) -> tuple[tuple[Limit, ...], tuple[Floor, ...]]:
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {"applications": {}, "requests": {}}
    for name, by_application in rows.items():
        for row in _rows(tables, name):
            by_application.setdefault(row["application_id"], []).append(row)
    exclusive = _rows(tables, "exclusive")
    limits = limits_of(options.conditions, exclusive, eligible, rows, options.reporting_currency)
    return limits, floors_of(options.conditions, eligible, rows, options.reporting_currency)


def _counted(one: Application, limits: Sequence[Limit], first: int) -> Application:
    """An application with what it counts for; the limits' rows begin at `first`."""
    counts = ((first + number, limit.counts.get(one.id, 0)) for number, limit in enumerate(limits))
    return replace(one, counts=tuple((row, units) for row, units in counts if units))


def _forced(rows: Sequence[Mapping[str, Any]], because: Mapping[str, str]) -> frozenset[str]:
    """Those forced in; UnverifiableError for one that is not eligible, or has no ground, as all forced have."""
    for row in rows:
        if row.get("forced") and not row.get("ground"):
            raise UnverifiableError(f"{row['application_id']} is forced {row['forced']} without a ground")
    found = frozenset(row["application_id"] for row in rows if row.get("forced") == "in")
    for one in sorted(found):
        if because[one]:
            raise UnverifiableError(f"{one} is forced in and not eligible: {because[one]}")
    return found


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
        request = Request(place[payer], amount, money, row.get("size") in {"sme", "startup"}, row)
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
    error = row.get("score_error")
    given = criteria, tuple(requests)
    return Application(row["application_id"], score, place, row.get("band"), because, *given, error=error)


def _because(row: Mapping[str, Any], criteria: Mapping[str, Decimal], options: Options) -> str:
    """The first ground: status, forced out, total threshold, criteria by name; an unknown score is below nothing."""
    if row.get("status") not in {None, "eligible"}:
        return str(row["status"])
    if row.get("forced") == "out":
        return "forced_out"
    if options.total is not None and row.get("score") is not None and options.worse(row["score"], options.total):
        return "below_threshold"
    for name, limit in sorted(options.criteria.items()):
        if name in criteria and options.worse(criteria[name], limit):
            return f"below_threshold:{name}"
    return ""

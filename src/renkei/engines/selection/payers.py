"""Who pays: funders for themselves, and real pots for the funders that contribute to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import polars as pl

from renkei.defects import say
from renkei.engines.selection.currencies import rates_of, reporting_currency
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.money import convert
from renkei.tables import CONTRIBUTIONS, FUNDERS, POTS, RATES

Rates = Mapping[str, Decimal]  # currency → units for one of the reporting currency, whose own rate is 1


@dataclass(frozen=True)
class Contribution:
    """A funder's money in a real pot: minor units of its own currency, and `converted` of the pot's."""

    amount: int
    currency: str
    converted: int


@dataclass(frozen=True)
class RealPot:
    """A real pot: who contributed, and the funders whose requests it pays although they name the funder."""

    currency: str
    contributions: Mapping[str, Contribution]
    pays_for: tuple[str, ...]


@dataclass(frozen=True)
class Payers:
    """`funders`: a row for each budget, a funder's or a pot's; `requests` name one of them, in its currency.

    `rates` are those of all the currencies that funders, pots and contributions use.
    """

    funders: pl.DataFrame
    requests: pl.DataFrame
    reporting: str
    rates: Rates
    real_pots: Mapping[str, RealPot] = field(default_factory=dict)


def between(amount: int, currency: str, other: str, rates: Rates) -> int:
    """Minor units of `other` for an amount, at the quotient of the call's two rates; rounded half up, once."""
    return convert(amount, currency, Fraction(rates[currency]) / Fraction(rates[other]), other)


def payers(
    requests: pl.DataFrame,
    funders: pl.DataFrame,
    options: SelectionOptions,
    rates: pl.DataFrame | None = None,
    pots: pl.DataFrame | None = None,
    contributions: pl.DataFrame | None = None,
) -> Payers:
    """The budgets of a call, and its requests put to them.

    A funder whose pot is `real` pays nothing by itself: requests that name it go to the pot it contributes to, and so
    do its raises. A pot's budget is the sum of its contributions. Raises SelectionError where a request names no real
    pot, or a funder that contributes to none or to several.
    """
    pots = POTS.empty() if pots is None else pots
    given = CONTRIBUTIONS.empty() if contributions is None else contributions
    used = {*funders["currency"], *pots["currency"], *given["currency"]}
    reporting = reporting_currency(used, options)
    rate_of = rates_of(used, RATES.empty() if rates is None else rates, reporting)
    kept = pots.filter(pl.col("kind") == "real").sort("pot_id").select("pot_id", "currency")
    home = _homes(funders, given)
    currency_of = dict(kept.iter_rows())
    found = {pot: _real_pot(pot, currency, given, home, rate_of) for pot, currency in currency_of.items()}
    rows = [_row(pot, one, funders, rate_of) for pot, one in found.items()]
    own = funders.filter(pl.col("pot").fill_null("virtual") != "real").select(FUNDERS.names)
    everybody = pl.concat([own, pl.DataFrame(rows, schema=FUNDERS.schema)])
    return Payers(everybody, _routed(requests, home, currency_of, rate_of), reporting, rate_of, found)


def _homes(funders: pl.DataFrame, contributions: pl.DataFrame) -> dict[str, list[str]]:
    """Funder with a real pot → the pots it contributes to."""
    real = funders.filter(pl.col("pot") == "real")["funder_id"]
    given = contributions.sort("pot_id").select("funder_id", "pot_id").rows()
    return {funder: [pot for other, pot in given if other == funder] for funder in real}


def _routed(
    requests: pl.DataFrame, home: Mapping[str, list[str]], currency_of: Mapping[str, str], rates: Rates
) -> pl.DataFrame:
    """The requests with `funder_id` the payer, and amounts in its currency."""
    named = requests.select("funder_id", "pot_id").iter_rows()
    payer = [_payer(funder, pot, home, currency_of) for funder, pot in named]
    columns = requests.select("amount", "currency").iter_rows()
    found = [
        (between(amount, currency, currency_of[one], rates), currency_of[one])
        if one in currency_of and amount is not None
        else (amount, currency)
        for one, (amount, currency) in zip(payer, columns, strict=True)
    ]
    return requests.with_columns(
        pl.Series("funder_id", [one or None for one in payer], pl.String),
        pl.Series("amount", [amount for amount, _ in found], pl.Int64),
        pl.Series("currency", [currency for _, currency in found], pl.String),
    )


def _payer(funder: str | None, pot: str | None, home: Mapping[str, list[str]], known: Mapping[str, str]) -> str:
    if pot is not None and pot not in known:
        wrong = "requests name {pot} in pot_id, which is no real pot: see pots, or name the funder_id"
        raise SelectionError(say(wrong, pot=pot))
    named = pot or funder or ""
    if named not in home:
        return named
    if len(home[named]) != 1:
        where = say("the pots {list}", list=", ".join(home[named])) if home[named] else "no real pot"
        wrong = "requests name {funder}, which contributes to {where}: name one pot in their pot_id"
        raise SelectionError(say(wrong, funder=named, where=where))
    return home[named][0]


def _real_pot(
    pot: str, currency: str, contributions: pl.DataFrame, home: Mapping[str, list[str]], rates: Rates
) -> RealPot:
    given = contributions.filter(pl.col("pot_id") == pot).sort("funder_id")
    rows = given.select("funder_id", "amount", "currency").iter_rows()
    found = {funder: Contribution(amount, of, between(amount, of, currency, rates)) for funder, amount, of in rows}
    return RealPot(currency, found, tuple(funder for funder in sorted(home) if home[funder] == [pot]))


def _row(pot: str, one: RealPot, funders: pl.DataFrame, rates: Rates) -> dict[str, object]:
    """A pot as a row of funders: what it may raise has no limit where some contributor states none."""
    paid_for = funders.filter(pl.col("funder_id").is_in(list(one.pays_for)))
    confirmed = [_converted(row, one.currency, rates) for row in paid_for.select("confirmed_raise", "currency").rows()]
    possible = [_converted(row, one.currency, rates) for row in paid_for.select("possible_raise", "currency").rows()]
    stated = [amount for amount in possible if amount is not None]
    row: dict[str, object] = dict.fromkeys(FUNDERS.names)
    return row | {
        "funder_id": pot,
        "name": pot,
        "currency": one.currency,
        "budget": sum(given.converted for given in one.contributions.values()),
        "confirmed_raise": sum(amount or 0 for amount in confirmed),
        "possible_raise": sum(stated) if possible and len(stated) == len(possible) else None,
    }


def _converted(raised: tuple[int | None, str], currency: str, rates: Rates) -> int | None:
    amount, own = raised
    return None if amount is None else between(amount, own, currency, rates)

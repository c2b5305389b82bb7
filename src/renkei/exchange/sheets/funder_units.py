"""The currency and the unit of each funder's amounts: settled, asked for, or doubted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from babel.numbers import get_territory_currencies

from renkei.exchange.sheets.amounts import Cell
from renkei.exchange.sheets.funders import Funder
from renkei.exchange.sheets.mapping import FunderEntry, SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings

Figures = Mapping[str, Sequence[tuple[Cell, Decimal | None]]]  # funder's key → its cells, with values where settled
_PER_EURO = {  # roughly: only to see amounts that are wrong by a thousand
    **{"JPY": 150, "KRW": 1500, "VND": 25000, "IDR": 17000, "HUF": 400, "CLP": 1000, "COP": 4500, "ISK": 150},
    **{"SEK": 11, "NOK": 11, "DKK": 7, "CZK": 25, "PLN": 4, "CNY": 8, "TWD": 35, "THB": 38, "PHP": 65, "INR": 90},
    **{"MXN": 20, "ZAR": 20, "TRY": 35, "ARS": 1000, "RUB": 90, "UAH": 45, "BRL": 6, "MYR": 5},
}


def settle_unit(funder: Funder, cells: list[Cell], mapping: SheetMapping) -> Funder:
    """The funder with factor and currency where they are settled; currency "" and factor 0 where they are not."""
    entry = mapping.funders.get(funder.key) or mapping.funders.get(funder.funder_id) or FunderEntry()
    in_cells = {cell.unit.currencies for cell in cells if cell.unit.currencies}
    currencies = funder.unit.currencies or (next(iter(in_cells)) if len(in_cells) == 1 else ())
    currency = (
        entry.currency
        or (mapping.currency if len(currencies) != 1 else None)
        or (currencies[0] if len(currencies) == 1 else "")
    )
    factor = entry.unit or (mapping.unit if funder.unit.factor is None else None) or funder.unit.factor
    says = (funder.unit.says_something and not funder.currency_from_budget) or bool(in_cells)
    is_vague = funder.unit.is_vague or any(cell.unit.is_vague for cell in cells)
    stated = entry.unit is not None or (mapping.unit is not None and funder.unit.factor is None)
    return replace(funder, currency=currency, factor=factor or (1 if says and not is_vague else 0), stated_unit=stated)


def ask_units(funders: list[Funder], figures: Figures, findings: Findings) -> None:
    """Ask for each currency and unit that is not stated, or that the figures make doubtful."""
    _ask_currencies([funder for funder in funders if not funder.currency], len(funders), findings)
    unknown = [funder for funder in funders if not funder.factor]
    if unknown:
        _ask_units(unknown, len(funders), "the unit of the amounts is not stated", findings)
    for funder in funders:
        if funder.factor and funder.currency and not funder.stated_unit:
            _ask_implausible(funder, figures[funder.key], findings)
            _ask_signs(funder, figures[funder.key], findings)


def _ask_currencies(unknown: list[Funder], count: int, findings: Findings) -> None:
    shared = [funder for funder in unknown if len(funder.unit.currencies) > 1]
    for funder in shared:
        codes = funder.unit.currencies
        findings.ask(
            f"funders.{funder.key}.currency",
            f"the sign in {funder.header!r} is that of several currencies",
            [f"{funder.name} is in {code}" for code in codes],
            Answer(("funders", funder.key, "currency"), " or ".join(codes)),
        )
    silent = [funder for funder in unknown if funder not in shared]
    if not silent:
        return
    names = ", ".join(funder.name for funder in silent)
    answers = [Answer(("funders", funder.key, "currency"), _suggested(funder)) for funder in silent]
    if len(silent) == count:
        answers = [Answer(("currency",), "one for all, such as EUR; or one a funder under funders:")]
    findings.ask(
        "currency", f"the currency is not stated ({names})", ["all in one currency", "each funder in its own"], *answers
    )


def _suggested(funder: Funder) -> str:
    own = get_territory_currencies(funder.country)[:1] if funder.country else []
    return f"{' '.join(own)} is the currency of {funder.country}; or another code" if own else "a code such as EUR"


def _ask_units(unknown: list[Funder], count: int, what: str, findings: Findings) -> None:
    answers = [Answer(("funders", funder.key, "unit"), "1, thousand, million ...") for funder in unknown]
    if len(unknown) == count:
        answers = [Answer(("unit",), "1, thousand, million ... for all columns; or one a funder under funders:")]
    names = ", ".join(funder.name for funder in unknown)
    if any(
        one.topic.endswith(".unit") and one.topic.split(".")[1] in {f.key for f in unknown}
        for one in findings.questions
    ):
        return
    findings.ask(
        "unit", f"{what} ({names})", ["whole units of the currency", "thousands (or millions) of it"], *answers
    )


def _ask_implausible(funder: Funder, figures: Sequence[tuple[Cell, Decimal | None]], findings: Findings) -> None:
    """Ask where amounts would be a few euros, or tens of millions for one partner."""
    values = sorted(abs(value) * (cell.unit.factor or funder.factor) for cell, value in figures if value)
    if not values:
        return
    middle = values[len(values) // 2]
    small, large = _plausible(funder.currency)
    if small <= middle <= large or (middle < small and funder.unit.factor not in {None, 1}):
        return
    findings.ask(
        f"funders.{funder.key}.unit",
        f"amounts of {funder.name} would be about {middle:f} {funder.currency}, which is unlikely for a partner",
        [f"the figures are in units of {funder.factor} {funder.currency}", "they are in another unit"],
        Answer(("funders", funder.key, "unit"), f"{funder.factor} if they are right, or thousand, million, 1 ..."),
    )


def _plausible(currency: str) -> tuple[Decimal, Decimal]:
    per_euro = _PER_EURO.get(currency, 1)
    return Decimal((1000 if per_euro < 100 else 300) * per_euro), Decimal(30_000_000 * per_euro)


def _ask_signs(funder: Funder, figures: Sequence[tuple[Cell, Decimal | None]], findings: Findings) -> None:
    """Ask where cells carry a bare currency sign under a header that says thousands."""
    bare = [cell.shown for cell, _ in figures if cell.unit.currencies and cell.unit.factor is None]
    if bare and funder.factor != 1:
        findings.ask(
            f"funders.{funder.key}.unit",
            f"cells of {funder.name} carry a currency ({bare[0]}) under a header in units of {funder.factor}",
            [f"they are in units of {funder.factor}", "they are in units of 1"],
            Answer(("funders", funder.key, "unit"), f"{funder.factor} or 1"),
        )

"""Currencies: one for each funder, and a rate for each that differs from the reporting currency."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect, DefectsFound, say
from renkei.programme.checks.pots import used_currencies
from renkei.programme.source import Checked, Fault, whole
from renkei.settings import Settings
from renkei.tables import Kind

_SETTINGS = "programme.yaml"
_LARGEST_SUM = 2**62  # of minor units: sums stay within a signed 64-bit integer


def reporting_currency(settings: Settings, funders: pl.DataFrame) -> str:
    """The currency that results are summed in: as the settings state it, else the funders' only one.

    Raises DefectsFound where neither says which.
    """
    if settings.reporting_currency:
        return settings.reporting_currency
    used = funders["currency"].drop_nulls().unique().sort().to_list()
    if len(used) != 1:
        raise DefectsFound([_no_reporting_currency(used)])
    return str(used[0])


def check_currencies(
    settings: Settings | None, tables: Mapping[str, Checked], unreadable: frozenset[str]
) -> Iterator[Defect]:
    """Requests in another currency than their funder's, missing and impossible rates, sums beyond computing."""
    for table in tables.values():
        yield from _sums(table)
    if "requests" in tables and "funders" in tables:
        yield from _foreign_requests(tables["requests"], tables["funders"].frame)
    if "rates" in tables:
        yield from _impossible_rates(tables["rates"], settings)
    if settings is not None and "funders" in tables and "rates" not in unreadable:
        yield from _missing_rates(settings, tables)


def _sums(table: Checked) -> Iterator[Defect]:
    """Single amounts may hold and their sum still be more than a 64-bit integer does."""
    for column in table.source.table.columns:
        if column.kind is Kind.AMOUNT and _sum_is_too_large(table.frame[column.name]):
            remedy = "see whether the amounts are in major units, with their decimal point"
            yield whole(table.source.file, "the amounts of a column can be added up", remedy, column.name)


def _sum_is_too_large(amounts: pl.Series) -> bool:
    largest = amounts.max()
    possible = isinstance(largest, int) and largest * len(amounts) > _LARGEST_SUM
    return possible and sum(amounts.drop_nulls()) > _LARGEST_SUM


def _foreign_requests(requests: Checked, funders: pl.DataFrame) -> Iterator[Defect]:
    known = funders.filter(pl.col("currency").is_not_null(), pl.col("funder_id").is_not_null())
    own = dict(zip(known["funder_id"], known["currency"], strict=True))
    asked = requests.frame["funder_id"].replace_strict(own, default=None, return_dtype=pl.String)
    foreign = asked != requests.frame["currency"]
    for code in asked.filter(foreign.fill_null(False)).unique().sort():
        fault = (
            "what is asked of a funder is in its currency",
            say("write the amount in {code}, the funder's currency", code=code),
        )
        yield from requests.faults("currency", foreign & (asked == code), fault)


def _impossible_rates(rates: Checked, settings: Settings | None) -> Iterator[Defect]:
    rate = rates.frame["rate"]
    zero = ("a rate is above 0", "write how many units of the currency one unit of the reporting currency gives")
    yield from rates.faults("rate", rate <= 0, zero)
    if settings is not None and settings.reporting_currency:
        own = rates.frame["currency"] == settings.reporting_currency
        one: Fault = ("the reporting currency's own rate is 1", "write 1, or delete the row")
        yield from rates.faults("rate", own & (rate > 0) & (rate != 1), one)


def _missing_rates(settings: Settings, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    used = used_currencies(tables)
    if not settings.reporting_currency:
        if len(used) > 1:
            yield _no_reporting_currency(sorted(used))
        return
    given = set(tables["rates"].frame["currency"].drop_nulls()) if "rates" in tables else set()
    file = tables["rates"].source.file if "rates" in tables else "rates.csv"
    for code in sorted(used - given - {settings.reporting_currency}):
        remedy = say("add a row with the units of {code} for one {own}", code=code, own=settings.reporting_currency)
        yield whole(file, "every currency has a rate", remedy, "currency", code)


def _no_reporting_currency(used: list[str]) -> Defect:
    remedy = "write reporting_currency: and one of them, and a rate for each other in rates.csv"
    rule = "a call in several currencies has a reporting currency"
    return whole(_SETTINGS, rule, remedy, "reporting_currency", ", ".join(used))

"""Programmes and projects: amounts in a currency, years in four digits, projects of a hundred years at most."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect
from renkei.programme.source import Checked

YEARS = (1000, 9999)
LONGEST = 100  # years of a project
_AMOUNTS = {"programmes": ("budget", "spent"), "projects": ("amount",)}


def check_coordination(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """What a coordination cannot lay over each other; asked where there are programmes."""
    if "programmes" not in tables:
        return
    for name, amounts in _AMOUNTS.items():
        if name in tables:
            yield from _without_currency(tables[name], amounts)
    years = tables["programmes"].frame["fiscal_year"]
    fault = ("a fiscal year has four digits", "write the year it begins in, such as 2026")
    yield from tables["programmes"].faults("fiscal_year", (years >= 0) & ~years.is_between(*YEARS), fault)
    if "projects" in tables:
        yield from _too_long(tables["projects"])


def _without_currency(table: Checked, amounts: tuple[str, ...]) -> Iterator[Defect]:
    given = pl.Series([False] * table.frame.height, dtype=pl.Boolean)
    for name in amounts:
        given |= table.frame[name].is_not_null()
    fault = ("an amount has a currency", "write its currency code, such as EUR")
    yield from table.faults("currency", given & table.source.text("currency").is_null(), fault)


def _too_long(projects: Checked) -> Iterator[Defect]:
    start, end = projects.frame["start"], projects.frame["end"]
    fault = ("a project lasts a hundred years at most", "correct start or end")
    yield from projects.faults("end", end.dt.year() - start.dt.year() > LONGEST, fault)

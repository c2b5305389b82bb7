"""Budgets by agency: the year's with last year's in brackets."""

from collections.abc import Sequence

import polars as pl

from renkei.reports.coordination.shown import Shown, totals
from renkei.reports.language import Language
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money


def budgets(shown: Shown, say: Language) -> Table:
    """A row an agency of the programmes, largest first in the order of names; the total in the foot."""
    rows = shown.found.placed.filter(pl.col("level") == "programme")
    year = pl.col("fiscal_year")
    now = shown.of_year(rows)
    before = rows.clear() if shown.year is None else rows.filter(year == shown.year - 1)
    names = pl.concat([now, before])["agency"].unique().sort(nulls_last=True).to_list()
    whose = [pl.col("agency").eq_missing(pl.lit(name, dtype=pl.String)) for name in names]
    return Table(
        key="table-budgets",
        caption=say("coordination.budgets.caption", year=_year(shown, say)),
        columns=[
            Column(say("coordination.agency")),
            Column(say("coordination.programmes"), number=True),
            Column(say("coordination.budget"), number=True),
            Column(say("coordination.spent"), number=True),
        ],
        rows=[
            Row(
                [say("coordination.unknown") if name is None else name, *_cells(now.filter(of), before.filter(of), say)]
            )
            for name, of in zip(names, whose, strict=True)
        ],
        foot=[say("coordination.total"), *_cells(now, before, say)] if len(names) > 1 else (),
    )


def _year(shown: Shown, say: Language) -> str:
    return say("coordination.all_years") if shown.year is None else str(shown.year)


def _cells(now: pl.DataFrame, before: pl.DataFrame, say: Language) -> Sequence[str]:
    return [
        say.number(now["id"].n_unique()),
        bracketed(totals(now), totals(before), say),
        say.total(totals(now, "spent")),
    ]


def bracketed(now: tuple[Money, ...], before: tuple[Money, ...], say: Language) -> str:
    """An amount with that of the year before in brackets, where there is one."""
    return f"{say.total(now)} ({say.total(before)})" if before else say.total(now)

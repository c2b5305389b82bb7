"""What a coordination came to, in sentences and numbers."""

from collections.abc import Iterator

import polars as pl

from renkei.reports.coordination.shown import Shown, cells_of
from renkei.reports.language import Language
from renkei.reports.totals import Money


def lead(shown: Shown, say: Language) -> Iterator[str]:
    """What lies over what, and how amounts are told."""
    rows, found = shown.found.placed, shown.found
    programmes = rows.filter(pl.col("level") == "programme")
    projects = rows.filter(pl.col("level") != "programme")
    yield say(
        "coordination.lead",
        programmes=say("coordination.unit.programmes", n=programmes["id"].n_unique()),
        projects=say("coordination.unit.projects", n=projects["id"].n_unique()),
        agencies=say("coordination.unit.agencies", n=rows["agency"].drop_nulls().n_unique()),
        fields=say("coordination.unit.fields", n=rows["field"].drop_nulls().n_unique()),
    )
    if found.options.reporting:
        yield say("coordination.converted", currency=found.options.reporting)
    currencies = rows.filter(pl.col("amount").is_not_null())["currency"].drop_nulls().unique().sort().to_list()
    if len(currencies) > 1:
        yield say("coordination.not_added", list=say.items(currencies))


def figures(shown: Shown, say: Language) -> list[tuple[str, str]]:
    """The numbers to be seen first."""
    found = shown.found
    stake = [Money(minor, code) for code, minor in shown.at_stake()]
    year = say("coordination.all_years") if shown.year is None else str(shown.year)
    return [
        (say("coordination.figure.overlaps", year=year), say.number(cells_of(shown.of_year(found.overlaps)))),
        (say("coordination.figure.at_stake", year=year), say.total(stake)),
        (say("coordination.figure.gaps", year=year), say.number(shown.of_year(found.gaps).height)),
        (say("coordination.figure.similar"), say.number(found.similar["pair"].n_unique())),
        (say("coordination.figure.complements"), say.number(found.complements["complement"].n_unique())),
        (say("coordination.figure.themes"), say.number(found.themes["theme"].n_unique())),
    ]

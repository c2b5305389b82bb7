"""The findings as tables of the page: overlaps, similar aims, complements, gaps."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from renkei.reports.coordination.shown import CELL, Shown, totals
from renkei.reports.language import Language
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money

SHOWN = 30  # rows of a table on the page; the files hold all


def where(row: dict[str, Any], say: Language) -> list[str]:
    """Field, region and stage as cells."""
    stage = row["stage"]
    return [
        row["field"] or say("coordination.unknown"),
        row["region"] or "–",
        say(f"coordination.stage.{stage}") if stage else "–",
    ]


def years(first: int | None, last: int | None) -> str:
    """A span of years."""
    if first is None or last is None:
        return "–"
    return str(first) if first == last else f"{first}–{last}"


def _columns(say: Language, *names: str) -> list[Column]:
    return [Column(say(f"coordination.{name}"), sign=name in ("stage", "level")) for name in names]


def overlaps(shown: Shown, say: Language) -> Table:
    """The overlaps of the year looked at, most at stake first; each agency with its money."""
    parts = shown.of_year(shown.found.overlaps).partition_by(CELL, maintain_order=True)
    return Table(
        key="table-overlaps",
        caption=say("coordination.overlaps.caption", n=min(SHOWN, len(parts)), of=len(parts)),
        columns=[
            *_columns(say, "field", "region", "stage", "level"),
            Column(say("coordination.whose_money"), wide=True),
            Column(say("coordination.at_stake"), number=True),
        ],
        rows=[Row(list(_overlap(part, say))) for part in parts[:SHOWN]],
    )


def _overlap(part: pl.DataFrame, say: Language) -> Iterator[str]:
    first = part.row(0, named=True)
    yield from where(first, say)
    yield say(f"coordination.level.{first['level']}")
    agencies = part.partition_by("agency", maintain_order=True)
    yield say("coordination.join").join(told(one["agency"][0], one, say) for one in agencies)
    stakes = part.filter(pl.col("at_stake").is_not_null()).unique("currency").sort("currency")
    yield say.total([Money(minor, code) for code, minor in stakes.select("currency", "at_stake").iter_rows()])


def told(name: str, part: pl.DataFrame, say: Language) -> str:
    """A name with its money, or with how many items of no known amount."""
    return say("coordination.told", name=name, money=_money(part, say))


def _money(part: pl.DataFrame, say: Language) -> str:
    found = totals(part)
    return say.total(found) if found else say("coordination.unit.items", n=int(part["items"].sum()))


def similar(shown: Shown, say: Language) -> Table:
    """Programmes with similar aims, most alike first."""
    parts = shown.found.similar.partition_by("pair", maintain_order=True)
    return Table(
        key="table-similar",
        caption=say("coordination.similar.caption", n=min(SHOWN, len(parts)), of=len(parts)),
        columns=[
            Column(say("coordination.likeness"), number=True),
            Column(say("coordination.one"), wide=True),
            Column(say("coordination.other"), wide=True),
            Column(say("coordination.years")),
            Column(say("coordination.words"), wide=True),
        ],
        rows=[Row(list(_pair(part, say))) for part in parts[:SHOWN]],
    )


def _pair(part: pl.DataFrame, say: Language) -> Iterator[str]:
    first = part.row(0, named=True)
    yield say.decimal(f"{first['likeness']:.2f}")
    for side in (1, 2):
        rows = part.filter(pl.col("side") == side)
        own = rows.row(0, named=True)
        field = own["field"] or say("coordination.unknown_field")
        told_of = f"{own['title']} ({field}, {say.total(totals(rows))})"
        yield say("coordination.told", name=own["agency"], money=told_of)
    yield years(first["first_year"], first["last_year"])
    yield ", ".join(first["words"])


def complements(shown: Shown, say: Language) -> Table:
    """Complements, the latest first."""
    parts = shown.found.complements.partition_by("complement", maintain_order=True)
    return Table(
        key="table-complements",
        caption=say("coordination.complements.caption", n=min(SHOWN, len(parts)), of=len(parts)),
        columns=[
            *_columns(say, "field", "region", "level"),
            Column(say("coordination.before_side"), wide=True),
            Column(say("coordination.after_side"), wide=True),
        ],
        rows=[Row(list(_complement(part, say))) for part in parts[:SHOWN]],
    )


def _complement(part: pl.DataFrame, say: Language) -> Iterator[str]:
    first = part.row(0, named=True)
    yield from where(first, say)[:2]
    yield say(f"coordination.level.{first['level']}")
    for side in ("before", "after"):
        rows = part.filter(pl.col("side") == side)
        own = rows.row(0, named=True)
        named = [own["agency"], *([say(f"coordination.stage.{own['stage']}")] if own["stage"] else [])]
        named.append(years(own["first_year"], own["last_year"]))
        yield told(", ".join(named), rows, say)


def gaps(shown: Shown, say: Language) -> Table:
    """The gaps of the year looked at, those with most served neighbours first."""
    rows = shown.of_year(shown.found.gaps)
    return Table(
        key="table-gaps",
        caption=say("coordination.gaps.caption", n=min(SHOWN, rows.height), of=rows.height),
        columns=[
            *_columns(say, "field", "region", "stage", "level"),
            Column(say("coordination.neighbours"), wide=True),
            Column(say("coordination.agencies"), wide=True),
        ],
        rows=[Row(list(_gap(row, say))) for row in rows.head(SHOWN).iter_rows(named=True)],
    )


def _gap(row: dict[str, Any], say: Language) -> Iterator[str]:
    yield from where(row, say)
    yield say(f"coordination.level.{row['level']}")
    near = {
        "stages": [say(f"coordination.stage.{one}") for one in row["stages"] or ()],
        "regions": row["regions"],
        "years": row["years"],
    }
    found = [say(f"coordination.near.{kind}", list=say.items(names)) for kind, names in near.items() if names]
    found += [say("coordination.near.unpaid", list=say.items(row["unpaid"]))] if row["unpaid"] else []
    yield say("coordination.join").join(found)
    yield say.items(row["agencies"])

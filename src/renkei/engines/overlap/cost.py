"""The test of cost: the same item, or the same person's paid time, in two projects on the same days."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from renkei.defects import Said, say
from renkei.engines.overlap.finding import Finding, days, listed, together
from renkei.engines.overlap.people import by_pair
from renkei.engines.overlap.persons import Persons, noded
from renkei.engines.overlap.portfolio import Sides
from renkei.money import format_amount
from renkei.text.normal import words

ITEM, EQUAL, PERSON = 0.6, 0.8, 0.4  # an item of two projects; of one price too; a person's time under other words
Row = dict[str, Any]


def costs(sides: Sides, persons: Persons, most: int) -> tuple[list[Finding], tuple[str, ...]]:
    """A finding for each pair of projects, and the items of more than `most` projects, which are everybody's words.

    Costs meet where both have the same item, spelled alike but for case, width, marks and signs, or pay the same
    person, and have a day in common. A cost without a first or last day meets none.
    """
    rows = _ready(sides.costs, persons)
    often = rows.group_by("item_words").agg(many=pl.struct("side", "project_id").n_unique())
    crowded = often.filter((pl.col("many") > most) & (pl.col("item_words") != ""))["item_words"].sort()
    named = rows.filter((pl.col("item_words") != "") & ~pl.col("item_words").is_in(crowded.implode()))
    paid = rows.drop_nulls("person").filter(pl.struct("side", "project_id").n_unique().over("person") <= most)
    items = sides.met(named, named, ["item_words"], ["item_words"]).with_columns(same_item=True)
    times = sides.met(paid, paid, ["person"], ["person"]).filter(
        (pl.col("left_item_words") != pl.col("right_item_words")) | pl.col("left_item_words").is_in(crowded.implode())
    )
    found = pl.concat([items, times.with_columns(same_item=False)])
    meets = (pl.col("left_start") <= pl.col("right_end")) & (pl.col("right_start") <= pl.col("left_end"))
    found = found.filter(meets).join(often, left_on="left_item_words", right_on="item_words")
    order = ("left_project_id", "right_project_id", "left_item", "right_item")
    return list(_findings(found.sort(order))), tuple(crowded)


def _ready(rows: pl.DataFrame, persons: Persons) -> pl.DataFrame:
    """The rows with a span of days, the item's words and the person paid."""
    spelled = {item: " ".join(words(item)) or item.strip() for item in rows["item"].unique()}
    ready = rows.with_columns(item_words=pl.col("item").replace_strict(spelled, return_dtype=pl.String))
    known = persons.grouped(noded(ready.filter(pl.col("start") <= pl.col("end"))))
    return known.rename({"group": "person"}).filter(~pl.col("node").is_in(persons.crowded).fill_null(value=False))


def _findings(found: pl.DataFrame) -> Iterator[Finding]:
    for (left, right), rows in by_pair(found):
        yield Finding(left, right, "cost", together(map(_strength, rows)), listed([_told(row) for row in rows]))


def _strength(row: Row) -> float:
    """The rarer an item, the more it says; the same price, or a person's time under the same words, says more."""
    same_person = row["left_person"] is not None and row["left_person"] == row["right_person"]
    if not row["same_item"]:
        return PERSON
    strength = (EQUAL if _same_price(row) else ITEM) * min(1.0, 2 / row["many"])
    return together([strength, PERSON]) if same_person else strength


def _same_price(row: Row) -> bool:
    ours, theirs = ((row[f"{side}_amount"], row[f"{side}_currency"]) for side in ("left", "right"))
    return None not in ours and ours == theirs


def _told(row: Row) -> Said:
    start, end = max(row["left_start"], row["right_start"]), min(row["left_end"], row["right_end"])
    parts = {f"{side}_part": _part(row, side) for side in ("left", "right")}
    when = days(start, end)
    if row["same_item"]:
        return say("{item}: {left_part}; {right_part}; both {days}", item=row["left_item"], days=when, **parts)
    items = {f"{side}_item": row[f"{side}_item"] for side in ("left", "right")}
    template = "the time of {person}: {left_item}, {left_part}; {right_item}, {right_part}; both {days}"
    return say(template, person=row["left_person_id"], days=when, **items, **parts)


def _part(row: Row, side: str) -> Said:
    amount, currency, project = (row[f"{side}_{name}"] for name in ("amount", "currency", "project_id"))
    if amount is None:
        return say("an amount not told in {project}", project=project)
    money = f"{currency or ''} {format_amount(amount, currency or '')}".strip()
    return say("{money} in {project}", money=money, project=project)

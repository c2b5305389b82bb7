"""The sheets `Steps` or `Bounds`, and `Record`: how the result came about and how to check it."""

from collections.abc import Mapping
from typing import Any

from renkei.reports import sentences
from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections.proof import inputs_table, options_table, versions_table
from renkei.reports.sheets.book import Book, Heading, Sheet, major, money_form
from renkei.reports.totals import Money


def write_walk(book: Book, decision: Decision, say: Language) -> None:
    """The steps of `ranking` and `gaps`, or the bounds of `best` and `sum`."""
    if decision.record["rule"] in ("ranking", "gaps"):
        _write_steps(book.sheet(say("sheet.steps")), decision, say)
    else:
        _write_bounds(book.sheet(say("sheet.bounds")), decision, say)


def _write_steps(sheet: Sheet, decision: Decision, say: Language) -> None:
    names = (
        ("step", 6), ("group", 14), ("size", 12), ("application", 50), ("count", 9), ("funded", 50), ("largest", 12),
        ("certified", 14), ("scale", 10), ("multipliers", 50),
    )  # fmt: skip
    sheet.head([Heading(say(f"column.{name}"), width) for name, width in names], freeze=2)
    for row, step in enumerate(decision.record["steps"], 1):
        sheet.number(row, 0, row)
        sheet.text(row, 1, sentences.place(step["at"], decision, say))
        sheet.number(row, 2, len(step["applications"]))
        sheet.text(row, 3, "; ".join(step["applications"]))
        sheet.number(row, 4, len(step["funded"]))
        sheet.text(row, 5, "; ".join(step["funded"]))
        for column, name in ((6, "largest"), (7, "certified"), (8, "scale")):
            sheet.number(row, column, step[name])
        sheet.text(row, 9, _multipliers(step["multipliers"]))


def _multipliers(multipliers: Mapping[str, int] | None) -> str:
    return "; ".join(f"{funder} {value}" for funder, value in sorted((multipliers or {}).items()))


def _write_bounds(sheet: Sheet, decision: Decision, say: Language) -> None:
    names = (
        ("level", 34), ("value", 20), ("claimed", 20), ("certificate", 20), ("met", 10), ("scale", 12),
        ("multipliers", 60),
    )  # fmt: skip
    sheet.head([Heading(say(f"column.{name}"), width) for name, width in names], freeze=1)
    for row, level in enumerate(decision.record["bounds"], 1):
        sheet.text(row, 0, sentences.aim(level, decision, say))
        for column, name in ((1, "value"), (2, "claimed"), (3, "certified")):
            _write_measure(sheet, row, column, level, level[name], decision)
        sheet.text(row, 4, say("yes" if level["value"] == level["claimed"] else "no"))
        sheet.number(row, 5, level["scale"])
        sheet.text(row, 6, _multipliers((level["multipliers"] or {}).get("funders")))


def _write_measure(
    sheet: Sheet, row: int, column: int, level: Mapping[str, Any], value: int | None, decision: Decision
) -> None:
    if value is None:
        return
    if level["level"] == "money":
        money = Money(value, decision.rates.reporting)
        sheet.number(row, column, major(money), money_form(money.currency))
    else:
        sheet.number(row, column, value / level["per"], "General")


def write_record(book: Book, decision: Decision, say: Language) -> None:
    """What names and proves the record: its hash, those of its inputs, the versions and the settings."""
    sheet, record = book.sheet(say("sheet.record")), decision.record
    sheet.page.set_column(0, 0, 34)
    sheet.page.set_column(1, 1, 70)
    rows = [(say("column.hash"), record["sha256"]), (say("check.title"), "renkei verify decision.json DIR")]
    rows += [("format", record["format"]), ("rule", record["rule"]), ("state", record["state"])]
    if record["draw"]:
        rows.append(("draw", record["draw"]["value"]))
    for table in (inputs_table, versions_table, options_table):
        made = table(decision, say)
        rows += [("", ""), (made.caption, ""), *((row.cells[0], row.cells[1]) for row in made.rows)]
    for row, (name, value) in enumerate(rows):
        sheet.text(row, 0, name, bold=not value)
        sheet.text(row, 1, value)

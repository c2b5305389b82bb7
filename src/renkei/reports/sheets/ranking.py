"""The sheet `Ranking`: a row an application, a column a funder with the money asked of it."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell

from renkei.reports import sentences
from renkei.reports.facts import Application, Decision, Funder
from renkei.reports.language import Language
from renkei.reports.sheets.book import Book, Heading, Sheet, major, money_form
from renkei.reports.totals import Money

RANK, APPLICATION, TITLE, SCORE, BAND, MONEY, DECISION, WHY, FIRST_FUNDER = range(9)
TOTALS = ("asked", "committed", "available", "left")


@dataclass(frozen=True)
class Range:
    """Where the ranking's columns stand, as formulas of other sheets write it; empty without a row."""

    applications: str
    decisions: str
    money: str


def write_ranking(book: Book, decision: Decision, say: Language) -> Range:
    """Write the sheet, with each funder's sums below, and say where its columns stand."""
    sheet = book.sheet(say("sheet.ranking"))
    funders = sorted(decision.funders, key=lambda one: one.id)
    sheet.head(_headings(funders, say), freeze=TITLE)
    for row, one in enumerate(decision.eligible, 1):
        _write_application(sheet, row, one, funders, decision, say)
    rows = len(decision.eligible)
    sheet.filter(rows, FIRST_FUNDER + len(funders))
    sheet.mark(rows, DECISION, decision_styles(say))
    _write_sums(sheet, rows, funders, say)
    if not rows:
        return Range("", "", "")
    return Range(*(sheet.range(1, column, rows) for column in (APPLICATION, DECISION, MONEY)))


def _headings(funders: list[Funder], say: Language) -> list[Heading]:
    names = ("rank", "application", "title", "score", "band", "money", "decision", "why")
    widths = (6, 14, 44, 8, 6, 18, 14, 60)
    fixed = [Heading(say(f"column.{name}"), width) for name, width in zip(names, widths, strict=True)]
    return fixed + [Heading(say("column.in", column=one.id, currency=one.currency), 18) for one in funders]


def _write_application(
    sheet: Sheet, row: int, one: Application, funders: list[Funder], decision: Decision, say: Language
) -> None:
    sheet.number(row, RANK, one.rank)
    sheet.text(row, APPLICATION, one.id, bold=True)
    sheet.text(row, TITLE, one.title)
    sheet.number(row, SCORE, float(one.score) if one.score is not None else None, "General")
    sheet.number(row, BAND, one.band)
    if len(one.money) == 1:
        sheet.money(row, MONEY, one.money[0])
    elif one.money:
        sheet.text(row, MONEY, say.total(one.money))
    sheet.text(row, DECISION, say(f"outcome.{one.outcome}"))
    sheet.text(row, WHY, sentences.why(one, decision, say))
    for column, funder in enumerate(funders, FIRST_FUNDER):
        if funder.id in one.asked:
            sheet.money(row, column, Money(one.asked[funder.id], funder.currency))


def decision_styles(say: Language) -> dict[str, dict[str, object]]:
    """How the words of a decision are set off: in weight and slant as well as in colour."""
    return {
        say("outcome.funded"): {"bold": True, "bg_color": "#E8F1FE", "font_color": "#0017C1"},
        say("outcome.tie"): {"bold": True, "italic": True, "bg_color": "#FFF4CC", "font_color": "#1A1A1A"},
        say("outcome.reserve"): {"italic": True, "font_color": "#1A1A1A"},
        say("outcome.not_funded"): {"font_color": "#4D4D4D"},
    }


def _write_sums(sheet: Sheet, rows: int, funders: list[Funder], say: Language) -> None:
    """Below the rows: asked and committed by formula, available as given, left by formula."""
    if not rows:
        return
    first = rows + 2
    decisions = xl_range_abs(1, DECISION, rows, DECISION)
    for offset, name in enumerate(TOTALS):
        sheet.text(first + offset, TITLE, say(f"column.{name}"), bold=True)
    for column, funder in enumerate(funders, FIRST_FUNDER):
        letter, form = xl_col_to_name(column), money_form(funder.currency)
        cells = f"{letter}2:{letter}{rows + 1}"
        committed, available = (xl_rowcol_to_cell(first + offset, column) for offset in (1, 2))
        less = f"-{major(Money(funder.saved, funder.currency))!r}" if funder.saved else ""  # reduced at the cut
        formulas = {
            0: (f"=SUM({cells})", funder.asked),
            1: (f'=SUMIF({decisions},"{say("outcome.funded")}",{cells}){less}', funder.committed),
            3: (f"={available}-{committed}", funder.left),
        }
        for offset, (formula, minor) in formulas.items():
            sheet.formula(first + offset, column, formula, major(Money(minor, funder.currency)), form, bold=True)
        sheet.money(first + 2, column, Money(funder.available, funder.currency), bold=True)

"""The sheets `Pots` and `Conditions`: common money; forcing, limits and exclusive sets."""

from collections.abc import Iterable

from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections import conditions
from renkei.reports.sections.pots import Grid, grids
from renkei.reports.sheets.book import Book, Sheet
from renkei.reports.totals import Money


def write_pots(book: Book, decision: Decision, say: Language) -> None:
    """Write the sheet where there is common money."""
    if decision.record["pots"]:
        _write(book.sheet(say("sheet.pots")), grids(decision, say), say)


def write_conditions(book: Book, decision: Decision, say: Language) -> None:
    """Write the sheet where there are side conditions."""
    tables = list(conditions.grids(decision, say))
    if tables:
        _write(book.sheet(say("sheet.conditions")), tables, say)


def _write(sheet: Sheet, tables: Iterable[Grid], say: Language) -> None:
    """One table below another, amounts as numbers."""
    row = 0
    sheet.page.set_column(0, 5, 34)
    for grid in tables:
        sheet.text(row, 0, grid.caption, bold=True)
        for column, heading in enumerate(grid.headings):
            sheet.text(row + 1, column, say(heading), bold=True)
        for line, cells in enumerate(grid.rows, row + 2):
            for column, cell in enumerate(cells):
                if isinstance(cell, Money):
                    sheet.money(line, column, cell)
                elif cell is not None:
                    sheet.text(line, column, cell)
        row += len(grid.rows) + 3

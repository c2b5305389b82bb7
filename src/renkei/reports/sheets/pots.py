"""The sheet `Pots`: contributions to real pots, the figures of a top-up, what it pays for whom."""

from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections.pots import grids
from renkei.reports.sheets.book import Book
from renkei.reports.totals import Money


def write_pots(book: Book, decision: Decision, say: Language) -> None:
    """Write the sheet where there is common money: one table below another, amounts as numbers."""
    if not decision.record["pots"]:
        return
    sheet, row = book.sheet(say("sheet.pots")), 0
    sheet.page.set_column(0, 5, 34)
    for grid in grids(decision, say):
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

"""The decision as a workbook, which secretariats sort, filter and add up."""

from io import BytesIO

from renkei.reports.facts import Record, Tables, read_facts
from renkei.reports.language import Language
from renkei.reports.sheets.book import Book
from renkei.reports.sheets.funders import write_funders
from renkei.reports.sheets.order import write_endorsements, write_order
from renkei.reports.sheets.overview import write_overview
from renkei.reports.sheets.pots import write_conditions, write_pots
from renkei.reports.sheets.proof import write_record, write_walk
from renkei.reports.sheets.ranking import write_ranking
from renkei.reports.sheets.reasons import write_reasons, write_reserve
from renkei.settings import Settings


def workbook(record: Record, settings: Settings, tables: Tables, language: str = "en") -> bytes:
    """The bytes of `decision.xlsx`, the same for the same input.

    Amounts are numbers in major units, totals formulas with their values; text is never taken for a formula.
    """
    decision = read_facts(record, settings, tables)
    say = Language(language, decision.whole)
    buffer = BytesIO()
    with Book(buffer, say("title", call=record["call"])) as book:
        overview = book.sheet(say("sheet.summary"))
        ranking = write_ranking(book, decision, say)
        funders = write_funders(book, decision, say)
        write_overview(overview, ranking, funders, decision, say)
        write_pots(book, decision, say)
        write_reasons(book, decision, say)
        write_reserve(book, decision, say)
        write_order(book, decision, say)
        write_endorsements(book, decision, say)
        write_conditions(book, decision, say)
        write_walk(book, decision, say)
        write_record(book, decision, say)
    return buffer.getvalue()

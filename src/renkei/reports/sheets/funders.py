"""The sheet `Funders`: a row a funder with its money, what it was short of and its next raise."""

from renkei.reports.facts import Decision, Funder
from renkei.reports.language import Language
from renkei.reports.sheets.book import Book, Heading, Sheet, major, money_form
from renkei.reports.totals import Money

NAMES = (
    "funder", "name", "country", "currency", "budget", "confirmed", "available", "asked", "committed", "left", "use",
    "possible", "short_for", "alone", "lacking", "next_raise", "unlock.state", "enters", "leaves", "tied",
)  # fmt: skip
COLUMN = {name: number for number, name in enumerate(NAMES)}
WIDE = {"name": 34, "enters": 30, "leaves": 30, "tied": 30, "use": 8, "currency": 9, "short_for": 9, "alone": 9}
CONVERTED = ("available", "left")


def write_funders(book: Book, decision: Decision, say: Language) -> dict[str, str]:
    """Write the sheet; name → the formula of a sum in the reporting currency, where all can be converted."""
    sheet = book.sheet(say("sheet.funders"))
    reporting = decision.rates.reporting
    headings = [Heading(say(f"column.{name}"), WIDE.get(name, 18)) for name in NAMES]
    for name in CONVERTED if reporting else ():
        headings.append(Heading(say("column.in", column=say(f"column.{name}"), currency=reporting), 20))
    sheet.head(headings, freeze=1)
    for row, funder in enumerate(decision.funders, 1):
        _write_funder(sheet, row, funder, decision, say)
    sheet.filter(len(decision.funders), len(headings))
    return _write_sums(sheet, decision, say) if reporting and decision.funders else {}


def _write_funder(sheet: Sheet, row: int, funder: Funder, decision: Decision, say: Language) -> None:
    sheet.text(row, COLUMN["funder"], funder.id, bold=True)
    sheet.text(row, COLUMN["name"], funder.name)
    sheet.text(row, COLUMN["country"], say.country(funder.country) if funder.country else "")
    sheet.text(row, COLUMN["currency"], funder.currency)
    for name in ("budget", "confirmed", "asked", "committed", "possible", "lacking"):
        sheet.money(row, COLUMN[name], Money(getattr(funder, name), funder.currency))
    _write_formulas(sheet, row, funder)
    sheet.number(row, COLUMN["short_for"], len(funder.short_for))
    sheet.number(row, COLUMN["alone"], len(funder.alone))
    _write_next_raise(sheet, row, funder, say)
    for column, name in enumerate(CONVERTED, len(NAMES)):
        sheet.money(row, column, decision.rates.converted(Money(getattr(funder, name), funder.currency)))


def _write_formulas(sheet: Sheet, row: int, funder: Funder) -> None:
    form, line = money_form(funder.currency), row + 1
    available, left = (major(Money(minor, funder.currency)) for minor in (funder.available, funder.left))
    use = "" if funder.use is None else float(funder.use)
    topped = f"+{major(Money(funder.topped, funder.currency)):g}" if funder.topped else ""  # the sheet of pots says why
    sheet.formula(row, COLUMN["available"], f"=E{line}+F{line}{topped}", available, form)
    sheet.formula(row, COLUMN["left"], f"=G{line}-I{line}", left, form)
    sheet.formula(row, COLUMN["use"], f'=IF(G{line}=0,"",I{line}/G{line})', use, "0.0%")


def _write_next_raise(sheet: Sheet, row: int, funder: Funder, say: Language) -> None:
    found = funder.next_raise
    if found["raise"] is not None:
        sheet.money(row, COLUMN["next_raise"], Money(found["raise"], funder.currency))
    sheet.text(row, COLUMN["unlock.state"], say(f"answer.{found['state']}"))
    for side in ("enters", "leaves", "tied"):
        sheet.text(row, COLUMN[side], "; ".join(found[side]))


def _write_sums(sheet: Sheet, decision: Decision, say: Language) -> dict[str, str]:
    rows, reporting = len(decision.funders), decision.rates.reporting
    sheet.text(rows + 2, COLUMN["funder"], say("total"), bold=True)
    found = {}
    for column, name in enumerate(CONVERTED, len(NAMES)):
        amounts = [decision.rates.converted(Money(getattr(one, name), one.currency)) for one in decision.funders]
        known = [money.minor for money in amounts if money is not None]
        if len(known) == rows:
            formula = f"=SUM({sheet.range(1, column, rows)})"
            sheet.formula(
                rows + 2, column, formula, major(Money(sum(known), reporting)), money_form(reporting), bold=True
            )
            found[name] = formula
    return found

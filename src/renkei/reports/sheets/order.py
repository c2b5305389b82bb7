"""The sheets `Order` and `Endorsements`: how the order came about, and who said yes to what."""

from fractions import Fraction

from renkei.money import rounded
from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections.order import amount, proposed, ranked, verdicts, vote
from renkei.reports.sheets.book import Book, Heading, Sheet


def write_order(book: Book, decision: Decision, say: Language) -> None:
    """A row an application with each funder's rank, or each state's vote and points; no sheet for one panel."""
    order = decision.record["order"]
    if order is None:
        return
    sheet = book.sheet(say("sheet.order"))
    columns = _write_merged(sheet, decision, say) if order["who"] == "merged" else _write_points(sheet, decision, say)
    sheet.filter(len(order["applications"]), columns)


def _write_merged(sheet: Sheet, decision: Decision, say: Language) -> int:
    names = (
        ("rank", 6), ("application", 14), ("merged", 12), ("proposed", 12), ("agreed", 9), ("overtakes", 24),
        ("ground", 44),
    )  # fmt: skip
    funders = sorted({funder for _, entry in ranked(decision) for funder in entry["ranks"]})
    headings = [Heading(say(f"column.{name}"), width) for name, width in names]
    sheet.head([*headings, *(Heading(say("column.rank_by", funder=funder), 12) for funder in funders)], freeze=2)
    for row, (one, entry) in enumerate(ranked(decision), 1):
        sheet.number(row, 0, decision.by_id[one].rank)
        sheet.text(row, 1, one, bold=True)
        sheet.text(row, 2, entry["value"])
        sheet.text(row, 3, proposed(entry, decision, say))
        sheet.number(row, 4, entry["agreed"])
        sheet.text(row, 5, "; ".join(entry["overtakes"]))
        sheet.text(row, 6, entry["ground"])
        for column, funder in enumerate(funders, len(names)):
            sheet.number(row, column, entry["ranks"].get(funder))
    return len(names) + len(funders)


def _write_points(sheet: Sheet, decision: Decision, say: Language) -> int:
    names = (("rank", 6), ("application", 14), ("experts", 12), ("moved", 12), ("final", 12), ("exact", 18))
    states = sorted(decision.record["order"]["weights"])
    headings = [Heading(say(f"column.{name}"), width) for name, width in names]
    for state in states:
        headings += [Heading(say(f"column.{name}_of", funder=state), 12) for name in ("vote", "points")]
    sheet.head(headings, freeze=2)
    for row, (one, entry) in enumerate(ranked(decision), 1):
        points = {state: Fraction(value) for state, value in entry["points"].items()}
        sheet.number(row, 0, decision.by_id[one].rank)
        sheet.text(row, 1, one, bold=True)
        sheet.number(row, 2, float(entry["score"]), "General")
        sheet.number(row, 3, _decimal(sum(points.values(), Fraction(0)), decision), "General")
        sheet.number(row, 4, _decimal(Fraction(entry["final"]), decision), "General")
        sheet.text(row, 5, entry["final"])
        for place, state in enumerate(states):
            if state in points:
                sheet.text(row, len(names) + 2 * place, vote(entry["votes"][state], say))
                sheet.number(row, len(names) + 2 * place + 1, _decimal(points[state], decision), "General")
    return len(headings)


def _decimal(value: Fraction, decision: Decision) -> float:
    return float(rounded(value, decision.record["options"]["points_places"]))


def write_endorsements(book: Book, decision: Decision, say: Language) -> None:
    """A row an application and authority; no sheet where nobody must endorse."""
    if decision.record["endorsements"] is None:
        return
    sheet = book.sheet(say("sheet.endorsements"))
    names = (("application", 14), ("authority", 16), ("verdict", 12), ("amount", 18), ("condition", 44), ("date", 12))
    sheet.head([Heading(say(f"column.{name}"), width) for name, width in names], freeze=2)
    rows = verdicts(decision)
    for row, (one, authority, said) in enumerate(rows, 1):
        sheet.text(row, 0, one, bold=True)
        sheet.text(row, 1, authority)
        sheet.text(row, 2, say(f"verdict.{said['verdict']}"))
        sheet.money(row, 3, amount(authority, said, decision))
        sheet.text(row, 4, said["condition"])
        sheet.day(row, 5, said["date"])
    sheet.filter(len(rows), len(names))

"""The sheets `Reasons` and `Reserve`: a row an application that is not funded, a row a place in the list."""

from collections.abc import Iterable, Mapping
from typing import Any

from renkei.reports import sentences
from renkei.reports.facts import Application, Decision
from renkei.reports.language import Language
from renkei.reports.sections.ranking import awaited
from renkei.reports.sheets.book import Book, Heading, Sheet
from renkei.reports.sheets.ranking import decision_styles
from renkei.reports.totals import Money


def write_reasons(book: Book, decision: Decision, say: Language) -> None:
    """Why each eligible application is not funded, and what would change it."""
    sheet = book.sheet(say("sheet.reasons"))
    waiting = [one for one in decision.eligible if one.outcome != "funded"]
    headings = _headings(decision.rates.reporting, say)
    sheet.head(headings, freeze=1)
    for row, one in enumerate(waiting, 1):
        _write_reason(sheet, row, one, decision, say)
    sheet.filter(len(waiting), len(headings))
    sheet.mark(len(waiting), 4, decision_styles(say))


def _headings(reporting: str, say: Language) -> list[Heading]:
    names = (
        ("application", 14), ("title", 44), ("rank", 6), ("score", 8), ("decision", 14), ("why", 60), ("short", 40),
        ("count", 9), ("passed_over_for", 40), ("displaces.state", 16), ("displaces", 30), ("admits", 30), ("tied", 30),
        ("unlock.state", 16), ("unlock", 40), ("cost", 18), ("at_least", 18),
    )  # fmt: skip
    return [Heading(say(f"column.{name}", currency=reporting), width) for name, width in names]


def _write_reason(sheet: Sheet, row: int, one: Application, decision: Decision, say: Language) -> None:
    over = sentences.in_rank_order(one.reason.get("passed_over_for") or (), decision)
    texts = {0: one.id, 1: one.title, 4: say(f"outcome.{one.outcome}"), 5: sentences.why(one, decision, say)}
    texts |= {6: _amounts(one.short, decision, say), 8: "; ".join(over)}
    for column, text in texts.items():
        sheet.text(row, column, text)
    sheet.number(row, 2, one.rank)
    sheet.number(row, 3, float(one.score) if one.score is not None else None, "General")
    sheet.number(row, 7, len(over))
    _write_exchange(sheet, row, one.reason.get("displaces"), decision, say)
    _write_unlock(sheet, row, one.reason.get("unlock"), decision, say)


def _amounts(amounts: Mapping[str, int], decision: Decision, say: Language) -> str:
    found = [say("unlock.item", funder=one, money=money) for one, money in sentences.missing(amounts, decision, say)]
    return "; ".join([*found, *(decision.limit_name(name, say) for name in sorted(amounts) if name in decision.limits)])


def _write_exchange(
    sheet: Sheet, row: int, exchange: Mapping[str, Any] | None, decision: Decision, say: Language
) -> None:
    if exchange is None:
        return
    sheet.text(row, 9, say(f"answer.{exchange['state']}"))
    for column, side in ((10, "leaves"), (11, "enters"), (12, "tied")):
        sheet.text(row, column, _listed(exchange[side], decision))


def _listed(applications: Iterable[str], decision: Decision) -> str:
    return "; ".join(sentences.in_rank_order(applications, decision))


def _write_unlock(sheet: Sheet, row: int, unlock: Mapping[str, Any] | None, decision: Decision, say: Language) -> None:
    if unlock is None:
        return
    sheet.text(row, 13, say(f"answer.{unlock['state']}"))
    sheet.text(row, 14, _amounts(unlock["raises"], decision, say))
    for column, name in ((15, "cost"), (16, "at_least")):
        if unlock[name] is not None:
            sheet.money(row, column, Money(unlock[name], decision.rates.reporting))


def write_reserve(book: Book, decision: Decision, say: Language) -> None:
    """The reserve list in its order."""
    sheet = book.sheet(say("sheet.reserve"))
    names = (("place", 7), ("application", 14), ("title", 44), ("rank", 6), ("score", 8), ("awaits", 50), ("until", 12))
    sheet.head([Heading(say(f"column.{name}"), width) for name, width in names], freeze=2)
    for row, entry in enumerate(decision.record["reserve"], 1):
        one = decision.by_id[entry["application"]]
        sheet.number(row, 0, row)
        sheet.text(row, 1, one.id, bold=True)
        sheet.text(row, 2, one.title)
        sheet.number(row, 3, one.rank)
        sheet.number(row, 4, float(one.score) if one.score is not None else None, "General")
        sheet.text(row, 5, awaited(entry["awaits"], decision, say))
        sheet.day(row, 6, entry["until"])
    sheet.filter(len(decision.record["reserve"]), len(names))

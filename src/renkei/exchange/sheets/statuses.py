"""Whether a proposal is withdrawn, ineligible or excluded, as its row says it."""

import re

from renkei.exchange.sheets.amounts import is_amount, is_nothing, score_part
from renkei.exchange.sheets.budgets import yes_no
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.words import has_word, match, normal, words_of

_STATUSES = ("withdrawn", "ineligible", "excluded")
STATUS_ANSWER = "eligible, ineligible, withdrawn, excluded or ignore"


def read_status(table: Table, row: int, mapping: SheetMapping, findings: Findings) -> tuple[str | None, str]:
    """A proposal's status (None: eligible as far as the row says) and its ground, the text that says so."""
    if row in mapping.status_rows:
        stated = mapping.status_rows[row]
        return (None if stated in {"ignore", "eligible"} else stated), "as stated in the mapping"
    found: dict[str, str] = {}
    for role, text in _texts(table, row):
        status = _status_of(role, text, row, mapping, findings)
        if status:
            found.setdefault(status, text)
    said = {status: text for status, text in found.items() if status != "eligible"}
    if len(said) > 1 or (said and "eligible" in found):
        _ask(row, " and ".join(found.values()), "says two things", findings)
    return next(iter(said.items()), (None, ""))


def ask_headings(table: Table, mapping: SheetMapping, findings: Findings) -> None:
    """Ask about the proposals below a heading with a status in it, such as "Withdrawn proposals"."""
    for place, heading in enumerate(table.rows):
        found = (
            match("status", heading.label) if heading.kind == "note" and heading.index > table.header.rows[-1] else None
        )
        below = []
        for row in table.rows[place + 1 :] if found and found.meaning in _STATUSES else ():
            if row.kind not in {"application", "partner", "header"}:
                break
            below += [row.number] if row.kind != "header" and row.index not in mapping.status_rows else []
        if below:
            findings.ask(
                f"status_rows.{below[0]}",
                f"row {heading.number} ({heading.label!r}) may be the status of the proposals below it",
                ["they have this status", "they are eligible, the text is a remark"],
                *(Answer(("status_rows", str(number)), STATUS_ANSWER) for number in below),
            )


def plain_status(text: str) -> str | None:
    """The status that a text states if it states nothing else: "withdrawn 3.11." but not "one partner withdrawn"."""
    found = match("status", text)
    if found is None:
        return None
    rest = normal(re.sub(r"\d+", " ", text)).replace(found.word, " ", 1)
    fillers = {normal(word) for word in words_of("notes")["fillers"]}
    return found.meaning if all(word in fillers or len(word) == 1 for word in rest.split()) else None


def _texts(table: Table, row: int) -> list[tuple[str, str]]:
    """The texts of a row that may carry a status, with the role of their column."""
    found = []
    for column in table.columns:
        text = table.cell_text(row, column.index)
        if is_nothing(text) or is_amount(score_part(text)):
            continue
        if column.role in {"status", "eligible", "decision", "remarks", "score", "rank", "criterion"}:
            found.append((column.role, text))
        elif column.role in {"title", "acronym", "application_id"}:
            found += [("title", bracketed) for bracketed in re.findall(r"[(\[]([^)\]]+)[)\]]", text)]
        elif column.role == "extra" and plain_status(text):
            found.append(("remarks", text))
    return found


def _status_of(role: str, text: str, row: int, mapping: SheetMapping, findings: Findings) -> str | None:
    stated = mapping.status_words.get(text.casefold())
    if stated:
        return None if stated == "ignore" else stated
    if role == "eligible":
        answer = yes_no(text)
        status = plain_status(text) if answer is None else "eligible" if answer else "ineligible"
        if status is None:
            _ask_word(text, row, findings)
        return status
    status = plain_status(text)
    if status:
        if role == "title" and status != "eligible":
            _ask(row, f"({text})", "may be part of the name, or the proposal's status", findings)
        return status if role != "title" else None
    _doubtful(role, text, row, findings)
    return None


def _doubtful(role: str, text: str, row: int, findings: Findings) -> None:
    """Ask about texts that hold a status word among others, and about unknown words in a column of statuses."""
    found = match("status", text)
    if role == "status":
        decision = match("decisions", text)
        if not (decision and decision.whole):
            _ask_word(text, row, findings)
    elif role in {"score", "rank"} or (
        role != "title" and any(has_word("status", status, text) for status in _STATUSES) and found
    ):
        if found is None and role == "rank":
            return
        _ask(row, text, "may be the proposal's status, or a remark", findings)


def _ask(row: int, text: str, what: str, findings: Findings) -> None:
    findings.ask(
        f"status_rows.{row + 1}",
        f"row {row + 1}: {text!r} {what}",
        ["the proposal has this status", "it is eligible, the text is a remark"],
        Answer(("status_rows", str(row + 1)), STATUS_ANSWER),
    )


def _ask_word(text: str, row: int, findings: Findings) -> None:
    """Ask for what an unknown word means, once for all rows that hold it."""
    if any(question.topic == f"status_words.{text}" for question in findings.questions):
        return
    findings.ask(
        f"status_words.{text}",
        f"the status {text!r} (row {row + 1}) is not known",
        [
            "it takes the proposal out of the selection (ineligible, withdrawn or excluded)",
            "it leaves it in (eligible or ignore)",
        ],
        Answer(("status_words", text), STATUS_ANSWER),
    )

"""The report of an import: what was understood, what was left out, what is open, what is wrong."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from renkei.exchange.sheets.cells import letter
from renkei.exchange.sheets.funders import Funder
from renkei.exchange.sheets.rows import Row
from renkei.exchange.sheets.understanding import FunderMeans, Understanding

_KINDS = {
    "total": "totals",
    "budget": "budgets",
    "confirmed_raise": "confirmed raises",
    "possible_raise": "possible raises",
    "top_up_entitled": "who may draw on the top-up",
    "derived": "figures derived from others, left out",
    "rate": "exchange rates, left out",
    "note": "notes",
    "left out": "left out",
    "header": "the header again",
    "country": "countries",
    "currency": "currencies",
    "unit": "units",
    "funder": "funders",
    "raise_of_some_kind": "raises of a kind not stated",
}


def report_text(understood: Understanding) -> str:
    """The report for a person to read."""
    return "\n".join(_lines(understood)) + "\n"


def report_json(understood: Understanding) -> str:
    """The same as JSON, keys sorted, amounts and scores as text."""
    return json.dumps(_as_json(understood), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _lines(one: Understanding) -> Iterator[str]:
    yield f"Import of {one.file}" + (f", sheet {one.sheet!r}" if one.sheet else "")
    if one.sheet:
        yield from _understood(one)
    if one.remarks:
        yield from ("", "Remarks", *(f"  - {remark}" for remark in one.remarks))
    if one.defects:
        yield from ("", f"Wrong ({len(one.defects)})", *(f"  - {defect}" for defect in one.defects))
    if one.questions:
        yield from ("", f"Open ({len(one.questions)}): nothing is written until these are settled")
        for number, question in enumerate(one.questions, 1):
            yield f"  {number}. {question.what}"
            yield from (f"       reading: {reading}" for reading in question.readings)
            yield from (
                f"       mapping: {': '.join(answer.path)}: ?   ({answer.choices})" for answer in question.answers
            )


def _understood(one: Understanding) -> Iterator[str]:
    yield f"  header in rows {', '.join(str(row + 1) for row in one.header_rows)}; " + (
        "a row a partner" if one.is_long else "a row a proposal, a column a funder"
    )
    yield f"  decimal mark: {one.decimal}"
    yield from ("", "Columns", *_columns(one))
    yield from ("", f"Funders ({len(one.funders)})", *_funders(one))
    yield from (
        "",
        f"Proposals ({len(one.applications)}), requests ({len(one.requests)}), totals that add up ({one.checks})",
    )
    for application in one.applications:
        if application.status:
            key = application.application_id
            yield f"  row {application.row + 1} {key}: {application.status} ({application.ground})"
    yield from ("", "Other rows", *(f"  {_row(row)}" for row in one.rows if row.kind in _KINDS))


def _columns(one: Understanding) -> Iterator[str]:
    """What is used, what is kept, what is left out, a line each; funders' columns stand with the funders."""
    lines: dict[str, list[str]] = {
        name: [] for name in ("used", "kept beside the proposals", "kept beside the requests, as written", "left out")
    }
    for column in one.columns:
        role = _role(one, column.index, column.role)
        if one.is_long and column.role in {"cost", "granted"}:
            lines["kept beside the requests, as written"].append(column.shown)
        elif role in lines:
            lines[role].append(column.shown)
        elif not role.startswith("funder "):
            lines["used"].append(f"{column.shown} {role}" if _differs(role, column.header) else column.shown)
    for name, shown in lines.items():
        if shown:
            yield f"  {name}: {'; '.join(shown)}"


def _differs(role: str, header: str) -> bool:
    return role.casefold() != header.casefold()


def _funders(one: Understanding) -> Iterator[str]:
    """What all funders' amounts have in common once, then a line a funder."""
    units = {_amounts(means.funder) for means in one.funders}
    if len(units) == 1 and len(one.funders) > 1:
        yield f"  {units.pop()}"
        yield from (f"  {_funder(one, means)}" for means in one.funders)
    else:
        yield from (f"  {_funder(one, means)}; {_amounts(means.funder)}" for means in one.funders)


def _role(one: Understanding, index: int, role: str) -> str:
    funder = next((means.funder for means in one.funders if means.funder.index == index), None)
    if funder is not None:
        return f"funder {funder.funder_id}"
    return {
        "": "left out",
        "extra": "kept beside the proposals",
        "other": "left out",
        "ignore": "left out",
        "number": "running number",
        "funder_other": "kept beside the proposals",
        "granted": "kept beside the proposals",
        "funder_cost": "kept beside the proposals",
    }.get(role, role.replace("_", " "))


def _amounts(funder: Funder) -> str:
    return f"amounts in {funder.factor or '?'} {funder.currency or '?'} ({funder.why_unit or 'not stated'})"


def _funder(one: Understanding, means: FunderMeans) -> str:
    funder = means.funder
    asked = [request.amount for request in one.requests if request.funder_id == funder.funder_id]
    where = f"{letter(funder.index)} " if funder.index is not None else ""
    known = " ".join(filter(None, (funder.name if funder.name != funder.funder_id else "", funder.country)))
    budget = "no budget" if means.budget is None else f"budget {_figure(means.budget)} ({means.where})"
    raises = "".join(
        f", {name} {_figure(value)}"
        for name, value in (("confirmed raise", means.confirmed_raise), ("possible raise", means.possible_raise))
        if value is not None
    )
    entitled = {None: "", True: ", may draw on the top-up", False: ", not entitled to the top-up"}
    shown = f"{where}{funder.funder_id}" + (f" ({known})" if known else "")
    count = "1 request" if len(asked) == 1 else f"{len(asked)} requests"
    total = f"{count} of {_figure(sum(asked, Decimal(0)))} {funder.currency or '?'}"
    return f"{shown}: {total}, {budget}{raises}{entitled[means.top_up_entitled]}"


def _figure(value: Decimal) -> str:
    """Thousands apart, without needless zeros: 1 010 000."""
    return f"{value.normalize():,f}".replace(",", " ")


def _row(row: Row) -> str:
    label = f": {row.label}" if row.label else ""
    return f"row {row.number} {_KINDS[row.kind]}{label}"


def _as_json(one: Understanding) -> dict[str, Any]:
    return {
        "file": one.file,
        "sheet": one.sheet,
        "header_rows": [row + 1 for row in one.header_rows],
        "row_is": "partner" if one.is_long else "proposal",
        "decimal": one.decimal,
        "columns": [{"column": c.letter, "header": c.header, "is": _role(one, c.index, c.role)} for c in one.columns],
        "funders": [_funder_json(means) for means in one.funders],
        "applications": [
            {"row": a.row + 1, "application_id": a.application_id, "status": a.status or "eligible"}
            for a in one.applications
        ],
        "rows": [{"row": row.number, "is": row.kind, "label": row.label} for row in one.rows if row.kind in _KINDS],
        "requests": len(one.requests),
        "totals_checked": one.checks,
        "remarks": list(one.remarks),
        "defects": [defect.as_json() for defect in one.defects],
        "questions": [
            {
                "topic": q.topic,
                "what": q.what,
                "readings": list(q.readings),
                "mapping": [{"path": list(a.path), "choices": a.choices} for a in q.answers],
            }
            for q in one.questions
        ],
    }


def _funder_json(means: FunderMeans) -> dict[str, Any]:
    funder = means.funder
    return {
        "funder_id": funder.funder_id,
        "name": funder.name,
        "country": funder.country,
        "column": None if funder.index is None else letter(funder.index),
        "currency": funder.currency,
        "unit": funder.factor,
        "unit_from": funder.why_unit,
        "budget": _plain(means.budget),
        "confirmed_raise": _plain(means.confirmed_raise),
        "possible_raise": _plain(means.possible_raise),
        "top_up_entitled": means.top_up_entitled,
    }


def _plain(value: object) -> str | None:
    return None if value is None else f"{value:f}"

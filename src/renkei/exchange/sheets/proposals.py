"""Which rows make up a proposal, and the proposals read from them."""

from dataclasses import replace

from renkei.exchange.sheets.applications import Application, ask_unplaced, read_application, settle_names
from renkei.exchange.sheets.columns import Column
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.marks import Marks
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.scales import stated_scale
from renkei.exchange.sheets.statements import Statement


def read_keys(table: Table, findings: Findings) -> tuple[dict[int, str], tuple[Column, Column] | None]:
    """Row → identifier of its proposal; in a sheet with a row a partner, blanks repeat the row above."""
    rows = [row.index for row in table.rows if row.kind in {"application", "partner"}]
    names = settle_names(table, rows, findings)
    if not rows:
        findings.ask(
            "first_row",
            "no row of a proposal was found",
            ["the proposals begin in a row that was not recognised", "the sheet holds none"],
            Answer(("first_row",), "the first proposal's row"),
            Answer(("header_rows",), "[4, 5] or whichever rows hold the header"),
        )
    if names is None:
        return {}, None
    keys: dict[int, str] = {}
    above = ""
    for row in rows:
        key = " ".join(table.cell_text(row, names[0].index).replace(";", ",").split())
        above = key or (above if table.is_long else "")
        keys[row] = above
    _doubles(table, keys, findings)
    return keys, names


def _doubles(table: Table, keys: dict[int, str], findings: Findings) -> None:
    seen: dict[str, int] = {}
    for row, key in keys.items():
        if key and key in seen and not table.is_long:
            findings.defect(
                row,
                "",
                key,
                f"each proposal stands once; this one stands in row {seen[key] + 1} too",
                f"mend the identifier, or leave a row out (`rows: {{ignore: [{row + 1}]}}`)",
            )
        seen.setdefault(key, row)


def read_applications(
    table: Table,
    keys: dict[int, str],
    names: tuple[Column, Column] | None,
    marks: Marks,
    statuses: dict[int, tuple[str | None, str]],
    texts: list[Statement],
    mapping: SheetMapping,
    findings: Findings,
) -> list[Application]:
    """Each proposal once, from the first of its rows; doubtful statuses and missing scores as questions."""
    if names is None:
        return []
    ends = stated_scale(table, texts, mapping)
    first: dict[str, int] = {}
    for row, key in keys.items():
        first.setdefault(key or f"\0{row}", row)
    found = []
    for key, row in first.items():
        rows = [one for one, other in keys.items() if other == key] or [row]
        status = next((statuses[one] for one in rows if statuses[one][0]), (None, ""))
        _one_status(rows, statuses, mapping, findings)
        found.append(read_application(table, row, names, marks, status, ends[1] if ends else None, mapping, findings))
    if table.is_long:
        _same_in_all_rows(table, keys, first, findings)
    ask_unplaced(found, mapping, findings)
    return [replace(one, status=None, ground="") if one.status == "eligible" else one for one in found]


def _one_status(
    rows: list[int], statuses: dict[int, tuple[str | None, str]], mapping: SheetMapping, findings: Findings
) -> None:
    """A status on some partners' rows only may be the partner's."""
    said = {statuses[row][0] for row in rows} - {"eligible"}
    if len(said) > 1 and None in said and not any(row in mapping.status_rows for row in rows):
        filled = next(row for row in rows if statuses[row][0] not in {None, "eligible"})
        findings.ask(
            f"status_rows.{filled + 1}",
            f"row {filled + 1}: {statuses[filled][1]!r} stands beside one partner only",
            ["the whole proposal has this status", "it is the partner's: the proposal stays"],
            Answer(("status_rows", str(filled + 1)), "eligible, ineligible, withdrawn, excluded or ignore"),
        )


def _same_in_all_rows(table: Table, keys: dict[int, str], first: dict[str, int], findings: Findings) -> None:
    for role in ("score", "rank", "title"):
        column = table.role(role)
        for row, key in keys.items() if column else ():
            text, above = table.text(row, role), table.text(first[key], role)
            if column and text and above and text != above:
                findings.defect(
                    row,
                    column.shown,
                    text,
                    f"the {role} of {key} is {above!r} in row {first[key] + 1}",
                    "mend one of the two",
                )

"""Columns of figures that no word, unit or country marks as a funder's: proven by row totals, or asked about."""

from renkei.exchange.sheets.columns import Column
from renkei.exchange.sheets.funders import may_be_funder
from renkei.exchange.sheets.layout import is_number
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.totals import Check, Value


def report_unbacked(unbacked: list[Column], row_checks: list[Check], value: Value, findings: Findings) -> bool:
    """Ask about each such column unless the totals of two proposals or more add up with it; say whether any was."""
    if not unbacked:
        return False
    verdicts = [verdict for check in row_checks if (verdict := check.holds(value)) is not None]
    if len(verdicts) > 1 and all(verdicts):
        findings.say(
            f"columns {', '.join(column.shown for column in unbacked)} are funders': the row totals add up with them"
        )
        return False
    shown, letters = ", ".join(column.shown for column in unbacked), ", ".join(column.letter for column in unbacked)
    criteria = ", ".join(f"{column.header or 'NAME'}: {column.letter}" for column in unbacked)
    findings.ask(
        f"funders.{unbacked[0].letter}",
        f"{'columns' if len(unbacked) > 1 else 'column'} {shown}: figures, but nothing says of what",
        ["they are money asked of a funder", "they are scores on a criterion, or something else"],
        *(
            Answer(("funders", column.letter, "funder_id"), f"{column.name or 'its identifier'}, if it is a funder")
            for column in unbacked
        ),
        Answer(("columns", "criteria"), f"{{{criteria}}} if of criteria"),
        Answer(("columns", "extra"), f"[{letters}] if they are something else"),
    )
    return True


def ask_left_out(table: Table, findings: Findings) -> None:
    """Ask about a column with a budget, or a raise, that its header does not show to be a funder's."""
    rows = [row for kind in ("budget", "confirmed_raise", "possible_raise") for row in table.of_kind(kind)]
    money = {"funder_amount", "funder_cost", "funder_other", "granted", "total", "amount", "cost", "budget", "ignore"}
    for column in table.columns:
        budgeted = [row for row in rows if is_number(table.grid, row.index, column.index)]
        if budgeted and not may_be_funder(column) and column.role not in money and column.word != "stated":
            findings.ask(
                f"columns.{column.letter}",
                f"column {column.shown} has a figure in row {budgeted[0].number} ({budgeted[0].label}) "
                f"but reads as {column.role or column.content}",
                ["it is a funder's", "it is not, and the figure means something else"],
                Answer(("funders", column.letter, "funder_id"), "its identifier, if it is a funder"),
                Answer(("columns", "ignore"), f"[{column.letter}] to leave it out"),
            )

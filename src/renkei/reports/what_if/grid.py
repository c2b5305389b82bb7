"""The table of rules and raises as its cells: for the console, the page and the sheet."""

from collections.abc import Iterator

from renkei.engines.selection.what_if import Compared, Row
from renkei.reports.language import Language
from renkei.reports.sections.table import Column, Table
from renkei.reports.sections.table import Row as Line
from renkei.reports.totals import Money, Rates
from renkei.reports.what_if.figures import mean_text

NUMBERS = ("what_if.cost", "figure.funded", "what_if.mean", "figure.left", "what_if.passed_over")


def compared_in(found: Compared, language: str) -> Language:
    """The reader's language, with the reporting currency without decimals where all its amounts are whole."""
    amounts = [(found.reporting_currency, minor) for row in found.rows for minor in (row.cost, row.idle)]
    return Language(language, Rates("", {}).whole(amounts))


def grid(found: Compared, say: Language) -> Table:
    """A row a rule and raise, with its number in the plot."""
    return Table(
        key="table-compared",
        caption=say("what_if.compared"),
        columns=[
            Column(say("what_if.row"), number=True),
            Column(say("headline.rule")),
            Column(say("what_if.raised")),
            *(Column(say(key), number=True) for key in NUMBERS),
            Column(say("what_if.unbeaten")),
            Column(say("what_if.note")),
        ],
        rows=[
            Line(list(cells_of(number, row, found, say)), kind="not_funded" if row.beaten else "")
            for number, row in enumerate(found.rows, 1)
        ],
        names=1,
    )


def cells_of(number: int, row: Row, found: Compared, say: Language) -> Iterator[str]:
    """The cells of one row, in the order of the columns."""
    yield str(number)
    yield say(f"rule.{row.rule}")
    yield raised(row, say)
    yield say.amount(Money(row.cost, found.reporting_currency)) if row.raised else "–"
    yield say.number(row.number)
    mean = mean_text(row.mean_score)
    yield "–" if mean is None else say.decimal(mean)
    yield say.amount(Money(row.idle, found.reporting_currency))
    yield say.number(row.passed_over)
    yield say("yes") if not row.beaten else say("no")
    notes = [say("what_if.tied", n=row.tied)] if row.tied else []
    yield say("sentence.join").join([*notes, *([] if row.proven else [say("what_if.unproven")])])


def raised(row: Row, say: Language) -> str:
    """Who gives more; nobody in the rows without a raise."""
    return say("none") if row.raised is None else row.raised[0]


def left_out(found: Compared, say: Language) -> list[str]:
    """The rules that cannot decide this call, with their words."""
    return [say("what_if.left_out", rule=say(f"rule.{rule}"), why=why) for rule, why in found.left_out.items()]

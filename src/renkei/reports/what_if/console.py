"""A simulation on a terminal."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.selection.what_if import Compared, Row, WhatIf
from renkei.reports.language import Language
from renkei.reports.totals import Money
from renkei.reports.what_if.grid import NUMBERS, cells_of, compared_in, left_out
from renkei.reports.what_if.lines import binding, cheapest, lines, spoken

SHOWN = 12  # budgets shown


def printed(found: WhatIf, call: str, language: str = "en") -> RenderableType:
    """The answer for a rich console: first that it is a simulation, then the words, then the budgets that bind."""
    say = spoken(found, language)
    title = Text(say("what_if.title", call=call), style="bold")
    return Group(title, Text(say("what_if.simulation")), _words(found, say), *_budgets(found, say))


def improved(first: WhatIf, last: WhatIf, call: str, language: str = "en") -> RenderableType:
    """What is better in the last answer: only its cheapest raise, where it funds what the first one did."""
    if (last.before, last.after) != (first.before, first.after):
        return Group(Text(""), printed(last, call, language))
    say = spoken(last, language)
    return Text(f"{say('what_if.cheapest')}: {cheapest(last, say)}")


def _words(found: WhatIf, say: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for what, words in lines(found, say):
        table.add_row(Text(what, style="bold"), Text(words))
    return table


def _budgets(found: WhatIf, say: Language) -> list[RenderableType]:
    short = binding(found.after)
    if not short:
        return [Text(say("what_if.no_binding"))]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name in ("column.funder", "column.left"):
        table.add_column(say(name), no_wrap=True)
    table.add_column(say("what_if.could_not_pay"))
    for one in short[:SHOWN]:
        named = say.items(one.could_not_pay, limit=5)
        table.add_row(Text(one.funder), Text(say.amount(Money(one.left, one.currency))), Text(named))
    more = [Text(say("what_if.more_budgets", n=len(short) - SHOWN))] if len(short) > SHOWN else []
    return [Text(""), table, *more]


def printed_table(found: Compared, call: str, language: str = "en") -> RenderableType:
    """The table for a rich console: the rows without a raise, and of the others those that no row beats."""
    say = compared_in(found, language)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for key in ("what_if.row", "headline.rule", "what_if.raised", *NUMBERS[1:]):
        table.add_column(say(key), justify="right" if key in NUMBERS else "left", no_wrap=key in NUMBERS)
    for number, row in enumerate(found.rows, 1):
        if row.raised is None or not row.beaten:
            table.add_row(*map(Text, _compared(number, row, found, say)), style="" if row.beaten else "bold")
    title = Text(say("what_if.title", call=call), style="bold")
    hidden = Text(say("what_if.hidden", n=sum(row.raised is not None and row.beaten for row in found.rows)))
    words = [Text(one) for one in (say("what_if.compared.note"), *left_out(found, say))]
    return Group(title, Text(say("what_if.simulation")), Text(""), table, hidden, *words)


def _compared(number: int, row: Row, found: Compared, say: Language) -> list[str]:
    cells = list(cells_of(number, row, found, say))
    gives = cells[2] if row.raised is None else f"{cells[2]} {cells[3]}"
    return [cells[0], row.rule + ("" if row.proven else " ?"), gives, *cells[4:8]]

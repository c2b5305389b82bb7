"""A simulation on a terminal."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.selection.what_if import WhatIf
from renkei.reports.language import Language
from renkei.reports.totals import Money
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

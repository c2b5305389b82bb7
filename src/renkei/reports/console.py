"""The summary a person reads in ten seconds on a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.reports import sentences
from renkei.reports.facts import Decision, Record, Tables, read_facts
from renkei.reports.language import SPACE, Language
from renkei.reports.plots.svg import shortened
from renkei.reports.sections.headline import figures, use
from renkei.reports.sections.pots import sentence
from renkei.reports.totals import Money
from renkei.settings import Settings

NAME = 18  # cells of a funder's id and name: amounts then fit on 80 columns


def summary(
    record: Record, settings: Settings, tables: Tables, language: str = "en", files: Sequence[str] = ()
) -> RenderableType:
    """Counts, each funder's money, the ties to be drawn and where the `files` are, for a rich console.

    Fits 80 columns; long names of funders are cut.
    """
    decision = read_facts(record, settings, tables)
    say = Language(language, decision.whole)
    return Group(*_opening(decision, say), Text(""), _funders(decision, say), Text(""), *_closing(decision, say, files))


def _opening(decision: Decision, say: Language) -> Iterator[Text]:
    yield Text(say("title", call=decision.record["call"]), style="bold")
    if decision.record["made_up"]:
        yield Text(say("made_up.note"), style="bold")
    yield Text(sentences.decided(decision, say))
    rule, state = say(f"rule.{decision.record['rule']}"), say("sentence.join").join(sentences.state(decision, say))
    yield Text(f"{rule}. {state}")
    yield Text(f"{say('headline.next')}: {sentences.following(decision, say)}")
    yield Text("")
    counts, money = figures(decision, say)[:5], figures(decision, say)[5:]
    for line in (counts, money):
        yield Text("   ".join(f"{name} {value}".replace(" ", SPACE) for name, value in line))


def _funders(decision: Decision, say: Language) -> Table:
    """A row a funder: the money available (budget, confirmed raise, top-up), committed and left."""
    raised = any(funder.confirmed or funder.topped for funder in decision.funders)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(say("column.funder"), no_wrap=True)
    for name in ("available" if raised else "budget", "committed", "left", "use"):
        table.add_column(say(f"column.{name}"), justify="right", no_wrap=True)
    for funder in decision.funders:
        amounts = (Money(minor, funder.currency) for minor in (funder.available, funder.committed, funder.left))
        name = shortened(f"{funder.id} {funder.name or ''}".strip(), NAME)
        table.add_row(Text(name), *(Text(say.amount(one)) for one in amounts), say.percent(funder.use))
    totals = decision.totals
    sums = (totals.available, totals.committed, totals.left)
    if all(len(one) == 1 for one in sums):
        table.add_row(say("total"), *map(say.total, sums), say.percent(use(decision)), style="bold")
    return table


def _closing(decision: Decision, say: Language, files: Sequence[str]) -> Iterator[Text]:
    top_up = sentence(decision, say)
    if top_up:
        yield Text(top_up)
    ties = decision.record["ties"]["open"]
    if ties:
        yield Text(say("print.ties", list=say.items(ties, limit=12)))
    if files:
        yield Text(say("print.files", list=", ".join(files)))
    yield Text(say("print.record", sha256=decision.record["sha256"]), no_wrap=True)

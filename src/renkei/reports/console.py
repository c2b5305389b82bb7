"""The summary a person reads in ten seconds on a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from renkei.reports import sentences
from renkei.reports.facts import Decision, Funder, Record, Tables, read_facts
from renkei.reports.language import Language
from renkei.reports.plots.svg import cells, shortened
from renkei.reports.sections import conditions, order, zone
from renkei.reports.sections.headline import figures, use
from renkei.reports.sections.pots import sentence
from renkei.reports.totals import Money
from renkei.settings import Settings

NAME = 40  # cells of a funder's id and name at most
SHORTEST_NAME = 8
GAP = 2  # cells between two columns


def summary(
    record: Record, settings: Settings, tables: Tables, language: str = "en", files: Sequence[str] = ()
) -> RenderableType:
    """Counts, each funder's money, the ties to be drawn and where the `files` are, for a rich console.

    Fits the console; long names of funders are cut, figures never.
    """
    decision = read_facts(record, settings, tables)
    say = Language(language, decision.whole)
    return Group(*_opening(decision, say), Text(""), _funders(decision, say), Text(""), *_closing(decision, say, files))


def _opening(decision: Decision, say: Language) -> Iterator[RenderableType]:
    yield Text(say("title", call=decision.record["call"]), style="bold")
    if decision.record["made_up"]:
        yield Text(say("made_up.note"), style="bold")
    yield Text(sentences.decided(decision, say))
    yield Text(say(f"rule.{decision.record['rule']}"))
    yield Text(say("sentence.join").join(sentences.state(decision, say)))
    sections = (order, conditions, zone)
    yield from (Text(line) for section in sections for line in section.words(decision, say))
    yield Text(f"{say('headline.next')}: {sentences.following(decision, say)}")
    yield Text("")
    counts, money = figures(decision, say)[:5], figures(decision, say)[5:]
    for line in (counts, money):
        yield Columns([Text(f"{name} {value}", no_wrap=True) for name, value in line], padding=(0, 3))


@dataclass(frozen=True)
class FunderLines:
    """A row a funder: its name, then figures, such as money available, committed, left; the last may be the sum.

    Figures are never cut: names give way first, and where that is not enough each funder's figures stand below it.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    totalled: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - sum(GAP + max(map(cells, column)) for column in self._figures())
        yield self._table(min(NAME, room)) if room >= SHORTEST_NAME else self._stacked()

    def _figures(self) -> list[tuple[str, ...]]:
        return list(zip(self.heads, *self.rows, strict=True))[1:]

    def _style(self, place: int) -> str:
        return "bold" if self.totalled and place == len(self.rows) - 1 else ""

    def _table(self, width: int) -> Table:
        table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold")
        table.add_column(self.heads[0], no_wrap=True)
        for head in self.heads[1:]:
            table.add_column(head, justify="right", no_wrap=True)
        for place, (name, *amounts) in enumerate(self.rows):
            table.add_row(Text(shortened(name, width)), *map(Text, amounts), style=self._style(place))
        return table

    def _stacked(self) -> Group:
        lines = []
        for place, (name, *amounts) in enumerate(self.rows):
            lines.append(Text(name, style=self._style(place)))
            told = (f"{head} {figure}" for head, figure in zip(self.heads[1:], amounts, strict=True))
            lines.extend(Text(f"  {one}") for one in told)
        return Group(*lines)


def _funders(decision: Decision, say: Language) -> FunderLines:
    raised = any(funder.confirmed or funder.topped for funder in decision.funders)
    heads = [
        say(f"column.{name}") for name in ("funder", "available" if raised else "budget", "committed", "left", "use")
    ]
    rows = [_row(funder, say) for funder in decision.funders]
    totals = decision.totals
    sums = (totals.available, totals.committed, totals.left)
    totalled = all(len(one) == 1 for one in sums)
    if totalled:
        rows.append([say("total"), *map(say.total, sums), say.percent(use(decision))])
    return FunderLines(heads, rows, totalled)


def _row(funder: Funder, say: Language) -> list[str]:
    amounts = (Money(minor, funder.currency) for minor in (funder.available, funder.committed, funder.left))
    return [f"{funder.id} {funder.name or ''}".strip(), *map(say.amount, amounts), say.percent(funder.use)]


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

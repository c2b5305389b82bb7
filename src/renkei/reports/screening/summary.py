"""What a terminal shows of a screening: counts, each annex, the applications that fail or are in doubt."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.screening import Screening
from renkei.reports.language import Language
from renkei.reports.screening.counts import Counted, counted
from renkei.reports.screening.sentences import sentence
from renkei.settings import Settings

SHOWN = 5  # failing applications, each with its first failing rule

NAMED = 12  # identifiers in one line


def summary(screening: Screening, settings: Settings, language: str = "en") -> RenderableType:
    """The screening for a terminal, to be read in ten seconds."""
    say = Language(language)
    return Group(
        Text(say("screening.title", call=settings.name), style="bold"),
        *(Text(one) for one in lead(screening, say)),
        Text(""),
        _table(counted(screening, say), say),
        *_worst(screening, say),
    )


def lead(screening: Screening, say: Language) -> Iterator[str]:
    """What it came to, in a sentence or more."""
    counts = screening.counts
    yield say("screening.lead", n=counts["fail"], of=len(screening.verdicts))
    if counts["doubt"]:
        yield say("screening.lead.doubt", n=counts["doubt"])
    if screening.without_annex:
        yield say("screening.without_annex", list=say.items(screening.without_annex, limit=NAMED))
    if screening.left_out:
        yield say("screening.left_out", list=say.items(screening.left_out, limit=NAMED))


def _table(rows: list[Counted], say: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(say("screening.whose"))
    for name in ("column.size", "screening.verdict.pass", "screening.verdict.fail", "screening.verdict.doubt"):
        table.add_column(say(name), justify="right")
    table.add_column(say("screening.often"))
    for row in rows:
        figures = (row.applications, row.passing, row.failing, row.doubtful)
        table.add_row(Text(row.whose), *(Text(say.number(one)) for one in figures), Text(row.often))
    return table


def _worst(screening: Screening, say: Language) -> Iterator[Text]:
    """The first applications that fail, each with its first failing rule; then how many more there are."""
    yield Text("")
    failing = [one for one in screening.verdicts if screening.of(one) == "fail"]
    for one in failing[:SHOWN]:
        first = next(verdict for verdict in screening.verdicts[one] if verdict.verdict == "fail")
        partner = f" {first.partner_id}" if first.partner_id else ""
        yield Text(f"{one}{partner}: {sentence(first, say)}")
    if len(failing) > SHOWN:
        yield Text(say("screening.more", n=len(failing) - SHOWN))

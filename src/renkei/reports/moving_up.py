"""Who moves up after a drop-out, and on what money."""

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.reports.language import Language
from renkei.reports.totals import Money, Rates

Asked = Mapping[str, Mapping[str, int]]  # application → funder → minor units


def moving_up(
    earlier: Mapping[str, Any], later: Mapping[str, Any], asked: Asked, language: str = "en"
) -> RenderableType:
    """The applications that move up, and for each funder that pays for them what was left, came back, and is left.

    Takes both records and what each eligible application asks.
    """
    spending = later["spending"]
    amounts = [(one["currency"], minor) for one in spending.values() for minor in (one["left"], one["committed"])]
    say = Language(language, Rates("", {}).whole(amounts))
    risen = [one for one in sorted(later["outcomes"]) if _funded(later, one) and not _funded(earlier, one)]
    gone = sorted(one for one in later["follows"]["drop_outs"] if _funded(earlier, one))
    head = Text(say("moving_up.dropped", list=say.items(gone, limit=12)), style="bold")
    if not risen:
        return Group(head, Text(say("moving_up.lot" if later["ties"]["open"] else "moving_up.nobody")))
    up = Text(say("moving_up.risen", list=say.items(risen, limit=12)), style="bold")
    return Group(head, up, _money(earlier, later, [asked[one] for one in risen], say))


def _funded(record: Mapping[str, Any], one: str) -> bool:
    return bool(record["outcomes"][one]["outcome"] == "funded")


def _money(
    earlier: Mapping[str, Any], later: Mapping[str, Any], asked: list[Mapping[str, int]], say: Language
) -> Table:
    """A row a funder that pays for somebody who moves up."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(say("column.funder"), no_wrap=True)
    for key in ("moving_up.before", "moving_up.back", "moving_up.taken", "moving_up.after"):
        table.add_column(say(key), justify="right", no_wrap=True)
    for funder in sorted({funder for one in asked for funder in one}):
        taken = sum(one.get(funder, 0) for one in asked)
        before, after = earlier["spending"][funder]["left"], later["spending"][funder]["left"]
        amounts = (before, after + taken - before, taken, after)
        currency = later["spending"][funder]["currency"]
        table.add_row(Text(funder), *(Text(say.amount(Money(minor, currency))) for minor in amounts))
    return table

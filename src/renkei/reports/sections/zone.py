"""Among whom lots are drawn, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from renkei.reports.facts import Decision
from renkei.reports.language import Language


def words(decision: Decision, say: Language) -> Iterator[str]:
    """The frozen zone: who, why, which draw, and the hash that was published; nothing without one."""
    zone = decision.record["zone"]
    if not zone:
        return
    listed = say.items(zone["members"], limit=12)
    if zone["line"] is None:
        yield say("zone.ties", n=len(zone["members"]), list=listed)
    else:
        yield say("zone.intervals", n=len(zone["members"]), list=listed, line=say.decimal(zone["line"]))
    yield say("zone.frozen", draw=zone["draw_named"], sha256=zone["sha256"])


def option(options: Mapping[str, Any], say: Language) -> Iterator[tuple[str, str]]:
    """The published lottery as a row of the options; nothing without one."""
    lottery = options["lottery"]
    if lottery and lottery["width"] is None:
        yield say("option.lottery"), say("option.lottery.ties")
    elif lottery:
        yield say("option.lottery"), say("option.lottery.width", width=say.decimal(lottery["width"]))

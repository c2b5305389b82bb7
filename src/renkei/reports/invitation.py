"""An invitation to the full stage as lines for a terminal."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from renkei.engines.selection import Invitation
from renkei.money import decimal_text
from renkei.reports.console import FunderLines
from renkei.reports.language import Language
from renkei.reports.totals import Money, Rates
from renkei.settings import Settings

SHOWN = 30  # applications not invited that a terminal lists


def summary(invitation: Invitation, settings: Settings, language: str = "en") -> RenderableType:
    """Who is invited, each funder's demand against its limit, and who is not invited for want of whose money."""
    amounts = [(row["currency"], row[name] or 0) for row in invitation.demand.to_dicts() for name in ("limit", "asked")]
    say = Language(language, Rates("", {}).whole(amounts))
    counts = invitation.outcomes["outcome"].value_counts()
    found = dict(counts.iter_rows())
    lead = say("invite.lead", n=found.get("invited", 0), eligible=invitation.outcomes["rank"].count())
    head = [Text(say("invite.title", call=settings.name), style="bold"), Text(lead), Text("")]
    ties = [Text(say("print.ties", list=say.items(invitation.tied, limit=12)))] if invitation.tied else []
    return Group(*head, _demand(invitation, say), Text(""), *_refused(invitation, say), *ties)


def _demand(invitation: Invitation, say: Language) -> FunderLines:
    rows = [_cells(row, say) for row in invitation.demand.to_dicts()]
    names = ("funder", "cap", "limit", "demand", "invited", "left")
    return FunderLines([say(f"column.{name}") for name in names], rows, totalled=False)


def _cells(row: dict[str, Any], say: Language) -> list[str]:
    cap = "–" if row["cap"] is None else say.decimal(decimal_text(row["cap"]))
    return [row["funder_id"], cap, *(_amount(row[name], row, say) for name in ("limit", "asked", "invited", "left"))]


def _amount(minor: int | None, row: dict[str, Any], say: Language) -> str:
    return "–" if minor is None else say.amount(Money(minor, row["currency"]))


def _refused(invitation: Invitation, say: Language) -> Iterator[Text]:
    """The best of those not invited, each with the funders whose limit lacked money for it."""
    currency = dict(invitation.demand.select("funder_id", "currency").iter_rows())
    out = invitation.outcomes.filter(outcome="not_invited").sort("rank", "application_id").to_dicts()
    for row in out[:SHOWN]:
        lacked = invitation.short[row["application_id"]].items()
        amounts = [f"{funder} {say.amount(Money(amount, currency[funder]))}" for funder, amount in lacked]
        yield Text(
            say("invite.refused", application=row["application_id"], rank=str(row["rank"]), list=say.items(amounts))
        )
    if len(out) > SHOWN:
        yield Text(say("list.more", n=len(out) - SHOWN, list="…"))

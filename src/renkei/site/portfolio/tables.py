"""The columns of the portfolio's lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from renkei.reports.totals import Money
from renkei.site.decisions.models import Decision
from renkei.site.portfolio.models import Award, Departure, FunderResult, Letter, Redress
from renkei.site.ui.tables import Column, Country

REDRESS = {True: _("A rule was not kept: the outcome is looked at again."), False: _("The outcome stands.")}


def award_columns(whole: bool) -> list[Column[Award]]:
    """Awards, with their funders where more than one's are shown."""
    return [
        Column("number", _("Number"), lambda row: row.application.number, "application__number", kind="code"),
        Column("title", _("Title"), lambda row: row.title, "title"),
        *(_funders() if whole else []),
        Column("amount", _("Decided"), lambda row: _money(row, row.amount), "amount", kind="money"),
        Column("granted", _("Granted"), lambda row: _money(row, row.granted), "granted", kind="money"),
        Column("state", _("State"), lambda row: row.get_state_display(), "state"),
        Column("conditions", _("Conditions"), lambda row: row.conditions or None),
        Column("national_number", _("National number"), lambda row: row.national_number or None, kind="code"),
        Column("ground", _("Ground"), lambda row: row.ground or None),
    ]


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


def _funders() -> list[Column[Award]]:
    return [
        Column("funder", _("Funder"), lambda row: row.participation.funder.name, "participation__funder__name"),
        Column("country", _("Country"), lambda row: Country(row.participation.funder.country)),
    ]


def _money(row: Award, minor: int | None) -> Money | None:
    return None if minor is None else Money(minor, row.participation.funder.currency)


def letter_columns() -> list[Column[Letter]]:
    """Letters, each with the hash of its PDF once it is set."""
    return [
        Column(
            "number",
            _("Application"),
            lambda row: row.partner.application.number,
            "partner__application__number",
            kind="code",
            link=lambda row: reverse("letter", args=[row.public_id]),
        ),
        Column("partner", _("Partner"), lambda row: row.partner.organisation.name, "partner__organisation__name"),
        Column("kind", _("Outcome"), lambda row: row.get_kind_display(), "kind"),
        Column("decision", _("Decision"), lambda row: row.decision.number, "decision__number", kind="count"),
        Column("language", _("Language"), lambda row: _language(row.language), "language"),
        Column("written_at", _("Written"), lambda row: row.written_at, "written_at"),
        Column("sha256", _("SHA-256 of the PDF"), lambda row: row.sha256 or None),
    ]


@dataclass(frozen=True)
class Waiting:
    """An application on the reserve list, and the money it waits for: (funder, or limit; how much)."""

    place: int
    number: str
    title: str
    awaits: list[tuple[str, str]]


def reserve_columns() -> list[Column[Waiting]]:
    """The reserve list in its order."""
    return [
        Column("place", "#", lambda row: row.place, kind="count"),
        Column("number", _("Application"), lambda row: row.number, kind="code"),
        Column("title", _("Title"), lambda row: row.title),
        Column("awaits", _("Money it waits for"), lambda row: "; ".join(map(" ".join, row.awaits)) or None),
    ]


def departure_columns() -> list[Column[Departure]]:
    """What happened to funded applications since the decision."""
    return [
        Column("number", _("Application"), lambda row: row.application.number, kind="code"),
        Column("kind", _("What happened"), lambda row: row.get_kind_display()),
        Column("partner", _("Partner"), lambda row: row.partner.position if row.partner else None, kind="count"),
        Column("organisation", _("In its place"), lambda row: row.organisation.name if row.organisation else None),
        Column("ground", _("Ground"), lambda row: row.ground),
        Column("by", _("By"), lambda row: row.by.get_full_name() or row.by.email),
        Column("at", _("At"), lambda row: row.at),
        Column("followed_by", _("Decision"), lambda row: row.followed_by.number if row.followed_by else None),
    ]


def redress_columns(titles: Mapping[Decision, Mapping[str, str]]) -> list[Column[Redress]]:
    """Redress that was asked; `titles` as they were decided on."""
    return [
        Column("number", _("Application"), lambda row: row.application.number, kind="code"),
        Column("title", _("Title"), lambda row: titles[row.decision].get(row.application.number)),
        Column("filed_at", _("Filed"), lambda row: row.filed_at),
        Column("answered_at", _("Answered"), lambda row: row.answered_at),
        Column("outcome", _("Outcome"), lambda row: None if row.upheld is None else REDRESS[row.upheld]),
    ]


def funder_result_columns() -> list[Column[FunderResult]]:
    """Each funder's part in the published results."""
    return [
        Column("funder", _("Funder"), lambda row: row.participation.funder.name, "participation__funder__name"),
        Column("country", _("Country"), lambda row: Country(row.participation.funder.country)),
        Column("awards", _("Awards"), lambda row: row.awards, "awards", kind="count"),
        Column("amount", _("Amount"), lambda row: Money(row.amount, row.participation.funder.currency), kind="money"),
    ]

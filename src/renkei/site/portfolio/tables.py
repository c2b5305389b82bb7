"""The columns of the portfolio's lists."""

from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from renkei.reports.totals import Money
from renkei.site.portfolio.models import Award, FunderResult, Letter
from renkei.site.ui.tables import Column, Country


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


def funder_result_columns() -> list[Column[FunderResult]]:
    """Each funder's part in the published results."""
    return [
        Column("funder", _("Funder"), lambda row: row.participation.funder.name, "participation__funder__name"),
        Column("country", _("Country"), lambda row: Country(row.participation.funder.country)),
        Column("awards", _("Awards"), lambda row: row.awards, "awards", kind="count"),
        Column("amount", _("Amount"), lambda row: Money(row.amount, row.participation.funder.currency), kind="money"),
    ]

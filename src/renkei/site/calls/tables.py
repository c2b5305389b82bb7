"""The tables of calls."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from renkei.reports.totals import Money
from renkei.site.calls.models import Call, Funder, Officer, Result
from renkei.site.calls.standing import WORDS, phase_of
from renkei.site.ui.tables import Column, Country


def call_columns(at: datetime, funders: dict[int, list[Funder]]) -> tuple[Column[Call], ...]:
    """The columns of a list of calls at a moment."""
    return (
        Column("call", _("Call"), lambda row: row.title, "title", link=lambda row: reverse("call", args=[row.slug])),
        Column("standing", _("Standing"), lambda row: WORDS[phase_of(row, at)]),
        Column("opens", _("Opens"), lambda row: row.opens_at, "opens_at"),
        Column("deadline", _("Deadline"), lambda row: row.closes_at, "closes_at"),
        Column("funders", _("Funders"), lambda row: ", ".join(one.code for one in funders.get(row.pk, []))),
    )


def result_columns(currency: str) -> tuple[Column[Result], ...]:
    """The columns of a call's results; amounts are of its reporting currency."""
    return (
        Column("number", _("Number"), lambda row: row.number, "number", "code"),
        Column("title", _("Title"), lambda row: row.title, "title"),
        Column("organisations", _("Organisations"), lambda row: row.organisations.replace(";", "; ")),
        Column("countries", _("Countries"), lambda row: Country(row.countries), "countries"),
        Column("amount", _("Amount"), lambda row: Money(row.amount, currency), "amount", "money"),
    )


def officer_columns() -> tuple[Column[Officer], ...]:
    """Who acts for which funder."""
    return (
        Column("funder", _("Funder"), lambda row: row.funder.code, kind="code"),
        Column("funder_name", _("Name"), lambda row: row.funder.name),
        Column("officer", _("Officer"), lambda row: row.user.get_full_name() or None),
        Column("email", _("E-mail address"), lambda row: row.user.email),
    )

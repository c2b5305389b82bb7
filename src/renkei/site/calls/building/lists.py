"""What the builder's pages list, as tables to be taken away as files: each of rows that the page has read already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from renkei.reports.totals import Money
from renkei.site.calls.annexes.words import Told
from renkei.site.calls.building.overview import STATES, Part
from renkei.site.calls.deciding.words import told_deciding
from renkei.site.calls.models import Call, Milestone, Participation, Section
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.tables import Column, Country, Table

ENTITLED = {None: None, True: _("entitled"), False: _("not entitled")}
STAGES = {0: _("both"), 1: _("first"), 2: _("full")}
Row = Mapping[str, str]


def parts_list(request: ActorRequest, call: Call, rows: Sequence[Part]) -> Table[Part]:
    """The parts of a call, with what each lacks."""
    columns: list[Column[Part]] = [
        Column("part", _("Part"), lambda row: row.name),
        Column("stands", _("What stands"), lambda row: row.stands),
        Column("state", _("State"), lambda row: STATES[row.state]),
        Column("lacks", _("Still to do"), lambda row: " ".join(str(one.remedy) for one in row.lacks) or None),
    ]
    return Table(request, f"{call.slug}-parts", _("Parts of the call"), columns, rows)


def funders_list(request: ActorRequest, call: Call, rows: Sequence[Participation]) -> Table[Participation]:
    """The funders of a call with their money."""
    columns: list[Column[Participation]] = [
        Column("code", _("Code"), lambda row: row.funder.code, kind="code"),
        Column("funder", _("Funder"), lambda row: row.funder.name),
        Column("country", _("Country"), lambda row: Country(row.funder.country)),
        Column("budget", _("Budget"), lambda row: _money(row, row.budget), kind="money"),
        Column("possible_raise", _("Possible raise"), lambda row: _money(row, row.possible_raise), kind="money"),
        Column("top_up", _("Top-up"), lambda row: ENTITLED[row.top_up_entitled]),
    ]
    return Table(request, f"{call.slug}-funders", _("Funders"), columns, rows)


def _money(part: Participation, minor: int | None) -> Money | None:
    return None if minor is None else Money(minor, part.funder.currency)


def sections_list(request: ActorRequest, call: Call, rows: Sequence[Section]) -> Table[tuple[int, Section]]:
    """The sections of the form in their order."""
    columns: list[Column[tuple[int, Section]]] = [
        Column("position", "#", lambda row: row[0], kind="count"),
        Column("section", _("Section"), lambda row: row[1].title),
        Column("written_by", _("Written by"), lambda row: _("every partner") if row[1].per_partner else _("the lead")),
        Column("stage", _("Stage"), lambda row: STAGES[row[1].stage]),
        Column("required", _("Required"), lambda row: _("yes") if row[1].required else _("no")),
        Column("most_signs", _("Signs at most"), lambda row: row[1].most_signs, kind="count"),
        Column("help", _("Help"), lambda row: row[1].help or None),
    ]
    return Table(request, f"{call.slug}-sections", _("Sections"), columns, list(enumerate(rows, 1)))


@dataclass(frozen=True)
class Day:
    """A date of a call: what it is of, when."""

    name: "StrPromise | str"
    at: datetime


def dates_list(request: ActorRequest, call: Call, rows: Iterable[Milestone]) -> Table[Day]:
    """The dates of a call: opening, deadline, and what it names beside them."""
    days = [Day(_("Opens"), call.opens_at), Day(_("Deadline"), call.closes_at)]
    columns: list[Column[Day]] = [
        Column("name", _("Date"), lambda row: row.name),
        Column("at", _("When"), lambda row: row.at),
        Column("zone", _("Time zone"), lambda row: call.time_zone),
    ]
    named = [Day(one.name, one.at) for one in rows]
    return Table(request, f"{call.slug}-dates", _("Dates"), columns, [*days, *named])


def rules_lists(request: ActorRequest, call: Call) -> dict[str, Table[Any]]:
    """The criteria with their thresholds, and all rules in words as they are published."""
    limits = call.selection.get("thresholds", {}).get("criteria", {})
    criteria: list[Column[str]] = [
        Column("criterion", _("Criterion"), str),
        Column("threshold", _("Threshold"), limits.get),
    ]
    rules: list[Column[Told]] = [
        Column("about", _("What about"), lambda row: row.about),
        Column("rule", _("Rule"), lambda row: row.words),
    ]
    named = call.selection.get("criteria", [])
    return {
        "criteria": Table(request, f"{call.slug}-criteria", _("Criteria"), criteria, named),
        "rules": Table(request, f"{call.slug}-rules", _("How it is decided"), rules, told_deciding(call)),
    }


OF_MONEY = {
    "rates": (_("Rates"), {
        "currency": _("Currency"), "rate": _("Rate"), "date": _("Of the day"), "source": _("Source"),
    }),
    "pots": (_("Pots"), {
        "pot_id": _("Pot"), "kind": _("Kind"), "name": _("Name"), "currency": _("Currency"), "cap": _("Cap"),
        "share": _("Largest share of all public money"), "gap_part": _("Part that fills gaps"),
    }),
    "contributions": (_("What is given to pots"), {
        "pot_id": _("Pot"), "funder_id": _("Funder"), "amount": _("Amount"), "currency": _("Currency"),
    }),
}  # fmt: skip


def money_lists(request: ActorRequest, call: Call) -> dict[str, Table[Row]]:
    """Rates, pots, and what is given to them, as the rows of the contract that the call keeps."""
    return {
        name: Table(
            request, f"{call.slug}-{name}", caption, [_text(*one) for one in columns.items()], _rows(call, name)
        )
        for name, (caption, columns) in OF_MONEY.items()
    }


def _text(name: str, label: "StrPromise | str") -> Column[Row]:
    return Column(name, label, lambda row: row.get(name) or None)


def _rows(call: Call, name: str) -> list[Row]:
    return list(call.tables.get(name, ()))

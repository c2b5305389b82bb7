"""The columns of review's lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from renkei.money import decimal_text
from renkei.reports.totals import Money
from renkei.site.applications.models import Submission
from renkei.site.calls.models import Call, Participation
from renkei.site.review.facts import asked_of, countries_of, lead_of, title_of
from renkei.site.review.models import Draft, FunderVerdict, Snapshot, Standing
from renkei.site.ui.tables import Column, Country


@dataclass(frozen=True)
class Way:
    """A call in the list of review: as whoever assesses it, is shown its scores, or speaks for a funder's part."""

    call: Call
    why: "StrPromise | str"
    part: Participation | None = None


def ways(assessed: Iterable[Call], shown: Iterable[Call], parts: Iterable[Participation]) -> list[Way]:
    """What the list of review leads to, in the order of its page."""
    return [
        *(Way(one.call, _("Our part"), one) for one in parts),
        *(Way(one, _("After the deadline")) for one in assessed),
        *(Way(one, _("Scores shown to you")) for one in shown),
    ]


def way_columns() -> list[Column[Way]]:
    """The calls to review."""
    return [
        Column("call", _("Call"), lambda row: row.call.title),
        Column("why", _("As"), lambda row: row.why),
        Column("funder", _("Funder"), lambda row: row.part.funder.name if row.part else None),
        Column("deadline", _("Deadline"), lambda row: row.call.closes_at),
        Column(
            "scores_shown", _("Scores shown"), lambda row: row.call.scores_seen_at if row.call.shows_scores else None
        ),
    ]


def standing_columns(call: Call, criteria: Sequence[str], assesses: bool) -> list[Column[Submission]]:
    """How applications stand: rows of `queries.standings`."""
    return [
        _number(call if assesses else None),
        Column("title", _("Title"), title_of),
        Column("lead", _("Lead"), lead_of),
        Column("countries", _("Countries"), lambda row: Country(countries_of(row))),
        Column("field", _("Field"), lambda row: _of(row, "field") or None, "stands_field"),
        Column("score", _("Score"), lambda row: _decimal(_of(row, "score")), "stands_score", kind="count"),
        Column("score_error", _("Error"), lambda row: _decimal(_of(row, "score_error")), kind="count"),
        *(_criterion(at, name) for at, name in enumerate(criteria)),
        Column("band", _("Band"), lambda row: _of(row, "band"), "stands_band", kind="count"),
        Column("rank", _("Rank"), lambda row: _of(row, "rank"), "stands_rank", kind="count"),
        _status(),
        Column("ground", _("Ground"), lambda row: _of(row, "ground") or None),
    ]


def _number(call: Call | None) -> Column[Submission]:
    """The application's number; a link to its page for those who assess it in a call."""
    return Column(
        "number",
        _("Number"),
        lambda row: row.application.number,
        "application__number",
        kind="code",
        link=None if call is None else lambda row: reverse("assessed", args=[call.slug, row.application.number]),
    )


def _criterion(at: int, name: str) -> Column[Submission]:
    def score(row: Submission) -> str | None:
        return _decimal(getattr(row, f"criterion_{at}"))

    return Column(f"criterion_{at + 1}", name, score, f"criterion_{at}", kind="count")


def _status() -> Column[Submission]:
    return Column("status", _("Status"), lambda row: Standing.Status(_of(row, "status") or "").label, "stands_status")


def _of(row: Submission, name: str) -> Any:
    return getattr(row, f"stands_{name}")


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)


def screened_columns(part: Participation) -> list[Column[Any]]:
    """What a funder is asked and what it says: rows of `queries.to_screen`."""
    code, currency = part.funder.code, part.funder.currency
    return [
        _number(None),
        Column("title", _("Title"), title_of),
        Column("lead", _("Lead"), lead_of),
        Column("countries", _("Countries"), lambda row: Country(countries_of(row))),
        Column("asks", _("Amount asked"), lambda row: Money(asked_of(row, code), currency), kind="money"),
        Column("verdict", _("Verdict"), lambda row: _word_of(row.verdict), "verdict"),
        Column("note", _("Note"), lambda row: row.note or None),
        *(_of_the_first_stage() if part.call.stage > 1 else ()),
    ]


def _of_the_first_stage() -> tuple[Column[Any], ...]:
    """What the funder said of the pre-proposal."""
    return (
        Column("first_verdict", _("Verdict in the first stage"), lambda row: _word_of(row.first_verdict)),
        Column("first_note", _("Note in the first stage"), lambda row: row.first_note or None),
    )


def verdict_columns(
    call: Call | None, said: Mapping[int, Mapping[str, int]], asked: Mapping[int, int]
) -> list[Column[Submission]]:
    """How many of its funders say what of an application: rows of `queries.standings`.

    `call`: where the applications' pages are; None for a stage that is past.
    """

    def counted(verdict: str) -> Callable[[Submission], int]:
        return lambda row: said[row.application_id].get(verdict, 0)

    def open_still(row: Submission) -> int:
        mine = said[row.application_id]
        return asked.get(row.pk, 0) - sum(count for verdict, count in mine.items() if verdict != "stale")

    return [
        _number(call),
        Column("title", _("Title"), title_of),
        *(Column(one.value, one.label, counted(one.value), kind="count") for one in FunderVerdict.Verdict),
        Column("open", _("To screen"), open_still, kind="count"),
        Column("stale", _("On an older version"), counted("stale"), kind="count"),
        _status(),
    ]


def draft_columns(call: Call) -> list[Column[Draft]]:
    """The files that were taken back."""
    return [
        Column("number", _("Number"), lambda row: row.number, "number", link=_draft_address(call)),
        Column("name", _("File"), lambda row: row.name, "name"),
        Column("made", _("Taken"), lambda row: row.made_at, "made_at"),
        Column("by", _("By"), lambda row: row.made_by.get_full_name() or row.made_by.email),
        Column("rows", _("Rows that differed"), lambda row: len(row.lines), kind="count"),
        Column("open", _("Still open"), lambda row: sum(_is_open(one) for one in row.lines), kind="count"),
    ]


def _draft_address(call: Call) -> Callable[[Draft], str]:
    return lambda row: reverse("draft", args=[call.slug, row.number])


def _is_open(line: Mapping[str, Any]) -> bool:
    return bool(line["takes"]) and line["state"] == "open"


def snapshot_columns(call: Call) -> list[Column[Snapshot]]:
    """The call's snapshots."""
    return [
        Column(
            "snapshot",
            _("Number"),
            lambda row: f"{call.slug}-{row.number}.zip",
            "number",
            kind="code",
            link=lambda row: reverse("snapshot", args=[call.slug, row.number]),
        ),
        Column("taken", _("Taken"), lambda row: row.at, "at"),
        Column("by", _("By"), lambda row: row.by.get_full_name() or row.by.email),
        Column("ground", _("What for"), lambda row: row.ground or None),
        Column("sha256", "SHA-256", lambda row: row.sha256),
    ]


def _word_of(verdict: str) -> "StrPromise | str | None":
    return FunderVerdict.Verdict(verdict).label if verdict else None

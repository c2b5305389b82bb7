"""The invitation to the full stage as it would be now: computed by the engine, with the record that goes with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256

import polars as pl
from django.utils.translation import gettext_lazy as _

from renkei.engines.selection import Invitation, invite, options_from
from renkei.programme import Folder
from renkei.records.invitation import write_invitation
from renkei.reports.totals import Money
from renkei.site.calls.models import Call
from renkei.site.decisions.screen.why import because
from renkei.site.review.folder import files_of, folder_of
from renkei.site.ui import reader
from renkei.site.ui.tables import Column

RECORD = "invitation.json"


@dataclass(frozen=True)
class Line:
    """One application: invited, tie, not_invited or not_eligible, and what was lacking: money by funder, or why."""

    number: str
    title: str
    outcome: str
    rank: int | None
    score: str
    lacking: str
    funders: tuple[str, ...]


OUTCOMES = {
    "invited": _("invited"),
    "tie": _("the lot decides"),
    "not_invited": _("not invited"),
    "not_eligible": _("not eligible"),
}


def line_columns() -> tuple[Column[Line], ...]:
    """The applications with their outcomes, as a list that leaves the site."""
    return (
        Column("number", _("Number"), lambda row: row.number, kind="code"),
        Column("title", _("Title"), lambda row: row.title),
        Column("rank", _("Rank"), lambda row: row.rank, kind="count"),
        Column("score", _("Score"), lambda row: row.score, kind="count"),
        Column("outcome", _("Outcome"), lambda row: OUTCOMES[row.outcome]),
        Column("lacking", _("Lacking"), lambda row: row.lacking),
    )


@dataclass(frozen=True)
class OfFunder:
    """A funder's demand against its limit, in words."""

    code: str
    asked: str
    limit: str
    invited: str
    left: str


@dataclass(frozen=True)
class Preview:
    """An invitation with its record and the folder that it was made from."""

    invitation: Invitation
    folder: Folder
    record: bytes

    @property
    def sha256(self) -> str:
        """The hash of the record, by which one says what one has seen."""
        return sha256(self.record).hexdigest()

    @property
    def outcomes(self) -> Mapping[str, str]:
        """Number → outcome."""
        return dict(self.invitation.outcomes.select("application_id", "outcome").iter_rows())

    @property
    def invited(self) -> list[str]:
        """The numbers of the applications invited."""
        return sorted(number for number, outcome in self.outcomes.items() if outcome == "invited")

    @property
    def files(self) -> dict[str, str]:
        """The folder with the record beside it: what `renkei verify` needs."""
        return {**files_of(self.folder), RECORD: self.record.decode()}

    def lines(self) -> list[Line]:
        """The applications in the order of the ranking, those not eligible last."""
        titles = dict(self.folder.tables["applications"].select("application_id", "title").iter_rows())
        rows = self.invitation.outcomes.sort("rank", "application_id", nulls_last=True).to_dicts()
        return [self._line(row, titles[row["application_id"]] or "") for row in rows]

    def _line(self, row: "dict[str, object]", title: str) -> Line:
        number, score = str(row["application_id"]), row["score"]
        short = self.invitation.short.get(number, {})
        lacking = ", ".join(f"{funder} {self._amount(funder, amount)}" for funder, amount in short.items())
        lacking = lacking or (because(str(row["because"])) if row["because"] else "")
        rank = row["rank"] if isinstance(row["rank"], int) else None
        shown = reader.decimal(score.normalize() + 0) if isinstance(score, Decimal) else ""
        return Line(number, title, str(row["outcome"]), rank, shown, lacking, tuple(short))

    def funders(self) -> Iterator[OfFunder]:
        """Each funder's demand against its limit."""
        for row in self.invitation.demand.to_dicts():
            code = row["funder_id"]
            yield OfFunder(code, *(self._amount(code, row[name]) for name in ("asked", "limit", "invited", "left")))

    def _amount(self, funder: str, minor: int | None) -> str:
        return "–" if minor is None else reader.amount(Money(minor, self._currencies[funder]))

    @property
    def _currencies(self) -> Mapping[str, str]:
        return dict(self.invitation.demand.select("funder_id", "currency").iter_rows())


def preview(call: Call, ground: str, cap: Decimal | None = None, draw: str = "") -> Preview:
    """The invitation by the call's rule now; `cap` in place of all published caps, `draw` the value of a public draw.

    DefectsFound with what a selection still lacks, such as scores; SelectionError, in words, where the rule cannot
    be applied. The caller has asked the policy.
    """
    folder = _of_pre_proposals(folder_of(call, ground))
    options = options_from(folder.settings, rule="gaps", draw=draw or None)
    published = folder.settings.demand
    caps = dict(published.caps) if cap is None else {}
    made = invite(folder.tables, options, published.cap if cap is None else cap, caps)
    return Preview(made, folder, write_invitation(made, folder.settings, folder.tables))


def _of_pre_proposals(folder: Folder) -> Folder:
    """The folder without what belongs to the decision on full proposals alone: side conditions and reductions."""
    selection = replace(folder.settings.selection, conditions=())
    funders = folder.tables["funders"].with_columns(pl.lit(None, pl.Decimal(38, 6)).alias("max_reduction"))
    tables = {**folder.tables, "funders": funders.select(folder.tables["funders"].columns)}
    return replace(folder, settings=replace(folder.settings, selection=selection), tables=tables)

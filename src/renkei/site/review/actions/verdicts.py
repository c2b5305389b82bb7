"""What a funder says of its part in applications."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.site.applications.actions.held import person
from renkei.site.applications.models import Submission
from renkei.site.applications.refusal import Outdated, Refused, Remark
from renkei.site.applications.words import text_of
from renkei.site.audit.trail import record
from renkei.site.calls.models import Participation
from renkei.site.policy import Actor, NotAllowed, locked, unscoped
from renkei.site.review.actions.handed_in import handed_in
from renkei.site.review.models import FunderVerdict

GROUND = "the verdicts of a funder's part that an action holds"


@dataclass(frozen=True)
class Said:
    """A verdict on an application by its number; `version` is that of the verdict that was read, 0 for none.

    `sha256`: of the snapshot that was looked at.
    """

    number: str
    verdict: str
    note: str
    sha256: str
    version: int = 0


def say(actor: Actor, slug: str, code: str, said: Collection[Said]) -> list[FunderVerdict]:
    """The funder's verdicts in the call's stage now, all of them or none.

    Refused where one does not hold (a no or a doubt says why; the snapshot was replaced meanwhile), Outdated where a
    colleague said something of one since, NotAllowed for what does not ask the funder.
    """
    with transaction.atomic():
        part = locked(actor, "screen", Participation, call__slug=slug, funder__code=code)
        asked = handed_in(actor, part.call).filter(asked=part.funder).select_related("application").defer("snapshot")
        known = {one.application.number: one for one in asked.filter(application__number__in=[s.number for s in said])}
        if any(one.number not in known for one in said):
            raise NotAllowed("screen applications.Submission")
        remarks = [remark for one in said for remark in _faults(one, known[one.number])]
        if remarks:
            raise Refused(*remarks)
        standing = unscoped(FunderVerdict, GROUND).filter(participation=part, stage=part.call.stage)
        rows = {one.application_id: one for one in standing}
        return [_put(actor, part, known[one.number], rows.get(known[one.number].application_id), one) for one in said]


def _faults(said: Said, submission: Submission) -> list[Remark]:
    found = []
    if said.verdict not in FunderVerdict.Verdict.values:
        found.append(Remark(said.number, _("Say yes, no, or in doubt.")))
    if said.verdict != FunderVerdict.Verdict.YES and not said.note.strip():
        found.append(Remark(said.number, _("Say why: the secretariat and the applicants need the ground.")))
    if said.sha256 != submission.sha256:
        found.append(Remark(said.number, _("It was handed in anew while you looked: look at what stands now.")))
    return found


def _put(
    actor: Actor, part: Participation, submission: Submission, row: FunderVerdict | None, said: Said
) -> FunderVerdict:
    of = {"application_id": submission.application_id, "stage": submission.stage}
    row = row or FunderVerdict(participation=part, version=0, **of)
    before = _plain(row) if row.version else None
    row.verdict, row.note = said.verdict, text_of(said.note, said.number).strip()
    row.submission_sha256 = submission.sha256
    if _plain(row) == before:
        return row
    if row.version != said.version:
        raise Outdated(row.version)
    row.by_id, row.at, row.version = person(actor), actor.at, row.version + 1
    row.save()
    record(actor, "verdict.said", row, before, _plain(row))
    return row


def _plain(row: FunderVerdict) -> dict[str, str]:
    return {"verdict": row.verdict, "note": row.note, "submission_sha256": row.submission_sha256}

"""Handing in: one frozen snapshot, one receipt, whatever is clicked twice, cut off or tried again."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.records.canonical import sha256
from renkei.site.accounts.models import User
from renkei.site.applications import letters
from renkei.site.applications.actions.held import held
from renkei.site.applications.missing import missing
from renkei.site.applications.models import Submission
from renkei.site.applications.part import Whole, snapshot_of, whole_of
from renkei.site.applications.refusal import Closed, Refused, Remark
from renkei.site.applications.words import line_of
from renkei.site.audit.trail import record
from renkei.site.policy import Actor, scoped, unscoped

GROUND = "the submissions of a held application"


def submit(actor: Actor, application: UUID, key: str) -> Submission:
    """The submission that a key stands for: made now, or the same as before, even after the deadline.

    It replaces the one that stands. Refused with all that is missing; Closed where the request arrived too late by
    the deadline as it stands in the database while this is done. The receipt's letter lies in the outbox, or nothing
    was handed in.
    """
    key = line_of(key, "key", 64)
    with transaction.atomic():
        try:
            row = held(actor, application, "submit")
        except Closed:
            earlier = scoped(actor, Submission).filter(application__public_id=application, key=key).first()
            if earlier is None:
                raise
            return earlier
        before = {one.key: one for one in unscoped(Submission, GROUND).filter(application=row).defer("snapshot")}
        if key in before:
            return before[key]
        whole = whole_of(row)
        lacks = missing(whole)
        if lacks:
            raise Refused(*lacks)
        if before:
            standing = unscoped(Submission, GROUND).filter(application=row, stage=row.call.stage, withdrawn_at=None)
            standing.update(withdrawn_at=actor.at, withdrawn_by=actor.user)
        made = _frozen(actor, whole, key, len(before) + 1)
        letters.receipt(made, whole)
        record(actor, "application.submitted", made, None, {"number": row.number, "sha256": made.sha256})
    return made


def withdraw(actor: Actor, application: UUID) -> Submission:
    """The submission that stood, withdrawn; Refused where none stands. While there is time it may come again."""
    with transaction.atomic():
        row = held(actor, application, "withdraw")
        found = unscoped(Submission, GROUND).filter(application=row, stage=row.call.stage, withdrawn_at=None).first()
        if found is None:
            raise Refused(Remark("submission", _("Nothing is handed in at present.")))
        found.withdrawn_at, found.withdrawn_by_id = actor.at, actor.user
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        letters.withdrawn(found, row)
        record(actor, "application.withdrawn", found, None, {"number": row.number})
    return found


def _who(actor: Actor, whole: Whole) -> User:
    """Who hands in: one of those who write for the lead."""
    return next(one.user for one in whole.members[whole.lead.pk] if one.user_id == actor.user)


def _frozen(actor: Actor, whole: Whole, key: str, sequence: int) -> Submission:
    snapshot = snapshot_of(whole)
    made = Submission(
        application=whole.application,
        stage=whole.application.call.stage,
        sequence=sequence,
        key=key,
        received_at=actor.at,
        by=_who(actor, whole),
        snapshot=snapshot,
        sha256=sha256(snapshot.encode()),
    )
    made.save(force_insert=True)
    funders = {one.participation.funder_id for one in whole.requests.values() if one.participation}
    asked, files = Submission.asked.through, Submission.attachments.through
    asked.objects.bulk_create(asked(submission_id=made.pk, funder_id=one) for one in sorted(funders))
    files.objects.bulk_create(
        files(submission_id=made.pk, attachment_id=one.pk) for mine in whole.attachments.values() for one in mine
    )
    return made

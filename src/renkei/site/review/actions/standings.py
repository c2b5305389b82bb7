"""Entering how applications stand."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from renkei.site.applications.refusal import Outdated
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.policy import Actor, locked, unscoped
from renkei.site.review.actions.handed_in import applications_by_number
from renkei.site.review.assessed import COLUMNS, Assessed
from renkei.site.review.models import CriterionScore, Standing
from renkei.site.review.terms import terms_of

GROUND = "the standings of a call that an action holds"


def save_standing(actor: Actor, slug: str, number: str, given: Assessed, version: int) -> Standing:
    """The application's standing, as it now is; its total is made from the criteria where the call says so.

    `version` is the one that was read, 0 where none stood. Outdated where it was changed since, Refused with
    everything that is wrong, NotAllowed where nothing of that number is handed in.
    """
    with transaction.atomic():
        call = locked(actor, "assess", Call, slug=slug)
        key = applications_by_number(actor, call, [number])[number]
        mine = {"application": key, "stage": call.stage}
        row = unscoped(Standing, GROUND).filter(**mine).first()
        row = row or Standing(application_id=key, stage=call.stage, version=0)
        before = Assessed.of(row, unscoped(CriterionScore, GROUND).filter(**mine))
        wanted = given.settled(terms_of(call))
        if before.texts() == wanted.texts() and row.version:
            return row
        if row.version != version:
            raise Outdated(row.version)
        put(actor, row, before, wanted)
    return row


def put(actor: Actor, row: Standing, before: Assessed, wanted: Assessed, ground: str = "") -> None:
    """Write a standing whose call is held, in the transaction that holds it, and tell the trail."""
    for name in COLUMNS:
        setattr(row, name, getattr(wanted, name))
    row.version += 1
    row.save()
    _put_scores(row, before.criteria, wanted.criteria)
    record(actor, "standing.saved", row, before.texts(), wanted.texts(), ground)


def _put_scores(row: Standing, before: Mapping[str, Decimal], wanted: Mapping[str, Decimal]) -> None:
    of = {"application_id": row.application_id, "stage": row.stage}
    mine = unscoped(CriterionScore, GROUND).filter(**of)
    if gone := [name for name in before if name not in wanted]:
        mine.filter(criterion__in=gone).delete()
    for name, score in wanted.items():
        if name not in before:
            CriterionScore(criterion=name, score=score, **of).save(force_insert=True)
        elif before[name] != score:
            mine.filter(criterion=name).update(score=score)

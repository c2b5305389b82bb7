"""Accepting an invitation: it is kept with its folder, told to everybody, and the full stage has its dates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.applications.models import Application
from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import next_version
from renkei.site.calls.models import Call, Change
from renkei.site.desk.inviting import Preview, preview
from renkei.site.desk.letters import tell_everybody
from renkei.site.policy import Actor, locked, unscoped
from renkei.site.review.actions.snapshots import keep_snapshot
from renkei.site.review.models import Snapshot, Standing
from renkei.site.ui import moments
from renkei.site.ui.reader import zone_named

GROUND = "the invitation to the full stage that the secretariat accepts"


@dataclass(frozen=True)
class FullStage:
    """`sha256`: of the record that was looked at, made with the same `cap` and `draw`; the dates of the full stage."""

    sha256: str
    opens_at: datetime
    closes_at: datetime
    cap: Decimal | None = None
    draw: str = ""


def open_full_stage(actor: Actor, slug: str, wanted: FullStage) -> Snapshot:
    """The snapshot that holds the invitation's record; from its opening on, who is invited writes on.

    What was written goes on, and the full proposals are scored anew. ValidationError where
    the call is not between its stages, the dates do not hold, ties are open, or something has changed since the
    record was looked at; DefectsFound and SelectionError as `preview`.
    """
    with transaction.atomic():
        call = locked(actor, "assess", Call, slug=slug)
        _check(actor, call, wanted)
        made = preview(call, GROUND, wanted.cap, wanted.draw)
        _check_seen(made, wanted)
        snapshot = keep_snapshot(actor, call, made.files, _("Invitation to the full stage"))
        mine = unscoped(Application, GROUND).filter(call=call)
        mine.filter(number__in=made.invited).update(invited_at=actor.at)
        _keep_fields(call, made.invited)
        _to_full(actor, call, wanted)
        tell_everybody(call, made)
        after = {"sha256": made.sha256, "snapshot": snapshot.number, "invited": made.invited}
        record(actor, "call.invited", call, {"stage": 1}, {"stage": 2, **after})
    return snapshot


def _check(actor: Actor, call: Call, wanted: FullStage) -> None:
    if call.stages != 2 or call.stage != 1 or call.state != Call.State.PUBLISHED:
        raise ValidationError(_("Only a call of two stages, after its first one, invites to the full stage."))
    if wanted.closes_at <= max(wanted.opens_at, actor.at):
        raise ValidationError({"closes_at": _("The deadline is after the opening, and later than now.")})


def _check_seen(made: Preview, wanted: FullStage) -> None:
    if made.invitation.tied:
        tied = ", ".join(made.invitation.tied)
        raise ValidationError(_("Only a lot can settle %(tied)s: give the value of the public draw.") % {"tied": tied})
    if made.sha256 != wanted.sha256:
        raise ValidationError(_("Something has changed since you looked: look at the invitation again."))
    if not made.invited:
        raise ValidationError(_("Nobody would be invited: look at scores, thresholds and caps."))


def _keep_fields(call: Call, invited: Collection[str]) -> None:
    """The full proposals are scored anew; only the field that each belongs to is known already."""
    first = unscoped(Standing, GROUND).filter(application__call=call, application__number__in=invited, stage=1)
    for one in first.exclude(field=""):
        Standing(application_id=one.application_id, stage=2, field=one.field).save(force_insert=True)


def _to_full(actor: Actor, call: Call, wanted: FullStage) -> None:
    call.stage, call.opens_at, call.closes_at = 2, wanted.opens_at, wanted.closes_at
    call.accepts_until = wanted.closes_at + timedelta(seconds=call.grace_seconds)
    zone = zone_named(call.time_zone)
    with override(call.language):
        dates = {"opens": moments.words(call.opens_at, zone), "closes": moments.words(call.closes_at, zone)}
        what = _("The full stage: who is invited writes from %(opens)s until %(closes)s.") % dates
        ground = _("The first stage is decided.")
    next_version(actor, call, Change.Kind.CORRECTION, ground, what)
    call.save()

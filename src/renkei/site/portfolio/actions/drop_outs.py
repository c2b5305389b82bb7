"""An application with an award drops out: the decision that follows is put to the funders as any other."""

from datetime import UTC, date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.engines.selection import SelectionError
from renkei.records.canonical import load
from renkei.site.applications.actions.held import person
from renkei.site.applications.models import Application
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.decisions.actions.proposing import put
from renkei.site.decisions.deciding import QUICK, trouble_of
from renkei.site.decisions.models import Decision, Proposal, SelectionMeeting
from renkei.site.outbox.post import post
from renkei.site.policy import Actor, locked, unscoped
from renkei.site.portfolio.actions.following import end, withdraw
from renkei.site.portfolio.deciding import following
from renkei.site.portfolio.letters.ended import tell_of_end
from renkei.site.portfolio.models import Award, Departure
from renkei.site.portfolio.since import dropped_out
from renkei.site.ui import reader
from renkei.site.ui.reader import zone_named

GROUND = "a decided call that the actor follows up"


def drop_out(actor: Actor, slug: str, number: str, ground: str, alone: bool = False) -> Departure:
    """An application's drop-out, with the decision that follows it, or with work under way for one.

    Its awards end once that decision is adopted. `alone`: where the rule cannot say who moves up, they end at once,
    nobody moves up, and whom it concerns is told by mail.

    ValidationError for what has no award, beside another decision that waits, and, unless `alone`, in
    the engine's words where it cannot decide.
    """
    call, decision = _standing(actor, slug)
    _check(call, decision, number, ground)
    worked_out: bytes | None = None
    if quick := len(load(decision.record.encode())["outcomes"]) <= QUICK:
        try:
            worked_out = following(decision, {number: ground.strip()}, day_of(actor, call))
        except SelectionError as error:
            if not alone:
                raise ValidationError(_cannot("; ".join(reader.refusal(error)))) from None
    with transaction.atomic():
        call = locked(actor, "follow_up", Call, slug=slug)
        made = _departure(actor, call, decision, number, ground)
        if quick and worked_out is None:
            standing = unscoped(Award, GROUND).filter(application=made.application).exclude(state=Award.State.ENDED)
            awards = list(standing.select_related("participation__funder").order_by("pk"))
            end(awards, {made.application_id: made.ground})
            tell_of_end(call, made, awards)
            withdraw({made.application_id: made.ground})
        else:
            proposal = _proposal(actor, decision, made)
            if worked_out is not None:
                put(proposal, worked_out)
                made.followed_by = proposal.decision
                made.save(update_fields=["followed_by"])
            else:
                contents = {"proposal": str(proposal.public_id), "departure": made.pk, "on": str(day_of(actor, call))}
                post("drop_out", f"drop-out:{made.pk}", contents)
        facts = {"application": number, "decision": decision.number, "alone": quick and worked_out is None}
        record(actor, "departure.dropped_out", made, None, facts, made.ground)
    return made


def work_out(proposal: Proposal, departure: Departure, on: date) -> None:
    """The decision that follows a drop-out, for a call too large to wait for; in the worker's own transaction."""
    try:
        if proposal.follows is None:
            raise ValueError("a proposal after a drop-out follows a decision")
        put(proposal, following(proposal.follows, {departure.application.number: departure.ground}, on))
    except SelectionError as error:
        changed = {"state": Proposal.State.FAILED, "trouble": trouble_of(error)}
        unscoped(Proposal, GROUND).filter(pk=proposal.pk).update(**changed)
        return
    departure.followed_by = proposal.decision
    departure.save(update_fields=["followed_by"])


def day_of(actor: Actor, call: Call) -> date:
    """The day on which the reserve list is asked, in the call's zone."""
    return actor.at.astimezone(zone_named(call.time_zone) or UTC).date()


def _standing(actor: Actor, slug: str) -> tuple[Call, Decision]:
    with transaction.atomic():
        call = locked(actor, "follow_up", Call, slug=slug)
    adopted = unscoped(Decision, GROUND).filter(meeting__call=call, state=Decision.State.ADOPTED)
    decision = adopted.select_related("meeting").order_by("-number").first()
    if decision is None:
        raise ValidationError(_("No decision is adopted."))
    return call, decision


def _check(call: Call, decision: Decision, number: str, ground: str) -> None:
    if not ground.strip():
        raise ValidationError({"ground": _("Say on which ground it drops out: it stands in the record.")})
    outcomes = load(decision.record.encode())["outcomes"]
    if outcomes.get(number, {}).get("outcome") != "funded" or number in dropped_out(call):
        raise ValidationError({"number": _("It has no award in the decision that stands: it cannot drop out.")})
    if decision.meeting.state != SelectionMeeting.State.OPEN:
        raise ValidationError(_("Open the meeting again first: there the funders say their word on what follows."))
    _nothing_waits(call)


def _nothing_waits(call: Call) -> None:
    waiting = unscoped(Decision, GROUND).filter(meeting__call=call, state=Decision.State.PROPOSED)
    running = (Proposal.State.WAITING, Proposal.State.WORKING)
    working = unscoped(Proposal, GROUND).filter(meeting__call=call, state__in=running)
    if waiting.exists() or working.exists():
        raise ValidationError(_("Another decision waits for its funders, or is being worked out: it comes first."))


def _departure(actor: Actor, call: Call, decision: Decision, number: str, ground: str) -> Departure:
    _nothing_waits(call)
    if unscoped(Decision, GROUND).filter(pk=decision.pk, state=Decision.State.ADOPTED).first() is None:
        raise ValidationError(_("Another decision stands by now: look again."))
    application = unscoped(Application, GROUND).get(call=call, number=number)
    made = Departure(decision=decision, application=application, kind=Departure.Kind.DROPPED_OUT)
    made.ground, made.by_id, made.at = ground.strip(), person(actor), actor.at
    made.save(force_insert=True)
    return made


def _proposal(actor: Actor, decision: Decision, departure: Departure) -> Proposal:
    proposal = Proposal(meeting=decision.meeting, follows=decision, snapshot=decision.snapshot, ground=departure.ground)
    proposal.state, proposal.asked_by_id, proposal.asked_at = Proposal.State.WORKING, person(actor), actor.at
    proposal.save(force_insert=True)
    return proposal


def _cannot(said: str) -> str:
    return _("The rule cannot say who moves up: %(said)s") % {"said": said}

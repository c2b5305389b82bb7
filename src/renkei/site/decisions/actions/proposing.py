"""Putting a scenario to the funders: the engine decides it, at once or as work that a page may leave."""

import time
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.defects import DefectsFound
from renkei.engines.selection import SelectionError
from renkei.records.canonical import load
from renkei.site.decisions.actions.meeting import in_session
from renkei.site.decisions.actions.room import all_seats, quorum_of
from renkei.site.decisions.actions.telling import person, tell
from renkei.site.decisions.at_hand import Held
from renkei.site.decisions.changes import Wanted, change_of
from renkei.site.decisions.deciding import QUICK, decide, snapshot_of, trouble_of
from renkei.site.decisions.models import Decision, Proposal, Scenario, SelectionMeeting
from renkei.site.decisions.published import departs
from renkei.site.outbox.post import post
from renkei.site.policy import Actor, NotAllowed, unscoped
from renkei.site.policy.guard import GuardedQuerySet

GROUND = "a decision of a meeting in which the actor may propose"
State = Proposal.State


def propose(actor: Actor, slug: str, which: str, ground: str, held: Held) -> Proposal:
    """A scenario (empty: the call as it is) on its way to a decision; its page tells how far it is.

    ValidationError without a quorum, beside another decision that waits, or that stands and is not to be followed
    (`decide_again`), or where it departs from what was published, or follows another, and no ground is given.
    """
    with transaction.atomic():
        meeting = in_session(actor, "propose", slug)
        scenario = _scenario(meeting, which)
        wanted = Wanted.kept(scenario.change if scenario else {})
        change = change_of(wanted, held.folder)
        simulation = departs(change)
        followed = _followed(meeting)
        _check(meeting, simulation, followed, ground)
        proposal = Proposal(
            meeting=meeting,
            scenario=scenario,
            change=wanted.stated(),
            draw=held.stamp[1],
            simulation=simulation,
            ground=ground.strip(),
            follows=followed,
            snapshot=snapshot_of(held.folder, change),
            asked_by_id=person(actor),
            asked_at=actor.at,
        )
        proposal.save(force_insert=True)
        quick = held.folder.tables["applications"].height <= QUICK
        if not quick:
            post("decision", f"decision-{proposal.public_id}", {"proposal": str(proposal.public_id)})
        name = scenario.name if scenario else ""
        tell(actor, meeting, "proposed", proposal, name, None, {"change": proposal.change}, proposal.ground)
    if quick:
        work_out(proposal)
    return proposal


def _scenario(meeting: SelectionMeeting, which: str) -> Scenario | None:
    if not which:
        return None
    found = unscoped(Scenario, GROUND).filter(meeting=meeting, public_id=which).first()
    if found is None:
        raise NotAllowed("propose decisions.Scenario")
    return found


def _followed(meeting: SelectionMeeting) -> Decision | None:
    """The decision that stands and is to be followed; None where none stands, ValidationError where it is to stay."""
    every = unscoped(Decision, GROUND).filter(meeting=meeting)
    standing = every.filter(state=Decision.State.ADOPTED).first()
    if every.filter(state=Decision.State.PROPOSED).exists() or (standing is not None and not standing.again):
        raise ValidationError(_("A decision stands, or waits for its funders: it comes first."))
    return standing


def _check(meeting: SelectionMeeting, simulation: bool, followed: Decision | None, ground: str) -> None:
    if meeting.state != SelectionMeeting.State.OPEN:
        raise ValidationError(_("Open the meeting first."))
    here = len(quorum_of(all_seats(meeting)))
    if here < meeting.quorum:
        values = {"here": here, "quorum": meeting.quorum}
        raise ValidationError(_("%(here)d funders are here or spoken for, and the quorum is %(quorum)d.") % values)
    if _running(meeting).exists():
        raise ValidationError(_("Another proposal is being worked out: wait for it."))
    if followed is not None and not ground.strip():
        raise ValidationError({"ground": _("This comes in the place of a decision that stands: say why.")})
    if simulation and not ground.strip():
        raise ValidationError(
            {"ground": _("This departs from what was published: say why, and every funder must say yes.")}
        )


def _running(meeting: SelectionMeeting) -> GuardedQuerySet[Proposal]:
    return unscoped(Proposal, GROUND).filter(meeting=meeting, state__in=(State.WAITING, State.WORKING))


def work_out(proposal: Proposal, done: Callable[[], None] = lambda: None) -> None:
    """Decide a proposal: a decision put to the funders, or in words why there is none; `done` ends the transaction."""
    _progress(proposal, state=State.WORKING)
    try:
        record = decide(proposal.snapshot, Wanted.kept(proposal.change), proposal.draw, _telling(proposal))
    except (SelectionError, DefectsFound) as error:
        with transaction.atomic():
            _progress(proposal, state=State.FAILED, trouble=trouble_of(error))
            done()
        return
    with transaction.atomic():
        put(proposal, record)
        done()


def put(proposal: Proposal, record: bytes) -> None:
    """What was worked out, put to the funders; in the transaction of who worked it out."""
    meeting = unscoped(SelectionMeeting, GROUND).select_for_update().get(pk=proposal.meeting_id)
    every = unscoped(Decision, GROUND).filter(meeting=meeting)
    last = every.order_by("-number").values_list("number", flat=True).first() or 0
    decision = Decision(meeting=meeting, number=last + 1, scenario=proposal.scenario, record=record.decode())
    decision.sha256, decision.snapshot = load(record)["sha256"], proposal.snapshot
    decision.simulation, decision.ground, decision.follows = proposal.simulation, proposal.ground, proposal.follows
    decision.proposed_by, decision.proposed_at = proposal.asked_by, proposal.asked_at
    decision.save(force_insert=True)
    _progress(proposal, state=State.DONE, decision=decision)
    by = Actor(proposal.asked_at, proposal.asked_by_id, name=proposal.asked_by.email)
    tell(by, meeting, "decision_ready", decision, str(decision.number), None, {"sha256": decision.sha256})


def _progress(proposal: Proposal, **now: object) -> None:
    unscoped(Proposal, GROUND).filter(pk=proposal.pk).update(**now)
    for name, value in now.items():
        setattr(proposal, name, value)


def _telling(proposal: Proposal) -> Callable[[str, int, int], None]:
    """Writes down how far the work is, once a second at most."""
    last = 0.0

    def heard(what: str, done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            _progress(proposal, what=what, done=done, of=of)

    return heard

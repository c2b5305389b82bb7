"""Each funder's word on a decision, in person or by proxy; the last yes adopts it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from renkei.records.canonical import load
from renkei.site.calls.models import Call, Participation
from renkei.site.decisions.actions.telling import person, tell
from renkei.site.decisions.models import Absence, Consent, Decision, Seat, SelectionMeeting
from renkei.site.decisions.signals import decision_adopted
from renkei.site.policy import Actor, NotAllowed, Role, locked, unscoped

GROUND = "a decision on which the actor has a word"
State = Decision.State


@dataclass(frozen=True)
class Authority:
    """Who must say yes: a funder by its code, or one of the call's keys."""

    code: str
    name: str
    participation: int | None = None


def authorities(meeting: SelectionMeeting) -> list[Authority]:
    """The call's funders by their codes, then its keys."""
    parts = unscoped(Participation, GROUND).filter(call=meeting.call_id).select_related("funder")
    funders = [Authority(one.funder.code, one.funder.name, one.pk) for one in parts.order_by("funder__code")]
    call = unscoped(Call, GROUND).get(pk=meeting.call_id)
    keys = ((call.selection.get("selection") or {}).get("endorsements") or {}).get("keys") or []
    return [*funders, *(Authority(str(key), str(key)) for key in keys)]


def speaks_for(actor: Actor, meeting: SelectionMeeting) -> set[str]:
    """The authorities whose word the actor says: its own funder's, those it is a proxy of, as chair the keys."""
    seats = unscoped(Seat, GROUND).filter(meeting=meeting, participation__isnull=False)
    own = seats.filter(Q(user=actor.user, proxy__isnull=True) | Q(proxy__user=actor.user))
    codes = set(own.values_list("participation__funder__code", flat=True)) if actor.user else set()
    if Role.CHAIR in actor.roles:
        codes |= {one.code for one in authorities(meeting) if one.participation is None}
    return codes


def consent(actor: Actor, public_id: str, authority: str, yes: bool, ground: str = "") -> Decision:
    """The decision with an authority's word; adopted with the last yes, refused with the first no.

    ValidationError for who is out of the room, not present, or has said its word; NotAllowed for another's word.
    """
    with transaction.atomic():
        decision = locked(actor, "consent", Decision, public_id=public_id)
        meeting = unscoped(SelectionMeeting, GROUND).select_for_update().get(pk=decision.meeting_id)
        needed = {one.code: one for one in authorities(meeting)}
        if authority not in needed:
            raise NotAllowed("consent decisions.Decision")
        if meeting.state != SelectionMeeting.State.OPEN or decision.state != State.PROPOSED:
            raise ValidationError(_("This decision waits for no word."))
        proxy = _speaker(actor, meeting, needed[authority])
        if not yes and not ground.strip():
            raise ValidationError({"ground": ground_missing()})
        said = Consent(decision=decision, participation_id=needed[authority].participation, authority=authority)
        if unscoped(Consent, GROUND).filter(decision=decision, authority=authority).exists():
            raise ValidationError(_("%(authority)s has said its word.") % {"authority": authority})
        said.verdict, said.ground, said.proxy = "yes" if yes else "no", ground.strip(), proxy
        said.by_id, said.at = person(actor), actor.at
        said.save(force_insert=True)
        facts = {"authority": authority, "verdict": said.verdict, "proxy": proxy, "decision": decision.number}
        tell(actor, meeting, "consented" if yes else "refused", said, authority, None, facts, said.ground)
        _settle(actor, meeting, decision, set(needed))
    return decision


def ground_missing() -> str:
    """What a no without a ground is told."""
    return _("Say why: the others read it, and it stands in the minutes.")


def _speaker(actor: Actor, meeting: SelectionMeeting, authority: Authority) -> bool:
    """Whether the actor speaks as a proxy; NotAllowed where not at all, ValidationError while out of the room."""
    if authority.participation is None:
        if Role.CHAIR not in actor.roles:
            raise NotAllowed("consent decisions.Decision")
        return False
    seats = unscoped(Seat, GROUND).filter(meeting=meeting)
    own = list(seats.filter(participation=authority.participation).select_related("proxy"))
    mine = [one for one in own if one.user_id == actor.user and one.proxy_id is None]
    held = [one.proxy for one in own if one.proxy is not None and one.proxy.user_id == actor.user]
    if not mine and not held:
        raise NotAllowed("consent decisions.Decision")
    here = [one for one in (*mine, *held) if one.came_at and not one.left_at]
    if not here:
        raise ValidationError(_("Your seat is not taken: ask the secretariat to note that you are here."))
    absent = unscoped(Absence, GROUND).filter(seat__in=here, back_at__isnull=True).select_related("application")
    out = sorted(one.application.number for one in absent)
    if out:
        said = _("You are out of the room for %(applications)s: come back in before you say a word on the decision.")
        raise ValidationError(said % {"applications": ", ".join(out)})
    return not mine


def _settle(actor: Actor, meeting: SelectionMeeting, decision: Decision, needed: set[str]) -> None:
    said = dict(unscoped(Consent, GROUND).filter(decision=decision).values_list("authority", "verdict"))
    if "no" in said.values():
        decision.state = State.REFUSED
        decision.save(update_fields=["state"])
    elif needed <= said.keys():
        decision.state, decision.adopted_at = State.ADOPTED, actor.at
        decision.save(update_fields=["state", "adopted_at"])
        adopted(decision)
        facts = {"sha256": decision.sha256, "rule": load(decision.record.encode())["rule"]}
        tell(actor, meeting, "adopted", decision, str(decision.number), None, facts, decision.ground)


def adopted(decision: Decision) -> None:
    """Tell those who wait for an adopted decision, in its transaction."""
    decision_adopted.send(Decision, decision=decision)

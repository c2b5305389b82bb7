"""Sending the letters of an adopted decision, once."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.records.canonical import load
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.decisions.models import Decision
from renkei.site.outbox.post import post
from renkei.site.policy import Actor, locked, unscoped
from renkei.site.portfolio.letters import Addressed, addressed, subject_of, text_of
from renkei.site.portfolio.models import Letter

GROUND = "the letters of a decided call that the actor follows up"


def send_letters(actor: Actor, slug: str) -> list[Letter]:
    """A letter to every partner whom the decision that stands tells something new; workers set and mail them.

    ValidationError where they were sent, where no decision stands, or where it has ties that only a lot can settle.
    """
    with transaction.atomic():
        call = locked(actor, "follow_up", Call, slug=slug)
        decision = decision_to_tell(call)
        if unscoped(Letter, GROUND).filter(decision=decision).exists():
            raise ValidationError(_("The letters of this decision were sent."))
        letters = [_letter(decision, one, actor) for one in addressed(decision, actor.at)]
        if not letters:
            raise ValidationError(_("This decision tells nobody anything new."))
        for letter in letters:
            letter.save(force_insert=True)
            post("letter", f"letter:{letter.pk}", {"letter": letter.pk})
        kinds = Counter(str(letter.kind) for letter in letters)
        record(actor, "letters.sent", decision, None, {"letters": len(letters), "kinds": dict(sorted(kinds.items()))})
    return letters


def decision_to_tell(call: Call) -> Decision:
    """The adopted decision of a call whose letters can be written; ValidationError where there is none."""
    rows = unscoped(Decision, GROUND).filter(meeting__call=call, state=Decision.State.ADOPTED)
    decision = rows.select_related("meeting__call", "follows").order_by("-number").first()
    if decision is None:
        raise ValidationError(_("No decision is adopted."))
    if load(decision.record.encode())["ties"]["open"]:
        raise ValidationError(_("Ties are open that only the lot can settle: draw, and decide again."))
    return decision


def _letter(decision: Decision, one: Addressed, actor: Actor) -> Letter:
    with override(one.language):
        return Letter(
            decision=decision,
            partner=one.partner,
            kind=one.told.kind,
            language=one.language,
            subject=subject_of(one.told),
            text=text_of(one.told),
            written_at=actor.at,
            redress_until=one.told.redress_until,
        )

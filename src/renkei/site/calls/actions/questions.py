"""Questions, and their answers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.audit.trail import record
from renkei.site.calls.addresses import call_address
from renkei.site.calls.models import Answer, Call, Question
from renkei.site.outbox.post import post_mail
from renkei.site.policy import Actor, NotAllowed, locked, scoped

LONGEST = 4000  # signs
WAITING_AT_MOST = 5  # of one person's questions to a call


def ask(actor: Actor, slug: str, text: str) -> Question:
    """A question to a call, seen by its staff and whoever asked until it is answered."""
    if actor.user is None:
        raise NotAllowed("ask calls.Call")
    with transaction.atomic():
        call = locked(actor, "ask", Call, slug=slug)
        mine = scoped(actor, Question).filter(call=call, asked_by=actor.user, answered_at__isnull=True)
        if mine.count() >= WAITING_AT_MOST:
            raise ValidationError(
                _("You have %(n)d questions waiting: please await an answer.") % {"n": WAITING_AT_MOST}
            )
        made = Question(call=call, text=_checked(text), asked_at=actor.at, asked_by_id=actor.user)
        made.save(force_insert=True)
        record(actor, "question.asked", made, None, {"text": made.text})
    return made


def answer(actor: Actor, question: int, text: str) -> Answer:
    """An answer, public at once; a further one replaces the last, which stays readable. Whoever asked is told."""
    with transaction.atomic():
        asked = scoped(actor, Question).filter(pk=question).first()
        if asked is None:
            raise NotAllowed("answer calls.Call")
        call = locked(actor, "answer", Call, pk=asked.call_id)
        last = scoped(actor, Answer).filter(question=asked).first()
        number = last.number + 1 if last else 1
        made = Answer(question=asked, number=number, text=_checked(text), at=actor.at, version=call.version)
        made.save(force_insert=True)
        if asked.answered_at is None:
            asked.answered_at = actor.at
            asked.save(update_fields=["answered_at"])
        _tell(asked, made, call)
        record(actor, "question.answered", made, {"text": last.text} if last else None, {"text": made.text})
    return made


def _tell(question: Question, made: Answer, call: Call) -> None:
    person = question.asked_by
    if person is None:
        return
    with override(person.language):
        values = {"call": call.title, "question": question.text, "answer": made.text, "address": call_address(call)}
        text = _("You asked about the call %(call)s:\n\n%(question)s\n\nThe answer:\n\n%(answer)s\n\n%(address)s\n")
        subject = _("Your question was answered")
        post_mail(f"answer-{made.pk}", [person.email], subject, text % values, language=person.language)


def _checked(text: str) -> str:
    """The text as it is kept."""
    kept = text.replace("\r\n", "\n").strip()
    if not kept:
        raise ValidationError({"text": _("Write something.")})
    if len(kept) > LONGEST:
        raise ValidationError({"text": _("At most %(n)d signs.") % {"n": LONGEST}})
    if any(ord(sign) < 32 and sign not in "\n\t" for sign in kept):
        raise ValidationError({"text": _("The text holds a control sign: paste it as plain text.")})
    return kept

"""Redress: an applicant asks until the day that its letter names; the secretariat or the chair answers."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.applications.actions.held import person
from renkei.site.applications.models import Application, Partner
from renkei.site.applications.words import text_of
from renkei.site.audit.trail import record
from renkei.site.outbox.post import post_mail
from renkei.site.policy import Actor, NotAllowed, locked, scoped, unscoped
from renkei.site.portfolio.models import Letter, Redress

GROUND = "an applicant's own outcome"


def file_redress(actor: Actor, application: UUID, text: str) -> Redress:
    """The redress filed, once a decision, by somebody who writes for the lead; it is receipted by mail.

    ValidationError after the last moment that the letter names: that of arrival on the server counts.
    """
    with transaction.atomic():
        row = locked(actor, "see", Application, public_id=application)
        if not leads(actor, row):
            raise NotAllowed("see applications.Application")
        letter = last_letter(row)
        if letter is None or letter.redress_until is None:
            raise ValidationError(_("There is no outcome of which redress could be asked."))
        if actor.at > letter.redress_until:
            raise ValidationError(_("It arrived after the last moment that the letter names."))
        if unscoped(Redress, GROUND).filter(application=row, decision=letter.decision_id).exists():
            raise ValidationError(_("Redress was asked of this outcome already."))
        made = Redress(application=row, decision_id=letter.decision_id, text=text_of(text, "text").strip())
        if not made.text:
            raise ValidationError({"text": _("Fill this in.")})
        made.filed_by_id, made.filed_at = person(actor), actor.at
        made.save(force_insert=True)
        _receipt(made)
        record(actor, "redress.filed", made, None, {"application": row.number, "text": made.text})
    return made


def answer_redress(actor: Actor, which: UUID, upheld: bool, answer: str) -> Redress:
    """The redress answered, once; the applicant is told by mail."""
    with transaction.atomic():
        row = locked(actor, "answer", Redress, public_id=which)
        if row.answered_at is not None:
            raise ValidationError(_("It is answered."))
        row.answer, row.upheld = text_of(answer, "answer").strip(), upheld
        if not row.answer:
            raise ValidationError({"answer": _("Fill this in.")})
        row.answered_by_id, row.answered_at = person(actor), actor.at
        row.save()
        _answered(row)
        record(actor, "redress.answered", row, None, {"upheld": upheld, "answer": row.answer})
    return row


def leads(actor: Actor, application: Application) -> bool:
    """Whether the actor writes for the application's lead."""
    mine = unscoped(Partner, GROUND).filter(application=application, role="lead", members__user=actor.user)
    return actor.user is not None and mine.exists()


def last_letter(application: Application) -> Letter | None:
    """The last letter to the application's lead, without its PDF."""
    rows = unscoped(Letter, GROUND).filter(partner__application=application, partner__role="lead")
    return rows.defer("pdf").order_by("-decision__number").first()


def redress_of(actor: Actor, application: Application) -> Redress | None:
    """The redress asked last, as far as the actor sees it."""
    rows = scoped(actor, Redress).filter(application=application).select_related("filed_by", "answered_by")
    return rows.order_by("-decision__number").first()


def _receipt(made: Redress) -> None:
    named = {"number": made.application.number, "at": made.filed_at.isoformat(timespec="seconds"), "text": made.text}
    with override(made.filed_by.language):
        text = _("Your request for redress on application %(number)s arrived.\n\nReceived: %(at)s\n\n%(text)s") % named
        subject = _("Receipt: redress on application %(number)s") % named
        language = made.filed_by.language
        post_mail(f"redress:{made.public_id}", [made.filed_by.email], subject, text, language=language)


def _answered(row: Redress) -> None:
    named = {"number": row.application.number, "answer": row.answer}
    with override(row.filed_by.language):
        said = _("A rule was not kept: the outcome is looked at again.") if row.upheld else _("The outcome stands.")
        text = f"{said}\n\n{row.answer}"
        subject = _("Answer: redress on application %(number)s") % named
        language = row.filed_by.language
        post_mail(f"redress-answer:{row.public_id}", [row.filed_by.email], subject, text, language=language)

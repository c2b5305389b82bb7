"""People of an organisation that came in a partner's place: asked into the portfolio, never into the application."""

import secrets
from datetime import UTC, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.records.canonical import sha256
from renkei.site.applications.actions.held import person
from renkei.site.applications.actions.invitations import address_of
from renkei.site.applications.addresses import absolute
from renkei.site.applications.models import Partner
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.outbox.post import post_mail
from renkei.site.policy import Actor, NotAllowed, locked, unscoped
from renkei.site.portfolio.models import Contact, Departure
from renkei.site.ui.moments import words

GROUND = "a partner that was replaced, which the actor follows up"
VALID_FOR = timedelta(days=14)


def invite_contact(actor: Actor, slug: str, number: str, position: int, email: str, language: str) -> Contact:
    """Somebody asked to stand for a partner that was replaced, after the deadline as before; a letter with a link.

    ValidationError where the partner was not replaced, Refused for what is no address, NotAllowed for no such partner.
    """
    address = address_of(email)
    with transaction.atomic():
        call = locked(actor, "follow_up", Call, slug=slug)
        rows = unscoped(Partner, GROUND).filter(application__call=call, application__number=number, position=position)
        partner = rows.select_related("application", "organisation").first()
        if partner is None:
            raise NotAllowed("see applications.Partner")
        came = unscoped(Departure, GROUND).filter(partner=partner, kind=Departure.Kind.REPLACED)
        if not came.exists():
            raise ValidationError(_("This partner was not replaced: its own people write for it."))
        secret = secrets.token_urlsafe(32)
        made = Contact(partner=partner, email=address, language=language, secret_hash=_hash(secret))
        made.sent_at, made.sent_by_id, made.expires_at = actor.at, person(actor), actor.at + VALID_FOR
        made.save(force_insert=True)
        _letter(made, call, secret)
        record(actor, "contact.invited", made, None, {"application": number, "partner": position})
    return made


def contact_of(actor: Actor, secret: str) -> Contact:
    """The invitation whose link the actor holds; NotAllowed where it holds none, or none any more."""
    rows = unscoped(Contact, "whoever holds the link's secret is the one invited").filter(secret_hash=_hash(secret))
    found = rows.select_related("partner__organisation", "partner__application__call", "sent_by").first()
    if found is None or found.expires_at < actor.at or found.user_id not in (None, actor.user):
        raise NotAllowed("see portfolio.Contact")
    return found


def come(actor: Actor, secret: str) -> Contact:
    """The actor reads the partner's letters and awards from now on; a second time is the same."""
    who = person(actor)
    with transaction.atomic():
        held = contact_of(actor, secret)
        row = unscoped(Contact, GROUND).select_for_update(of=("self",)).get(pk=held.pk)
        if row.user_id not in (None, who):
            raise NotAllowed("see portfolio.Contact")
        if row.user_id is None:
            row.user_id, row.came_at = who, actor.at
            row.save(update_fields=["user", "came_at"])
            number = held.partner.application.number
            record(actor, "contact.came", row, None, {"application": number, "partner": held.partner.position})
    return row


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass"))


def _letter(made: Contact, call: Call, secret: str) -> None:
    with override(made.language):
        named = {
            "organisation": made.partner.organisation.name,
            "number": made.partner.application.number,
            "call": call.title,
            "until": words(made.expires_at, UTC),
            "link": absolute("contact", secret),
        }
        subject = _("You are asked to stand for a partner of application %(number)s") % named
        text = _(
            "%(organisation)s has come into the funded application %(number)s of the call “%(call)s”. Open this link "
            "to read its letters and awards; you may log in or make an account with any address of yours. It holds "
            "until %(until)s:\n\n%(link)s\n\nIf you expected no such letter, leave it unanswered: nothing happens."
        )
        post_mail(f"contact:{made.pk}", [made.email], subject, text % named, language=made.language)

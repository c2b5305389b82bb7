"""Inviting people to write for a partner: the link holds a secret, of which only a hash is kept."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.records.canonical import sha256
from renkei.site.accounts.address import plain_address
from renkei.site.applications import letters
from renkei.site.applications.actions.held import held, person, taken
from renkei.site.applications.models import Application, Invitation, Member, Partner
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.audit.trail import record
from renkei.site.policy import Actor, NotAllowed, unscoped

VALID_FOR = timedelta(days=14)
LONGEST_ADDRESS = 254  # signs, as mail servers take them
MOST_A_DAY = 50  # letters that one application may send


def invite(actor: Actor, application: UUID, partner: UUID, email: str, language: str = "en") -> Invitation:
    """An invitation, its letter in the outbox; Refused where the address is none or the day's letters are used up."""
    with transaction.atomic():
        whole = held(actor, application, "invite")
        here = unscoped(Partner, "a held application's own").filter(application=whole, removed_at__isnull=True)
        found = here.filter(public_id=partner).first()
        if found is None:
            raise NotAllowed("see applications.Partner")
        made = _sent(actor, whole, found, _address(email), language)
        record(actor, "invitation.sent", made, None, {"application": whole.number, "partner": found.position})
    return made


def withdraw_invitation(actor: Actor, application: UUID, invitation: int) -> Invitation:
    """The invitation's link holds no more."""
    with transaction.atomic():
        whole = held(actor, application)
        found = _waiting(actor, whole, invitation)
        _end(actor, found)
        record(actor, "invitation.withdrawn", found, None, {"application": whole.number})
    return found


def invite_anew(actor: Actor, application: UUID, invitation: int) -> Invitation:
    """A new link to the same address; the old one holds no more."""
    with transaction.atomic():
        whole = held(actor, application)
        old = _waiting(actor, whole, invitation)
        _end(actor, old)
        made = _sent(actor, whole, old.partner, old.email, old.language)
        record(actor, "invitation.sent_anew", made, {"invitation": old.pk}, {"application": whole.number})
    return made


def invitation_of(actor: Actor, secret: str) -> Invitation:
    """The invitation whose link the actor holds; NotAllowed where it holds none, or none any more."""
    every = unscoped(Invitation, "whoever holds the link's secret is the one invited")
    standing = every.filter(withdrawn_at__isnull=True, expires_at__gte=actor.at, partner__removed_at__isnull=True)
    with_all = standing.select_related("partner__organisation", "partner__application__call", "sent_by")
    found = with_all.filter(secret_hash=_hash(secret)).first()
    if found is None or (found.accepted_at is not None and found.accepted_by_id != actor.user):
        raise NotAllowed("see applications.Invitation")
    return found


def join(actor: Actor, secret: str) -> Member:
    """The actor writes for the partner from now on; a second time is the same. The inviter is told who came.

    The address need not be the one invited: people have several, and pass invitations on to colleagues.
    """
    who = person(actor)
    with transaction.atomic():
        found = invitation_of(actor, secret)
        every = unscoped(Application, "the application that an invitation is to")
        whole = every.select_for_update().get(pk=found.partner.application_id)
        found = invitation_of(actor, secret)  # again, now that nobody else can take it
        member, came = unscoped(Member, "the actor's own").get_or_create(
            partner=found.partner, user_id=who, defaults={"joined_at": actor.at}
        )
        if found.accepted_at is None:
            found.accepted_at, found.accepted_by_id = actor.at, who
            found.save(update_fields=["accepted_at", "accepted_by"])
        if came:
            letters.joined(found, actor.name)
            record(actor, "member.joined", member, None, {"application": whole.number, "invitation": found.pk})
    return member


def _sent(actor: Actor, application: Application, partner: Partner, email: str, language: str) -> Invitation:
    every = unscoped(Invitation, "a held application's own").filter(partner__application=application)
    if every.filter(sent_at__gt=actor.at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(Remark("email", _("This application has sent enough invitations today: go on tomorrow.")))
    secret = secrets.token_urlsafe(32)
    made = Invitation(
        partner=partner,
        email=email,
        language=language,
        secret_hash=_hash(secret),
        sent_at=actor.at,
        sent_by_id=person(actor),
        expires_at=actor.at + VALID_FOR,
    )
    made.save(force_insert=True)
    letters.invitation(made, application, secret)
    return made


def _waiting(actor: Actor, application: Application, invitation: int) -> Invitation:
    which = {"pk": invitation, "partner__application": application}
    found = taken(actor, "change", Invitation, application, **which)
    if found.accepted_at is not None or found.withdrawn_at is not None:
        raise Refused(Remark("invitation", _("This invitation was accepted or withdrawn already.")))
    return found


def _end(actor: Actor, invitation: Invitation) -> None:
    invitation.withdrawn_at = actor.at
    invitation.save(update_fields=["withdrawn_at"])


def _address(email: str) -> str:
    address = email.strip()
    try:
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError("")
        plain_address(address)
    except ValidationError:
        raise Refused(Remark("email", _("Write an e-mail address, such as name@organisation.example."))) from None
    return address


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass"))

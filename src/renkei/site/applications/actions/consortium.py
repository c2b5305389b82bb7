"""Who is in a consortium: organisations come and go, people leave."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from renkei.site.applications.actions.begin import new_partner
from renkei.site.applications.actions.held import held, taken
from renkei.site.applications.actions.organisations import Chosen, organisation_of
from renkei.site.applications.models import Application, Invitation, Member, Partner
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.audit.trail import record
from renkei.site.policy import Actor, unscoped

MOST_PARTNERS = 100  # of one consortium; the largest joint projects have some sixty


def add_partner(actor: Actor, application: UUID, organisation: Chosen) -> Partner:
    """The organisation, as one more partner; Refused where it is in the consortium already."""
    with transaction.atomic():
        row = held(actor, application, "change")
        partners = unscoped(Partner, "the consortium of a held application").filter(application=row)
        last = partners.aggregate(last=Max("position"))["last"]
        if last >= MOST_PARTNERS:
            raise Refused(Remark("organisation", _("A consortium has at most %(most)d partners.") % _MOST))
        found = organisation_of(actor, organisation)
        if partners.filter(removed_at__isnull=True, organisation=found).exists():
            raise Refused(Remark("organisation", _("This organisation is in the consortium already.")))
        made = new_partner(row, found, "partner", last + 1)
        record(actor, "partner.added", made, None, {"application": row.number, "organisation": found.name})
    return made


_MOST = {"most": MOST_PARTNERS}


def remove_partner(actor: Actor, application: UUID, partner: UUID) -> None:
    """The partner leaves the consortium, and its people with it; what it handed in before is kept."""
    with transaction.atomic():
        row = held(actor, application, "change")
        found = _standing(row, partner)
        if found.role == "lead":
            raise Refused(Remark("partner", _("The lead cannot be removed: withdraw the application instead.")))
        found.removed_at = actor.at
        found.save(update_fields=["removed_at"])
        people = unscoped(Member, "those of a partner who leaves").filter(partner=found)
        were = sorted(people.values_list("user", flat=True))
        people.delete()
        _waiting(found).update(withdrawn_at=actor.at)
        record(actor, "partner.removed", found, {"application": row.number, "people": were})


def leave(actor: Actor, application: UUID, partner: UUID) -> None:
    """The actor writes for the partner no more; Refused to the last person of the lead."""
    with transaction.atomic():
        row = held(actor, application)
        member = taken(actor, "leave", Member, row, partner__public_id=partner, partner__application=row)
        others = unscoped(Member, "who stays").filter(partner=member.partner_id).exclude(pk=member.pk)
        if member.partner.role == "lead" and not others.exists():
            raise Refused(Remark("partner", _("Somebody must lead: invite another person to the lead first.")))
        before = {"application": row.number, "user": member.user_id}
        partner_row = member.partner
        unscoped(Member, "the actor's own").filter(pk=member.pk).delete()
        record(actor, "member.left", partner_row, before)


def _standing(application: Application, partner: UUID) -> Partner:
    """A partner of a held application; Refused where there is none."""
    here = unscoped(Partner, "the consortium of a held application")
    found = here.filter(application=application, public_id=partner, removed_at__isnull=True).first()
    if found is None:
        raise Refused(Remark("partner", _("There is no such partner in the consortium now.")))
    return found


def _waiting(partner: Partner):  # type: ignore[no-untyped-def]
    every = unscoped(Invitation, "those of a held application's partner")
    return every.filter(partner=partner, accepted_at__isnull=True, withdrawn_at__isnull=True)

"""A partner's word that its part is ready."""

from uuid import UUID

from django.db import transaction

from renkei.site.applications.actions.held import held, person, taken
from renkei.site.applications.missing import lacking
from renkei.site.applications.models import Partner, SignOff
from renkei.site.applications.part import digest_of, whole_of
from renkei.site.applications.refusal import Refused
from renkei.site.audit.trail import record
from renkei.site.policy import Actor


def sign_off(actor: Actor, application: UUID, partner: UUID) -> SignOff:
    """The sign-off of the part as it stands; Refused with all it lacks. It holds until the part changes."""
    with transaction.atomic():
        row = held(actor, application)
        found = taken(actor, "sign_off", Partner, row, public_id=partner, application=row, removed_at=None)
        whole = whole_of(row)
        lacks = lacking(whole, found)
        if lacks:
            raise Refused(*lacks)
        digest = digest_of(whole, found)
        if whole.is_signed(found):
            return whole.signed[found.pk]
        made = SignOff(partner=found, digest=digest, at=actor.at, by_id=person(actor))
        made.save(force_insert=True)
        record(actor, "part.signed_off", made, None, {"partner": found.position, "digest": digest})
    return made

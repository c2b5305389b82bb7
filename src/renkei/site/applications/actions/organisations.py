"""Whose part it is: an organisation that the directory knows, or one that is entered with the part."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from renkei.site.applications.refusal import Refused, Remark
from renkei.site.applications.words import line_of
from renkei.site.audit.trail import record
from renkei.site.directory.models import Organisation
from renkei.site.policy import Actor, NotAllowed, scoped
from renkei.tables import SIZES


@dataclass(frozen=True)
class NewOrganisation:
    """The facts of an organisation that the directory does not know yet."""

    name: str
    country: str
    size: str


Chosen = UUID | NewOrganisation


def organisation_of(actor: Actor, chosen: Chosen) -> Organisation:
    """The organisation chosen, entered where it is new; NotAllowed where the actor sees none of that id.

    Called in an action's transaction once its rows are held: it adds to the trail, whose head is the last thing locked.
    """
    if isinstance(chosen, NewOrganisation):
        return _entered(actor, chosen)
    found = scoped(actor, Organisation).filter(public_id=chosen).first()
    if found is None:
        raise NotAllowed("see directory.Organisation")
    return found


def _entered(actor: Actor, new: NewOrganisation) -> Organisation:
    """The organisation of that name in that country: the one there is, or a new one."""
    name = line_of(new.name, "name", 300)
    if len(new.country) != 2 or not new.country.isascii() or not new.country.isupper():
        raise Refused(Remark("country", _("Write a country as its two letters, such as JP.")))
    if new.size not in SIZES:
        raise Refused(Remark("size", _("Choose the kind of organisation.")))
    known = scoped(actor, Organisation).filter(name__iexact=name, country=new.country).order_by("pk").first()
    if known is not None:
        return known
    made = Organisation(name=name, country=new.country, size=new.size, listed=False, entered_by_id=actor.user)
    made.save(force_insert=True)
    record(actor, "organisation.entered", made, None, {"name": name, "country": new.country, "size": new.size})
    return made

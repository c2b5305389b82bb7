"""Entering an organisation that the directory does not know yet."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.site.applications.actions.held import person
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.applications.words import line_of
from renkei.site.audit.trail import record
from renkei.site.directory.models import Organisation
from renkei.site.policy import Actor, scoped
from renkei.tables import SIZES


def enter_organisation(actor: Actor, name: str, country: str, size: str) -> Organisation:
    """The organisation of that name in that country: the one there is, or a new one."""
    person(actor)
    name = line_of(name, "name", 300)
    if len(country) != 2 or not country.isascii() or not country.isupper():
        raise Refused(Remark("country", _("Write a country as its two letters, such as JP.")))
    if size not in SIZES:
        raise Refused(Remark("size", _("Choose the kind of organisation.")))
    with transaction.atomic():
        known = scoped(actor, Organisation).filter(name__iexact=name, country=country).order_by("pk").first()
        if known is not None:
            return known
        made = Organisation(name=name, country=country, size=size)
        made.save(force_insert=True)
        record(actor, "organisation.entered", made, None, {"name": name, "country": country, "size": size})
    return made

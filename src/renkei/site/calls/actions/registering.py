"""Funders made known to the site, to take part in calls from then on."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.money import is_currency
from renkei.site.audit.trail import record
from renkei.site.calls.models import Funder
from renkei.site.policy import Actor, NotAllowed, may_make, scoped


@dataclass(frozen=True)
class FunderFacts:
    """An agency: its short code, unique on the site, and the one currency in which it pays."""

    code: str
    name: str
    country: str
    currency: str
    contact: str = ""
    website: str = ""


def register_funder(actor: Actor, facts: FunderFacts) -> Funder:
    """The funder, ready to take part in calls; ValidationError for what does not hold, or another's code."""
    if not may_make(actor, Funder):
        raise NotAllowed("make calls.Funder")
    made = Funder(**asdict(facts))
    made.clean_fields()
    if not is_currency(facts.currency):
        raise ValidationError({"currency": _("No currency has this code; write one such as EUR.")})
    if scoped(actor, Funder).filter(code__iexact=facts.code).exists():
        raise ValidationError({"code": _("Another funder has this code.")})
    with transaction.atomic():
        made.save(force_insert=True)
        record(actor, "funder.registered", made, None, asdict(facts))
    return made

"""Last year's call as the beginning of this year's."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.audit.trail import record
from renkei.site.calls.actions.call import RESERVED
from renkei.site.calls.models import Call, Milestone, Participation, Section
from renkei.site.policy import Actor, NotAllowed, may_make, scoped, unscoped
from renkei.site.ui.reader import zone_named

SCORES = ("scores_seen_at", "scores_shown")
OWN = ("slug", "title", "state", "version", "published_at", "stage", "applications_begun", *SCORES)
A_YEAR_ON = ("opens_at", "closes_at", "accepts_until")
NOT_OF_A_PART = ("confirmed_raise", "possible_raise")


def copy_call(actor: Actor, slug: str, new_slug: str, title: str) -> Call:
    """A new call in preparation with all that another publishes but its state; its dates a year on, to be looked at."""
    if not may_make(actor, Call):
        raise NotAllowed("make calls.Call")
    source = scoped(actor, Call, "change").filter(slug=slug).first()
    if source is None:
        raise NotAllowed("change calls.Call")
    if new_slug in RESERVED or unscoped(Call, "an address is given once").filter(slug=new_slug).exists():
        raise ValidationError({"slug": _("This word is taken: choose another.")})
    zone = zone_named(source.time_zone) or ZoneInfo("UTC")
    with transaction.atomic():
        made = Call(slug=new_slug, title=title, dates_copied=True, **_facts(source, OWN + A_YEAR_ON))
        for name in ("opens_at", "closes_at"):
            setattr(made, name, a_year_on(getattr(source, name), zone))
        made.accepts_until = made.closes_at + timedelta(seconds=made.grace_seconds)
        made.save(force_insert=True)
        for section in scoped(actor, Section).filter(call=source):
            Section(call=made, **_facts(section)).save(force_insert=True)
        for part in scoped(actor, Participation).filter(call=source):
            Participation(call=made, **_facts(part, NOT_OF_A_PART)).save(force_insert=True)
        for one in scoped(actor, Milestone).filter(call=source):
            Milestone(call=made, name=one.name, at=a_year_on(one.at, zone)).save(force_insert=True)
        record(actor, "call.copied", made, None, {"slug": made.slug, "copied_from": source.slug})
    return made


def a_year_on(at: datetime, zone: ZoneInfo) -> datetime:
    """The same day and clock of a zone, the next year; 28 February for the 29th."""
    local = at.astimezone(zone)
    day = 28 if (local.month, local.day) == (2, 29) else local.day
    return local.replace(year=local.year + 1, day=day).astimezone(at.tzinfo)


def _facts(row: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """A row's columns but its key, its call and some others."""
    names = (field.attname for field in row._meta.concrete_fields)
    return {name: getattr(row, name) for name in names if name not in ("id", "call_id", "dates_copied", *without)}

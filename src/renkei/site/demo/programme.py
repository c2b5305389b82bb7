"""Making the made-up programme, whole or not at all."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import override

from renkei.site.accounts.models import User
from renkei.site.demo import applications, calls, meetings
from renkei.site.demo.cast import PASSWORD, PEOPLE, Person, enter

__all__ = ["PASSWORD", "PEOPLE", "NotEmpty", "Person", "make_programme"]


class NotEmpty(Exception):
    """The site holds somebody's data already."""


def make_programme(at: datetime) -> tuple[Person, ...]:
    """The programme around a moment, in a site that holds nothing yet (NotEmpty); its accounts."""
    if User.objects.exists():
        raise NotEmpty("the site already holds accounts: the made-up programme goes into an empty one")
    with transaction.atomic(), override("en"):
        cast = enter()
        meetings.decided(cast, at)
        meetings.about_to_begin(cast, at)
        optics = calls.closed(cast, at)
        due = optics.closes_at
        applications.handed_in(
            cast, optics, due - timedelta(days=6), "LEAFLIGHT", "Leaves that tell the time", 180_000_00
        )
        applications.handed_in(
            cast, optics, due - timedelta(days=3), "SOILSCAN", "Reading soil by its glow", 120_000_00
        )
        applications.handed_in(cast, optics, due - timedelta(hours=2), "FOGLENS", "A lens for fog", 260_000_00)
        early = due - timedelta(days=8)
        applications.handed_in(cast, optics, early, "OWLEYE", "Seeing in the dark", 90_000_00, withdrawn=True)
        batteries = calls.open_now(cast, at)
        applications.half_written(cast, at)
        applications.begun(cast, at)
        moment = at - timedelta(days=1)
        applications.handed_in(cast, batteries, moment, "FROSTCELL", "A cell grown from frost", 150_000_00)
        calls.closing(cast, at)
        calls.announced(cast, at)
        calls.preparing(cast, at)
    return PEOPLE

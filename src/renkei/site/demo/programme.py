"""Making the made-up programme, whole or not at all."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import override

from renkei.site.accounts.models import User
from renkei.site.demo import applications, calls, first_stage, meetings
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
        first_stage.over(cast, at)
        batteries = calls.open_now(cast, at)
        applications.half_written(cast, at)
        applications.begun(cast, at)
        moment = at - timedelta(days=1)
        applications.handed_in(cast, batteries, moment, "FROSTCELL", "A cell grown from frost", 150_000_00)
        calls.closing(cast, at)
        calls.announced(cast, at)
        calls.preparing(cast, at)
    return PEOPLE

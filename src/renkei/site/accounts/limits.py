"""How often somebody may do something: counted in the database, so that it holds across processes and restarts."""

import hashlib
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from renkei.site.accounts.models import Tally

FORGOTTEN_AFTER = timedelta(days=2)


class TooOften(Exception):
    """Something was done too often; the words are for who did it."""

    def __init__(self) -> None:
        super().__init__(_("There were too many attempts in a short time. Wait some minutes, and try again."))


@transaction.atomic
def count(act: str, who: object, most: int, seconds: int, at: datetime) -> None:
    """Counts one act of somebody in the window of time that `at` lies in; TooOften where that is over `most`.

    Windows are of `seconds`, one after the other from the epoch: at their border up to twice `most` may pass. In an
    action's own transaction only acts that succeed are counted.
    """
    began = datetime.fromtimestamp(at.timestamp() // seconds * seconds, UTC)
    key = hashlib.sha256(f"{act}\n{seconds}\n{who}".encode()).hexdigest()
    tally, new = Tally.objects.get_or_create(key=key, began_at=began)
    if new:
        Tally.objects.filter(began_at__lt=at - FORGOTTEN_AFTER).delete()
    mine = Tally.objects.filter(pk=tally.pk)
    mine.update(acts=F("acts") + 1)  # locks the row: those who count at once wait for each other
    if mine.values_list("acts", flat=True).get() > most:
        raise TooOften

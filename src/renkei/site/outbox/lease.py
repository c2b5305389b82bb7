"""A parcel in a worker's hands, for a time: every step is written down before the next begins.

A worker may be killed between any two steps. What it held becomes due again when its lease is over, but for what it
was handing over: whether that arrived nobody knows, so it is set aside for a person.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from renkei.site.outbox.models import Parcel
from renkei.site.policy import unscoped
from renkei.site.policy.guard import GuardedQuerySet

SECONDS = 60
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800, 7200, 21600, 43200))
MAY_HAVE_BEEN_SENT = "handing over was cut off: this may have been sent; ask the recipient before trying it again"
STOPPED_TOO_OFTEN = "the worker stopped each time that it tried this"

State = Parcel.State


class LeaseLost(Exception):
    """The parcel is another worker's by now, or a person's: stop, and change nothing."""


@dataclass
class Lease:
    """One parcel, held by one attempt of one worker until its lease is over; `holder` is that attempt's own name."""

    parcel: int
    kind: str
    key: str
    attempt: int
    holder: str
    seconds: int
    made_at: datetime
    contents: dict[str, Any] = field(repr=False)
    finished: bool = False

    def renew(self) -> None:
        """Hold on for another term; LeaseLost where it is too late."""
        self._step([State.LEASED, State.HANDING_OVER], leased_until=_from_now(self.seconds))

    def handing_over(self) -> None:
        """Write down that what follows cannot be taken back. Commits at once, so never within a transaction."""
        if transaction.get_connection().in_atomic_block:
            raise RuntimeError("handing over is written down before it begins, so not within a transaction")
        self._step([State.LEASED], state=State.HANDING_OVER, leased_until=_from_now(self.seconds))

    def taken_back(self) -> None:
        """Nothing was handed over after all, for certain: the other side said no."""
        self._step([State.HANDING_OVER], state=State.LEASED)

    def done(self) -> None:
        """The work is done, even where the lease was over meanwhile; its contents are forgotten."""
        held = [State.LEASED, State.HANDING_OVER, State.SET_ASIDE]
        self._step(held, state=State.DONE, done_at=timezone.now(), contents={}, trouble="")
        self.finished = True

    def again(self, trouble: str) -> None:
        """Not now: after a pause that grows, or set aside after the last attempt."""
        if self.attempt > len(PAUSES):
            self.set_aside(trouble)
        else:
            due = timezone.now() + PAUSES[self.attempt - 1]
            self._step([State.LEASED], state=State.WAITING, due_at=due, trouble=trouble)
            self.finished = True

    def set_aside(self, trouble: str) -> None:
        """For a person to look at."""
        self._step([State.LEASED, State.HANDING_OVER], state=State.SET_ASIDE, trouble=trouble)
        self.finished = True

    def _step(self, states: list[Parcel.State], **change: Any) -> None:
        held = _parcels().filter(pk=self.parcel, leased_by=self.holder, state__in=states)
        if not held.update(**change):
            raise LeaseLost(f"parcel {self.parcel}")


def claim(seconds: int = SECONDS) -> Lease | None:
    """The parcel that is due longest and in nobody's hands, now held for some seconds; None where nothing is due."""
    while _due().exists() or _doubtful().exists():  # asked first: a look locks nothing, where nobody works
        with transaction.atomic():
            _doubtful().update(state=State.SET_ASIDE, trouble=MAY_HAVE_BEEN_SENT)
            parcel = _due().select_for_update(skip_locked=True).order_by("due_at", "pk").first()
            if parcel is None:
                return None
            if lease := _lease(parcel, seconds):
                return lease
    return None


def _lease(parcel: Parcel, seconds: int) -> Lease | None:
    if parcel.attempts > len(PAUSES):
        parcel.state, parcel.trouble = State.SET_ASIDE, STOPPED_TOO_OFTEN
        parcel.save(update_fields=["state", "trouble"])
        return None
    parcel.state, parcel.leased_by, parcel.leased_until = State.LEASED, uuid.uuid4().hex, _from_now(seconds)
    parcel.attempts += 1
    parcel.save(update_fields=["state", "leased_by", "leased_until", "attempts"])
    return Lease(
        parcel=parcel.pk,
        kind=parcel.kind,
        key=parcel.key,
        attempt=parcel.attempts,
        holder=parcel.leased_by,
        seconds=seconds,
        made_at=parcel.made_at,
        contents=parcel.contents,
    )


def _due() -> GuardedQuerySet[Parcel]:
    now = timezone.now()
    forsaken = Q(state=State.LEASED, leased_until__lt=now)
    return _parcels().filter(Q(state=State.WAITING, due_at__lte=now) | forsaken)


def _doubtful() -> GuardedQuerySet[Parcel]:
    return _parcels().filter(state=State.HANDING_OVER, leased_until__lt=timezone.now())


def _parcels() -> GuardedQuerySet[Parcel]:
    return unscoped(Parcel, "a worker's own work")


def _from_now(seconds: int) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)

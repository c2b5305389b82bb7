"""Putting work into the outbox, in the transaction that asks for it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from renkei.site.outbox.models import Parcel


def post(kind: str, key: str, contents: dict[str, Any], due_at: datetime | None = None) -> Parcel:
    """A parcel of a kind that a worker knows (`mail`, …); the same key again is the same parcel, made once."""
    every = Parcel.objects.all().granted("posting")
    return every.get_or_create(
        key=key, defaults={"kind": kind, "contents": contents, "due_at": due_at or timezone.now()}
    )[0]

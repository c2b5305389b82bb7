"""Putting work into the outbox, in the transaction that asks for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from renkei.site.outbox.message import Mail
from renkei.site.outbox.models import Parcel
from renkei.site.policy import unscoped


def post(kind: str, key: str, contents: dict[str, Any], due_at: datetime | None = None) -> None:
    """A parcel of a kind that some app handles (`mail`, …); the same key again is the same parcel, made once."""
    if kind == "mail":
        Mail.of(contents)  # its defects belong to who posts it
    made = Parcel(kind=kind, key=key, contents=contents, due_at=due_at or timezone.now())
    unscoped(Parcel, "posting").bulk_create([made], ignore_conflicts=True)


def post_mail(key: str, to: Sequence[str], subject: str, text: str, *, language: str = "en", html: str = "") -> None:
    """A mail to all of some addresses at once, or to none; ValueError for what cannot stand in a header.

    A subject is the program's own words: what people wrote belongs into the text.
    """
    post("mail", key, {"to": list(to), "subject": subject, "text": text, "language": language, "html": html})

"""Events as the chain and an export read them."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from renkei.records.canonical import canonical
from renkei.site.audit.chain import FACTS
from renkei.site.audit.models import Event, Head
from renkei.site.policy import unscoped


def facts_of(event: Event) -> dict[str, Any]:
    """What an event says, with the two digests; its moment in UTC."""
    told = {name: getattr(event, name) for name in (*FACTS, "previous", "digest")}
    return {**told, "at": event.at.astimezone(UTC).isoformat()}


def whole_trail() -> Iterator[dict[str, Any]]:
    """Every event from the first to the last, for who has the machine itself in hand."""
    events = unscoped(Event, "the trail is verified and exported whole").order_by("number")
    return (facts_of(event) for event in events.iterator(chunk_size=2000))


def exported() -> Iterator[bytes]:
    """The trail as canonical JSON, one event a line."""
    return (canonical(event) + b"\n" for event in whole_trail())


def head() -> tuple[int, str]:
    """The number and the digest of the last event, as the site remembers them apart from the events."""
    found = Head.objects.first() or Head()
    return found.number, found.digest

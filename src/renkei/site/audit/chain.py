"""The hash that chains an event to the one before it; without Django, so that anybody can compute it."""

from collections.abc import Mapping
from typing import Any

from renkei.records.canonical import canonical, sha256

FIRST = "0" * 64
# What an event says, in its canonical JSON; beside it stand `previous` and `digest`
FACTS = ("number", "at", "actor", "actor_name", "action", "subject", "subject_id", "before", "after", "ground")


def digest_of(previous: str, event: Mapping[str, Any]) -> str:
    """SHA-256 over the previous digest and the canonical JSON of the event's facts."""
    return sha256(previous.encode() + b"\n" + canonical({name: event[name] for name in FACTS}))

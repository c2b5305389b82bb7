"""The hash that chains an event to the one before it."""

from collections.abc import Mapping
from typing import Any

from renkei.records.canonical import canonical, sha256

FIRST = "0" * 64


def digest_of(previous: str, event: Mapping[str, Any]) -> str:
    """SHA-256 over the previous digest and the event's canonical JSON."""
    return sha256(previous.encode() + b"\n" + canonical(dict(event)))

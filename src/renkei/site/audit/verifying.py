"""Does a trail hold? Recomputed from what its events say, from the database or an exported file; without Django."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renkei.records.canonical import load
from renkei.site.audit.chain import FACTS, FIRST, digest_of

Event = Mapping[str, Any]
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Verdict:
    """How many events hold, the last one's digest, and what does not hold: "" where everything does."""

    events: int
    head: str
    fault: str = ""


def verify(events: Iterable[Event], noted: str = "") -> Verdict:
    """Walk a trail from its first event to the first that does not hold.

    `noted` is a head's digest that was written down elsewhere: a trail that was cut off, or written anew, before
    that event does not come by it.
    """
    number, previous, seen = 0, FIRST, noted in ("", FIRST)
    for event in events:
        fault = _fault(event, number + 1, previous)
        if fault:
            return Verdict(number, previous, fault)
        number, previous = number + 1, event["digest"]
        seen = seen or previous == noted
    fault = "" if seen else f"the trail ends after event {number} and never came by the digest noted: it was cut off"
    return Verdict(number, previous, fault)


def _fault(event: Event, number: int, previous: str) -> str:
    """Why an event does not hold where number `number` should stand; "" where it does."""
    if missing := [name for name in (*FACTS, "previous", "digest") if name not in event]:
        return f"event {number}: it does not say {', '.join(missing)}"
    if event["number"] != number:
        return f"event {number} is missing: number {event['number']} stands in its place"
    if event["previous"] != previous:
        return f"event {number} does not follow from the one before: one of them was changed or put in later"
    if event["digest"] != digest_of(previous, event):
        return f"event {number} does not give its digest: something that it says was changed"
    return ""


def read_export(file: Path) -> Iterator[Event]:
    """The events of an exported file, one JSON object a line; ValueError says which line is none."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield load(line)
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from None

"""Somebody's meetings as a calendar: times by the clock of the place, the same bytes for the same meetings.

A forum has a hundred thousand appointments; icalendar's own components take a millisecond each. So each line is made by
its functions for escaping and folding, and the lines that many calendars share are made once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from icalendar import vText
from icalendar.parser import Contentline

_BEGIN = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Renkei//timetable//EN")
_HEAD = "\r\n".join(_BEGIN).encode()


@dataclass(frozen=True)
class Appointment:
    """One appointment: `uid` is the same whenever the same people meet, so that a moved meeting moves in a calendar."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    place: str
    remark: str = ""


def calendar(name: str, appointments: Iterable[Appointment]) -> bytes:
    """A calendar of that name as the bytes of an .ics file."""
    lines = [*_BEGIN, _text("X-WR-CALNAME", name)]
    for one in appointments:
        lines += _event(one)
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def made_here(path: Path) -> bool:
    """Whether a file is a calendar as `calendar` writes it."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_HEAD)) == _HEAD


def _event(one: Appointment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{_time(one.start)}Z"
    yield f"DTSTART:{_time(one.start)}"
    yield f"DTEND:{_time(one.end)}"
    yield _text("SUMMARY", one.summary)
    yield _text("LOCATION", one.place)
    if one.remark:
        yield _text("DESCRIPTION", one.remark)
    yield "END:VEVENT"


@cache
def _time(time: datetime) -> str:
    return f"{time:%Y%m%dT%H%M%S}"


@cache
def _text(name: str, text: str) -> str:
    line: bytes = Contentline(f"{name}:{vText(text).to_ical().decode()}").to_ical()  # type: ignore[no-untyped-call]
    return line.decode()

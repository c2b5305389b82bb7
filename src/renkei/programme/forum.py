"""Settings of a forum's meetings (`meetings`): tables and length, read and written back."""

from typing import Any

from renkei.forum import Meetings
from renkei.programme.section import Section

KEYS = ("tables", "length")


def meetings_of(section: Section) -> Meetings:
    """The settings that the section `meetings` states; what does not hold is said."""
    section.only(*KEYS)
    return Meetings(section.whole("tables", 1), section.whole("length", 1))


def meetings_keys(meetings: Meetings) -> dict[str, Any]:
    """The same as keys of programme.yaml; empty where nothing is stated."""
    return {name: getattr(meetings, name) for name in KEYS}

"""A timetable in sentences: what it came to, where a meeting is, why two meet, why a wish is left out."""

from collections.abc import Iterator

from renkei.engines.meetings import Timetable
from renkei.reports.language import Language
from renkei.reports.timetable.entries import Entry


def lead(found: Timetable, say: Language) -> Iterator[str]:
    """What it came to, in a sentence or more."""
    own = found.figures
    yield say("timetable.lead", n=own.meetings, wished=own.wished, people=found.people.height)
    around = own.earlier and not own.moved
    if own.value == own.bound:
        yield say("timetable.proven.around" if around else "timetable.proven", value=own.value)
    else:
        key = "timetable.bound.around" if around else "timetable.bound"
        yield say(key, value=own.value, bound=own.bound, share=percent(own.value, own.bound, say))
    if own.meetings == own.places:
        yield say("timetable.full", n=own.places)
    if own.enough is not None:
        yield say("timetable.enough", n=own.enough)
    if own.earlier:
        yield say("timetable.kept", n=own.kept, earlier=own.earlier)
    lonely = int((found.people["meetings"] == 0).sum())
    if lonely:
        yield say("timetable.lonely", n=lonely)


def percent(part: int, whole: int, say: Language) -> str:
    """A part in percent with two decimals, cut off, so that only all reads 100."""
    hundredths = part * 10_000 // whole if whole else 10_000
    return say.percentage(f"{hundredths // 100}.{hundredths % 100:02d}")


def millionths(value: int, say: Language) -> str:
    """A part that is given in millionths, in percent."""
    return percent(value, 1_000_000, say)


def where(entry: Entry, say: Language) -> str:
    """The table, and its hall where there are several."""
    key = "timetable.table.hall" if entry.hall else "timetable.table"
    return say(key, table=str(entry.table), hall=entry.hall)


def wished(entry: Entry, say: Language) -> str:
    """Why they meet; "" where nobody wished it."""
    if len(entry.others) > 1:
        return say("timetable.why.group")
    if entry.mine and entry.theirs:
        return say("timetable.why.both")
    return say("timetable.why.mine") if entry.mine else say("timetable.why.theirs") if entry.theirs else ""


def number(value: int, of: int, say: Language) -> str:
    """A value of how many."""
    return f"{say.number(value)} / {say.number(of)}"

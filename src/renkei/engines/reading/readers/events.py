"""Events: what is held, was held, is planned or only possible, when, where and with how many."""

import re
from collections.abc import Iterator

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.cues import cue
from renkei.engines.reading.dates import on_weekday, weekdays, with_year, years
from renkei.engines.reading.event_words import ATTENDED, LABELLED, PLACE, TIMES
from renkei.engines.reading.model import Fields, Form, Found, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.readers.attendance import attendance
from renkei.engines.reading.readers.event_mentions import Event, mentions
from renkei.engines.reading.readers.events_ja import events_ja

_PROOFS = ("date", "place", "attendance", "times", "participant")
_IN_YEAR = re.compile(r"\b(?:in|of|by|early|late|mid|during|en|im|Jahr|в|до)[\s-]+$")
_FARTHEST = 300  # signs between a name and its office
_CLOSE = 20  # signs before an event in which "held" or "during" belong to it, and not to the event before
_RIGHT_AFTER = 40  # signs after an event's name within which a mere country may be its place


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft an event that the text says something of; a later mention of the same adds to it."""
    known: dict[str, Event] = {}
    last: Event | None = None
    for sentence in page.sentences:
        found = mentions(page, sentence)
        for event in found:
            _fill(page, event, sentence)
            last = _keep(page, event, known)
        if not found and last:
            _attended(page, last, sentence)
            last = None
    places = {value.value: value for event in known.values() for value in event.fields.get("place", [])}
    for event in known.values():
        _place_in_name(page, event, places)
        yield {name: tuple(values) for name, values in event.fields.items()}
    yield from events_ja(page)


def _fill(page: Page, event: Event, sentence: Span) -> None:
    """What the sentence says of the event."""
    event.fields["name"] = [page.value(event.name)]
    status = _status(page, event)
    if status:
        event.fields["status"] = [as_value(status, Form.CUE)]
    where = Span(sentence.start if event.alone else event.about.start, event.about.end)
    dates = [found for found in page.within(page.dates, where) if not event.name.holds(found.span)]
    date = _dated(page, dates, where, ahead=status is not None and status.value != "held")
    places = [place for place in _places(page, where) if _fits(page, place, event)]
    for name, values in (("date", date), ("place", [page.value(place) for place in places[:1]])):
        if values:
            event.fields[name] = values[:1]
    event.fields |= attendance(page, event.about)
    times = [Span(*match.span()) for match in TIMES.finditer(page.text, event.about.start, event.about.end)]
    if times:
        event.fields["times"] = [Value(_number(page, span), (span,), Form.NUMBER) for span in times]
    if status and status.value == "held" and event.alone and not event.definite:
        people = [person.name for person in page.people_within(where)]
        event.fields["participant"] = [page.value(name) for name in people]


def _number(page: Page, span: Span) -> str:
    return next((found.value for found in page.numbers if span.holds(found.span)), "")


def _status(page: Page, event: Event) -> Found | None:
    """What is only possible says so before the event; what is planned or was held may say so on either side."""
    possible = next(cue(("possible",), page.text, event.before.start, event.before.end), None)
    until_name = Span(event.before.start if event.alone else max(event.name.start - _CLOSE, 0), event.name.end)
    found = (
        next(cue(("planned", "held"), page.text, span.start, span.end), None) for span in (event.about, until_name)
    )
    return possible or next((one for one in found if one), None)


def _dated(page: Page, dates: list[Found], where: Span, *, ahead: bool) -> list[Value]:
    """The date; one without year or by weekday is completed from the day of publication, which then proves it too."""
    day = page.published
    values = []
    for found in dates:
        if not found.value.startswith("--") or day is None:
            values.append(as_value(found, Form.DATE))
        else:
            full = with_year(found.value, day.value, ahead=ahead)
            values.append(Value(full, (found.span, day.span), Form.DATE))
    if not values:
        values = [as_value(found, Form.DATE) for found in _in_years(page, where)]
    if not values and day and not ahead:
        for found in weekdays(page.text, where.start, where.end):
            values.append(Value(on_weekday(found.value, day.value), (found.span, day.span), Form.DATE))
    return values


def _in_years(page: Page, where: Span) -> Iterator[Found]:
    """Years that an event is said to be in: "in 2011", "by the end of 2011"."""
    for found in years(page.text, where.start, where.end):
        if _IN_YEAR.search(page.text, where.start, found.span.start):
            yield found


def _places(page: Page, where: Span) -> Iterator[Span]:
    """Places after "in" or "at" that are no date and no part of a person's office."""
    offices = [office.span for person in page.people_within(_around(where)) for office in person.offices]
    taken = [found.span for found in page.dates] + offices
    for pattern in (PLACE, LABELLED):
        for match in pattern.finditer(page.text, where.start, where.end):
            place = Span(*match.span("place"))
            if not any(place.meets(other) for other in taken) and not page.words(place).startswith("FY"):
                yield place


def _around(span: Span) -> Span:
    """A stretch with the names beside it, whose offices may reach into it."""
    return Span(max(0, span.start - _FARTHEST), span.end + _FARTHEST)


def _fits(page: Page, place: Span, event: Event) -> bool:
    """A mere country is a place only right after the event, and "to" leads only to where a visit goes."""
    preposition = page.text[max(place.start - 8, 0) : place.start].split()
    if "to" in preposition:
        return False
    country = any(found.span.holds(place) for found in page.countries)
    return not country or 0 <= place.start - event.name.end <= _RIGHT_AFTER


def _attended(page: Page, event: Event, sentence: Span) -> None:
    """How many came, where the sentence after that on the event says so without speaking of another year."""
    if ATTENDED.search(page.text, sentence.start, sentence.end) and not list(years(page.text, *_ends(sentence))):
        for name, values in attendance(page, sentence).items():
            event.fields.setdefault(name, values)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _keep(page: Page, event: Event, known: dict[str, Event]) -> Event | None:
    """Add the event to those known; a repeated mention fills what its first one left open."""
    goal = [found.span for found in page.countries if event.name.holds(found.span)]
    if goal and event.head.startswith(("visit", "besuch", "визит")):
        event.fields["place"] = [page.value(goal[0])]
    key = page.words(event.name).casefold() if event.named else event.head
    if event.definite and not event.named and not event.fields.get("date"):  # "the meeting": the one spoken of
        key = next((name for name, one in reversed(known.items()) if one.head == event.head), key)
    if key in known:
        for name, values in event.fields.items():
            known[key].fields.setdefault(name, values)
    elif _says(event):
        known[key] = event
    return known.get(key)


def _says(event: Event) -> bool:
    """Whether a first mention states anything: "the meeting" without a day only refers to one."""
    stated = any(event.fields.get(name) for name in _PROOFS)
    if event.definite and not event.named:
        return bool(event.fields.get("date"))
    ahead = any(value.value in ("planned", "possible") for value in event.fields.get("status", []))
    return stated or (ahead and not event.definite)


def _place_in_name(page: Page, event: Event, places: dict[str, Value]) -> None:
    """ "Second Moscow Forum" takes place in Moscow where the text names Moscow as a place."""
    if event.fields.get("place"):
        return
    for word in places:
        at = page.text.find(word, event.name.start, event.name.end)
        if at >= 0:
            event.fields["place"] = [page.value(Span(at, at + len(word)))]

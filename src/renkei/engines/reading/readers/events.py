"""Events: what is held, was held, is planned or only possible, when, where and with how many."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.cues import cue
from renkei.engines.reading.dates import on_weekday, weekdays, with_year
from renkei.engines.reading.event_words import HEADS, LABELLED, PLACE, PLURALS, TIMES
from renkei.engines.reading.model import Fields, Form, Found, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.phrases import ARTICLES, Sentence, complement, run_before
from renkei.engines.reading.readers.attendance import attendance
from renkei.engines.reading.readers.events_ja import events_ja

_PROOFS = ("date", "place", "attendance", "times", "participant")
_CLOSE = 20  # signs before an event in which "held" or "during" belong to it, and not to the event before
_RIGHT_AFTER = 40  # signs after an event's name within which a mere country may be its place


@dataclass(slots=True)
class _Event:
    """A mention of an event: its name, and the stretch of the sentence that speaks of it."""

    name: Span
    head: str
    named: bool
    definite: bool
    before: Span  # of the sentence, from the event mentioned before it
    about: Span  # from the name to the next event
    alone: bool = True  # the first of its sentence
    fields: dict[str, list[Value]] = field(default_factory=dict)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft an event that the text says something of; a later mention of the same adds to it."""
    known: dict[str, _Event] = {}
    for sentence in page.sentences:
        for event in _mentions(page, sentence):
            _fill(page, event, sentence)
            _keep(page, event, known)
    places = {value.value: value for event in known.values() for value in event.fields.get("place", [])}
    for event in known.values():
        _place_in_name(page, event, places)
        yield {name: tuple(values) for name, values in event.fields.items()}
    yield from events_ja(page)


def _mentions(page: Page, span: Span) -> list[_Event]:
    """The events that a sentence names, in order."""
    sentence = Sentence(page.text, span)
    found: list[_Event] = []
    taken = -1
    for place in range(len(sentence.tokens)):
        if place > taken and _is_head(sentence, place):
            first, taken = run_before(sentence, place), _last(sentence, place)
            found.append(_event(sentence, first, place, taken))
    for number, event in enumerate(found):
        after = found[number + 1].name.start if number + 1 < len(found) else span.end
        earlier = found[number - 1].name.end if number else span.start
        event.about, event.before, event.alone = (
            Span(event.name.end, after),
            Span(earlier, event.name.start),
            not number,
        )
    return [event for event in found if event.named or event.head not in PLURALS]


def _is_head(sentence: Sentence, place: int) -> bool:
    word = sentence.word(place)
    if word.lower() not in HEADS | PLURALS:
        return False
    return not (word[:1].isupper() and sentence.capital(place + 1) and not sentence.word(place + 1)[:1].isdigit())


def _last(sentence: Sentence, head: int) -> int:
    """The last word of the name: a year, another word in brackets, or what the event is of."""
    if sentence.word(head + 1).isdigit() and len(sentence.word(head + 1)) == 4:
        return head + 1
    if sentence.word(head + 1) == "(" and sentence.word(head + 2).lower() in HEADS and sentence.word(head + 3) == ")":
        return head + 3
    visit = sentence.word(head).lower().startswith("visit")
    if sentence.word(head + 1) in ("of", "on", "for") or (visit and sentence.word(head + 1) == "to"):
        return complement(sentence, head)
    return head


def _event(sentence: Sentence, first: int, head: int, last: int) -> _Event:
    before = sentence.word(first - 1)
    named = head > first and sentence.word(head)[:1].isupper()
    name = sentence.span(first if named else head, last)
    definite = before.lower() in ("the", "this", "that") or (not named and before.lower() not in ARTICLES)
    return _Event(name, sentence.word(head).lower(), named, definite, name, name)


def _fill(page: Page, event: _Event, sentence: Span) -> None:
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
        people = [person.name for person in page.people if where.holds(person.name)]
        event.fields["participant"] = [page.value(name) for name in people]


def _number(page: Page, span: Span) -> str:
    return next((found.value for found in page.numbers if span.holds(found.span)), "")


def _status(page: Page, event: _Event) -> Found | None:
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
    if not values and day and not ahead:
        for found in weekdays(page.text, where.start, where.end):
            values.append(Value(on_weekday(found.value, day.value), (found.span, day.span), Form.DATE))
    return values


def _places(page: Page, where: Span) -> Iterator[Span]:
    """Places after "in" or "at" that are no date and no part of a person's office."""
    offices = [office.span for person in page.people for office in person.offices]
    taken = [found.span for found in page.dates] + offices
    for pattern in (PLACE, LABELLED):
        for match in pattern.finditer(page.text, where.start, where.end):
            place = Span(*match.span("place"))
            if not any(place.meets(other) for other in taken) and not page.words(place).startswith("FY"):
                yield place


def _fits(page: Page, place: Span, event: _Event) -> bool:
    """A mere country is a place only right after the event, and "to" leads only to where a visit goes."""
    preposition = page.text[max(place.start - 8, 0) : place.start].split()
    if "to" in preposition:
        return False
    country = any(found.span.holds(place) for found in page.countries)
    return not country or 0 <= place.start - event.name.end <= _RIGHT_AFTER


def _keep(page: Page, event: _Event, known: dict[str, _Event]) -> None:
    """Add the event to those known; a repeated mention fills what its first one left open."""
    goal = [found.span for found in page.countries if event.name.holds(found.span)]
    if goal and event.head.startswith(("visit", "besuch", "визит")):
        event.fields["place"] = [page.value(goal[0])]
    key = page.words(event.name).casefold() if event.named else event.head
    if key in known:
        for name, values in event.fields.items():
            known[key].fields.setdefault(name, values)
    elif _says(event):
        known[key] = event


def _says(event: _Event) -> bool:
    """Whether a first mention states anything: "the meeting" without a day only refers to one."""
    stated = any(event.fields.get(name) for name in _PROOFS)
    if event.definite and not event.named:
        return bool(event.fields.get("date"))
    ahead = any(value.value in ("planned", "possible") for value in event.fields.get("status", []))
    return stated or (ahead and not event.definite)


def _place_in_name(page: Page, event: _Event, places: dict[str, Value]) -> None:
    """ "Second Moscow Forum" takes place in Moscow where the text names Moscow as a place."""
    if event.fields.get("place"):
        return
    for word in places:
        at = page.text.find(word, event.name.start, event.name.end)
        if at >= 0:
            event.fields["place"] = [page.value(Span(at, at + len(word)))]

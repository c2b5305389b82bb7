"""Events in Japanese text."""

from collections.abc import Iterator

from renkei.engines.reading.cues import cue
from renkei.engines.reading.dates import with_year
from renkei.engines.reading.event_words import ATTENDED, NAME_JA, PLACE_JA
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.readers.attendance import attendance


def events_ja(page: Page) -> Iterator[Fields]:
    """Events of sentences that say how certain they are and when, where or with how many."""
    found: list[dict[str, tuple[Value, ...]]] = []
    for sentence in page.sentences if page.language == "ja" else ():
        facts = _facts(page, sentence)
        name = _name(page, sentence)
        if found and ATTENDED.search(page.text, sentence.start, sentence.end) and "date" not in facts:
            found[-1] |= {field: values for field, values in facts.items() if field not in ("status", *found[-1])}
        elif name and "status" in facts and ("date" in facts or "place" in facts):
            found.append({"name": (page.value(name),)} | facts)
    yield from found


def _name(page: Page, sentence: Span) -> Span | None:
    """The event's name: in quotation marks before one without them."""
    names = list(NAME_JA.finditer(page.text, sentence.start, sentence.end))
    chosen = next((match for match in names if match["quoted"]), names[0] if names else None)
    return Span(*chosen.span("quoted" if chosen["quoted"] else "bare")) if chosen else None


def _facts(page: Page, sentence: Span) -> dict[str, tuple[Value, ...]]:
    """What a sentence says of its event."""
    fields: dict[str, tuple[Value, ...]] = {}
    status = next(cue(("possible", "planned", "held"), page.text, sentence.start, sentence.end), None)
    if status:
        fields["status"] = (as_value(status, Form.CUE),)
    dates = page.within(page.dates, sentence)
    if dates:
        day = page.published
        date = as_value(dates[0], Form.DATE)
        if day and date.value.startswith("--"):
            full = with_year(date.value, day.value, ahead=status is not None and status.value != "held")
            date = Value(full, (*date.spans, day.span), Form.DATE)
        fields["date"] = (date,)
    place = PLACE_JA.search(page.text, sentence.start, sentence.end)
    if place:
        fields["place"] = (page.value(Span(*place.span("labelled" if place["labelled"] else "place"))),)
    return fields | {name: tuple(values) for name, values in attendance(page, sentence).items()}

"""Events in Japanese text."""

from collections.abc import Iterator

from renkei.engines.reading.cues import cue
from renkei.engines.reading.dates import with_year
from renkei.engines.reading.event_words import HEAD_JA, NAME_JA, PLACE_JA
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.readers.attendance import attendance


def events_ja(page: Page) -> Iterator[Fields]:
    """Named events of sentences that say of them when, where or how certainly."""
    for sentence in page.sentences:
        for match in NAME_JA.finditer(page.text, sentence.start, sentence.end):
            name = Span(*match.span("quoted" if match["quoted"] else "bare"))
            if match["quoted"] and not any(page.words(name).rstrip("0123456789 ").endswith(head) for head in _HEADS):
                continue
            fields = _facts(page, sentence)
            if set(fields) - {"status"} and "status" in fields:
                yield {"name": (page.value(name),)} | fields
            break


_HEADS = tuple(HEAD_JA.removeprefix("(?:").removesuffix(")").split("|"))


def _facts(page: Page, sentence: Span) -> dict[str, tuple[Value, ...]]:
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

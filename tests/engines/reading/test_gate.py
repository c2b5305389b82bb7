"""The gate: what the words do not prove is not filled, whoever proposes it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.engines.reading import Document, Form, Span, Value, as_lines, from_line, read
from renkei.engines.reading.conversion import check
from renkei.engines.reading.gate import proved, proves

TEXT = "Posted: January 6, 2023. Japan will invest 70 billion yen [$526 million]; over 9,000 came on Friday, said Lee."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def rate(one: str, other: str, day: date) -> Decimal | None:
    assert (one, other) == ("JPY", "USD")
    return None if day.day == 1 else Decimal("0.0075")


@pytest.mark.parametrize(
    ("value", "words", "form"),
    [
        ("Japan", ["Japan"], Form.TEXT),
        ("JP", ["Japan"], Form.COUNTRY),
        ("2023-01-06", ["January 6, 2023"], Form.DATE),
        ("2023-01-06", ["on Friday", "January 6, 2023"], Form.DATE),
        ("JPY 70000000000", ["70 billion yen"], Form.MONEY),
        ("9000", ["9,000"], Form.NUMBER),
        ("over", ["over"], Form.CUE),
        ("USD 525000000", ["70 billion yen", "$526 million", "January 6, 2023"], Form.RATE),
        ("agrees", ["70 billion yen", "$526 million", "January 6, 2023"], Form.RATE),
    ],
)
def test_what_the_words_state_passes_and_anything_else_does_not(value: str, words: list[str], form: Form) -> None:
    spans = tuple(map(at, words))
    assert proves(TEXT, Value(value, spans, form), rate)
    others = ("Korea", "KR", "2023-01-07", "JPY 70000000001", "9001", "planned", "USD 1", "differs", "")
    assert not any(proves(TEXT, Value(other, spans, form), rate) for other in others if other != value)


@pytest.mark.parametrize("spans", [(), (Span(3, 3),), (Span(-5, 3),), (Span(0, 10_000),), (Span(9, 2),)])
def test_a_value_without_words_is_none(spans: tuple[Span, ...]) -> None:
    assert not proves(TEXT, Value("Japan", spans), rate)


def test_a_field_keeps_its_proved_values_once_and_goes_without_any() -> None:
    good, bad = Value("Japan", (at("Japan"),)), Value("Korea", (at("Japan"),))
    assert proved({"a": (good, bad, good), "b": (bad,)}, TEXT) == {"a": (good,)}


@given(st.text(alphabet='AB年9 ,.\n“"()[]$¥月日の第 Ministerofandforum-—said', max_size=300))
def test_whatever_the_text_every_value_passes_the_gate_and_comes_back_from_its_line(text: str) -> None:
    document = Document("a", text)
    drafts = read(document)
    assert all(proves(text, value) for draft in drafts for values in draft.fields.values() for value in values)
    assert tuple(map(from_line, as_lines(drafts).splitlines())) == drafts
    assert read(document) == drafts


def test_a_conversion_is_checked_at_the_rates_of_its_week() -> None:
    assert check("JPY 70000000000", "USD 526000000", "2023-01-06", rate) == {
        "at_rate": "USD 525000000",
        "at_rates_of_week": "USD 525000000/USD 525000000",
        "off_by": "0.2%",
        "conversion": "agrees",
    }
    assert check("JPY 70000000000", "USD 600000000", "2023-01-06", rate)["conversion"] == "differs"
    assert check("JPY 70000000000", "USD 600000000", "2023-01-01", rate) == {}

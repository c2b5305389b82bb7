"""The last gate: a value stays only where its words prove it. Whatever proposed it must pass here."""

from collections.abc import Iterable, Iterator

from renkei.engines.reading.amounts import amounts
from renkei.engines.reading.conversion import Rate, check
from renkei.engines.reading.countries import countries
from renkei.engines.reading.cues import CUES
from renkei.engines.reading.damaged import damaged, mended
from renkei.engines.reading.dates import dates, on_weekday, weekdays, with_year, years
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.numbers import number, numbers
from renkei.money import decimal_text

_DAY = len("2023-01-06")


def proved(fields: Fields, text: str, rate: Rate | None = None) -> dict[str, tuple[Value, ...]]:
    """The fields with the values that the text proves, each once; a field without any is left out."""
    kept = {
        name: tuple(dict.fromkeys(value for value in values if proves(text, value, rate)))
        for name, values in fields.items()
    }
    return {name: values for name, values in kept.items() if values}


def proves(text: str, value: Value, rate: Rate | None = None) -> bool:
    """Say whether the words at a value's spans state it, read again from nothing but these words."""
    if not value.value or not value.spans or any(not _inside(span, text) for span in value.spans):
        return False
    words = [text[span.start : span.end] for span in value.spans]
    if value.form is Form.RATE:
        return rate is not None and value.value in _checked(words, rate)
    if value.value in _stated(value, words):
        return True
    return damaged(text) and value.value in _stated(value, [mended(one).text for one in words])


def _inside(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _stated(value: Value, words: list[str]) -> Iterator[str]:
    """What the words can be read as, in the value's form."""
    match value.form:
        case Form.TEXT:
            yield " ".join(words[0].split())
            yield " ".join(" ".join(words).split())
        case Form.DATE:
            yield from _dates(words)
        case Form.COUNTRY:
            yield from (found.value for one in words for found in countries(one))
        case Form.MONEY:
            yield from (found.value for one in words for found in amounts(one))
        case Form.NUMBER:
            yield from (decimal_text(read) for one in words if (read := number(one)) is not None)
            yield from (found.value for one in words for found in numbers(one))
        case Form.CUE if value.value in CUES and any(CUES[value.value].search(one) for one in words):
            yield value.value
        case Form.RECORD:
            yield value.value  # the registry, and not the text, proves what record a name is of
        case _:
            return


def _dates(words: list[str]) -> Iterator[str]:
    """The first words' date; without a year, the one nearest to the day that the second words state."""
    stated = [[found.value for found in (*dates(one), *years(one))] for one in words]
    yield from (value for values in stated for value in values)
    if len(words) > 1:
        for day in stated[1]:
            yield from (with_year(value, day, ahead=ahead) for value in stated[0] for ahead in (True, False))
            yield from (on_weekday(found.value, day) for found in weekdays(words[0], 0, len(words[0])))


def _checked(words: list[str], rate: Rate) -> Iterable[str]:
    """What can be said of an amount, its stated conversion and a day, where the words hold these three."""
    found = [next(amounts(one), None) for one in words[:2]]
    day = next((found.value for one in words[2:3] for found in dates(one) if len(found.value) == _DAY), None)
    if len(found) < 2 or found[0] is None or found[1] is None or day is None:
        return ()
    return check(found[0].value, found[1].value, day, rate).values()

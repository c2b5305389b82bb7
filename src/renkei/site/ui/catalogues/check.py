"""What is still to be translated, and what was translated wrongly."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from renkei.site.ui.catalogues.extract import strings
from renkei.site.ui.catalogues.place import LANGUAGES, Place

VALUE = re.compile(r"%(?:\((\w+)\))?[sd]")


def untranslated(place: Place) -> Iterator[str]:
    """A sentence for each string of a place that a language lacks, or whose named values differ there."""
    wanted = strings(place)
    for language in LANGUAGES:
        path = place.po(language)
        known = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
        for message in wanted:
            if message.id:
                yield from (f"{path}: {said}" for said in _defects(message, known.get(message.id, message.context)))


def _defects(wanted: Message, known: Message | None) -> Iterator[str]:
    """What is wrong with one string's translation."""
    texts = _texts(known.string) if known else ()
    if not texts or not all(texts) or (known is not None and known.fuzzy):
        yield f"not translated: {_texts(wanted.id)[0]!r}"
        return
    values = set().union(*map(_values, _texts(wanted.id)))
    yield from (f"other values than in English: {text!r}" for text in texts if _values(text) - values)
    if values - set().union(*map(_values, texts)):
        yield f"a value is missing: {texts[-1]!r}"


def _texts(text: str | Iterable[str] | None) -> tuple[str, ...]:
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else tuple(text)


def _values(text: str) -> set[str]:
    """The names of the values in a text."""
    return {match[0] for match in VALUE.finditer(text.replace("%%", ""))}

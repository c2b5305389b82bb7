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
        path, known = place.po(language), _catalogue(place, language)
        for message in wanted:
            if message.id:
                yield from (f"{path}: {said}" for said in _defects(message, known.get(message.id, message.context)))


def at_odds(everywhere: Iterable[Place]) -> Iterator[str]:
    """A sentence for each string that two places translate differently.

    At run time all catalogues are one, and the first place's word is shown on the other's pages too.
    """
    every = list(everywhere)
    for language in LANGUAGES:
        said: dict[tuple[object, str | None], tuple[tuple[str, ...], Place]] = {}
        for place in every:
            for message in _catalogue(place, language):
                if not message.id:
                    continue
                texts = _texts(message.string)
                first, whose = said.setdefault((message.id, message.context), (texts, place))
                if first != texts:
                    where = f"{language}: {whose.folder.name} and {place.folder.name}"
                    yield f"{where} say {_texts(message.id)[0]!r} differently: agree, or give one a context"


def _catalogue(place: Place, language: str) -> Catalog:
    path = place.po(language)
    return read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)


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

"""The scale of scores that a text states: "(max. 15)", "0-5", "/ 6", "15点満点"."""

import re
from decimal import Decimal

from renkei.exchange.sheets.words import has_word, normal, words_of

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_TO = rf"(?<![\d.,]){_NUMBER}\s*(?:-|–|—|~|〜|\.\.+|to|bis|à|a)\s*{_NUMBER}(?![\d.,])"


def scale_of(text: str) -> tuple[Decimal | None, Decimal] | None:
    """The scale that a score's header states: "(max. 15)" is up to 15, "0-5" from 0 to 5, "15点満点" up to 15."""
    found = re.search(_TO, text)
    if found and _plain(found[1]) < _plain(found[2]):
        return _plain(found[1]), _plain(found[2])
    if has_word("notes", "maximum", re.sub(r"\d", " ", text)) or "満点" in text or "만점" in text:
        numbers = re.findall(_NUMBER, text)
        if len(numbers) == 1:
            return None, _plain(numbers[0])
    found = re.search(rf"/\s*{_NUMBER}", text)
    return (None, _plain(found[1])) if found else None


def is_scale(text: str) -> bool:
    """Say whether a text is a scale and nothing else, as in a row below the header: "max 5", "(0–30)", "/ 6"."""
    if scale_of(text) is None or re.match(r"\s*\d+(?:[.,]\d+)?\s*/|.*\b20\d\d\b", text):  # a score, or years
        return False
    rest = normal(re.sub(r"\d+|満点|만점|点", " ", text))
    known = {word for words in words_of("notes")["maximum"] for word in normal(words).split()}
    return set(rest.split()) <= known | {"to", "bis", "à", "a", "pkt", "pts", "pt", "점"}


def _plain(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))

"""Which known word a wrong one was probably meant to be."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

LOOKED_AT = 1000  # distinct unknown identifiers for which a neighbour is looked for


def folded(word: str) -> str:
    """The word without case, width, blanks and punctuation: what people see as the same name."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", word).casefold())


def nearest_word(word: str, words: Iterable[str]) -> str:
    """The word of a short list that resembles `word`, or ""."""
    by_fold = {folded(known): known for known in words}
    found = get_close_matches(folded(word), by_fold, n=1, cutoff=0.7)
    return by_fold[found[0]] if found else ""


def nearest_ids(unknown: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Unknown identifier → a known one that differs in case, punctuation or at most one sign.

    Two words are one sign apart when they agree after at most one deletion in each, so neighbours meet under a
    shared key: linear in the number of identifiers, unlike comparing each with each.
    """
    unknown, known = sorted(set(unknown)), sorted(set(known))
    by_fold = {folded(word): word for word in reversed(known)}
    near = {word: by_fold[folded(word)] for word in unknown if folded(word) in by_fold}
    left = [word for word in unknown if word not in near][:LOOKED_AT]
    owners: dict[str, list[str]] = {}
    for word in left:
        for key in _shortened(word):
            owners.setdefault(key, []).append(word)
    for word in known if owners else ():
        for key in _shortened(word):
            for owner in owners.get(key, ()):
                near.setdefault(owner, word)
    return near


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(min(len(word), 60))}

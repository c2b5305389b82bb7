"""What a word of a text may stand for in the registry: itself, a word it begins, is glued of, or is misspelt from."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

EXACT, JOINED, SHORTENED, MISSPELT, SCHOOL = 1.0, 0.95, 0.9, 0.8, 0.6
"""How much of a word's weight counts, by the way it was understood."""

_MOST = 4  # words that one abbreviation or misspelling is taken for
_LOOKED_AT = 400  # words with the same beginning
_COMMON = 20  # records whose names hold a word before an undotted beginning of it is understood
_SHORTEST = 6  # letters below which a word is not mended
_LONGEST = 40


@dataclass(frozen=True)
class Spelling:
    """The registry's words: `frequency` is word → records with it; `shortened` all longer ones less one letter each."""

    frequency: dict[str, int]
    listed: list[str]
    shortened: pl.DataFrame

    def begun(self, word: str, least: int) -> list[str]:
        """The commonest words that `word` begins, each in at least so many records."""
        start = bisect_left(self.listed, word)
        found = []
        for other in self.listed[start : start + _LOOKED_AT]:
            if not other.startswith(word):
                break
            if other != word and self.frequency[other] >= least:
                found.append(other)
        return self._commonest(found)

    def _commonest(self, found: Iterable[str]) -> list[str]:
        return sorted(found, key=lambda word: (-self.frequency[word], word))[:_MOST]

    def parted(self, word: str) -> tuple[str, ...]:
        """The two words that one is glued of, where both are usual: "universityof", "postgraduate"."""
        known = self.frequency
        if len(word) < _SHORTEST or not word.isalpha():
            return ()
        for at in range(3, len(word) - 1):
            one, two = word[:at], word[at:]
            if known.get(one, 0) > 2 and (two == "of" or known.get(two, 0) > 2):
                return one, two
        return ()

    def mended(self, unknown: Iterable[str]) -> dict[str, list[str]]:
        """Unknown word → the commonest words one slip from it: a letter more, less, other, or two exchanged."""
        short = _shortened([word for word in dict.fromkeys(unknown) if _mendable(word)])
        pairs = short.join(self.shortened, on="key", suffix="_known").select("word", "word_known").unique()
        found: dict[str, list[str]] = {}
        for word, known in pairs.sort("word", "word_known").iter_rows():
            if _one_slip(word, known):
                found.setdefault(word, []).append(known)
        return {word: self._commonest(near) for word, near in found.items()}


def spelling_of(frequency: dict[str, int]) -> Spelling:
    """The registry's words made ready."""
    return Spelling(frequency, sorted(frequency), _shortened([word for word in frequency if _mendable(word)]))


def _mendable(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def _shortened(words: list[str]) -> pl.DataFrame:
    """`word` and `key`: the word itself, and without each of its letters in turn. Words with one slip share a key."""
    whole = pl.DataFrame({"word": words}, schema={"word": pl.String})
    longest = max(map(len, words), default=0)
    less = [
        whole.filter(pl.col("word").str.len_chars() > at).with_columns(
            key=pl.col("word").str.slice(0, at) + pl.col("word").str.slice(at + 1)
        )
        for at in range(longest)
    ]
    return pl.concat([whole.with_columns(key=pl.col("word")), *less])


def _one_slip(left: str, right: str) -> bool:
    if len(left) != len(right):
        return True  # they share a key, so one is the other less a letter
    apart = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and left[apart[0]] == right[apart[1]] and left[apart[1]] == right[apart[0]]

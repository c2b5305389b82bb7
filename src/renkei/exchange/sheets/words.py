"""The dictionary of words, and how a text is matched with it: normalised, longest word first."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_REMEMBERED = 2**14  # texts; a sheet repeats its own
_KEPT_SIGNS = "#°$€£¥₩₹○〇◯×✓✔✗"


@dataclass(frozen=True)
class Match:
    """What a text was matched with; `whole` says that nothing but the word stood in it."""

    meaning: str
    word: str
    whole: bool


@lru_cache(maxsize=_REMEMBERED)
def normal(text: str) -> str:
    """The text in NFKC, case folded, with each run of punctuation and blanks as one blank."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (sign if sign.isalnum() or sign in _KEPT_SIGNS or unicodedata.combining(sign) else " " for sign in folded)
    return " ".join("".join(kept).split())


def without_accents(text: str) -> str:
    """The text with the accents of its Latin letters removed; other scripts keep their marks."""
    plain = []
    for sign in text:
        base = unicodedata.normalize("NFD", sign)[0]
        plain.append(base if base.isascii() else sign)
    return "".join(plain)


@lru_cache(maxsize=_REMEMBERED)
def match(section: str, text: str) -> Match | None:
    """The meaning of the longest word of a section that the text holds, accents kept first, then stripped."""
    wanted = normal(text)
    if not wanted:
        return None
    return _index(section).find(wanted) or _bare_index(section).find(without_accents(wanted))


def means(section: str, meaning: str, text: str) -> bool:
    """Say whether the text's longest word of the section has that meaning."""
    found = match(section, text)
    return found is not None and found.meaning == meaning


def words_of(section: str) -> dict[str, tuple[str, ...]]:
    """Meaning → its words as written in the dictionary."""
    return dict(_dictionary()[section])


@lru_cache(maxsize=_REMEMBERED)
def has_word(section: str, meaning: str, text: str) -> bool:
    """Say whether the text holds any word of that meaning, whatever else it holds."""
    wanted = normal(text)
    return any(_holds(wanted, normal(word)) for word in _dictionary()[section][meaning])


@cache
def _dictionary() -> dict[str, dict[str, tuple[str, ...]]]:
    raw = yaml.load(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {
        section: {
            meaning: tuple(word.strip() for line in lines for word in line.split(",")) for meaning, lines in of.items()
        }
        for section, of in raw.items()
    }


@dataclass(frozen=True)
class _Index:
    """A section's words: `spaced` word → meaning, and the `joined` ones of scripts without blanks, longest first."""

    spaced: dict[str, str]
    joined: tuple[tuple[str, str], ...]
    longest: int  # in words

    def find(self, wanted: str) -> Match | None:
        """The longest word that the text holds; the first in the dictionary among those of one length."""
        parts = wanted.split()
        runs = {
            " ".join(parts[first:last])
            for first in range(len(parts))
            for last in range(first + 1, min(len(parts), first + self.longest) + 1)
        }
        found = sorted((run for run in runs if run in self.spaced), key=lambda run: (-len(run), wanted.index(run)))[:1]
        found += [word for word, _ in self.joined if _holds(wanted, word)][:1]
        if not found:
            return None
        word = max(found, key=len)
        meaning = self.spaced.get(word) or dict(self.joined)[word]
        return Match(meaning, word, wanted == word)


@cache
def _index(section: str) -> _Index:
    pairs = [(normal(word), meaning) for meaning, words in _dictionary()[section].items() for word in words]
    return _indexed([pair for pair in pairs if pair[0]])


@cache
def _bare_index(section: str) -> _Index:
    index = _index(section)
    return _indexed([(without_accents(word), meaning) for word, meaning in (*index.spaced.items(), *index.joined)])


def _indexed(pairs: list[tuple[str, str]]) -> _Index:
    spaced: dict[str, str] = {}
    for word, meaning in pairs:
        if _is_spaced(word):
            spaced.setdefault(word, meaning)
    joined = sorted((pair for pair in pairs if not _is_spaced(pair[0])), key=lambda pair: -len(pair[0]))
    return _Index(spaced, tuple(joined), max((len(word.split()) for word in spaced), default=0))


def _holds(text: str, word: str) -> bool:
    """Whole words in alphabetic scripts; anywhere in scripts without blanks, but one sign only alone."""
    if _is_spaced(word):
        return f" {word} " in f" {text} "
    return text == word if len(word) == 1 else word in text


@cache
def _is_spaced(word: str) -> bool:
    return all(not sign.isalpha() or "LATIN" in unicodedata.name(sign, "") for sign in word)

"""The registry in memory: every name of every record, found by its rarest words; built once, then only read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import log
from typing import Any

import polars as pl

from renkei.identity.organisations.characters import runs, written
from renkei.identity.organisations.places import countries_of, own_words
from renkei.identity.organisations.records import WITHDRAWN, relations
from renkei.identity.organisations.spelling import Spelling, spelling_of
from renkei.identity.organisations.tokens import tokens_of
from renkei.identity.organisations.vocabulary import COMPANY, KINDS
from renkei.text.normal import folded, words

_ENDING = re.compile(r"\s*\([^()]*\)\s*$")
_FITTED_TO = 50_000  # records, about, to which the judgement was fitted: a word tells as much in a smaller registry
_LETTER = 1.5  # weight of a single letter, which tells little however rare
_OWN_COUNTRY = 0.4  # of the weight of a word of its own country's name: it may be left out
_ALONE = 6.0  # weight from which one word finds a university without the word university


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a record: its words in order; from the rarest on with what each tells, and the sum of that.

    `own`: no alias or label; `divided`: it holds a comma itself.
    """

    record: int
    words: tuple[str, ...]
    own: bool
    divided: bool
    rarest: tuple[tuple[str, float], ...] = ()
    total: float = 0.0


@dataclass(frozen=True)
class Registry:
    """Records by row, sorted by identifier, and the ways to them.

    `weight` says what a word tells: the logarithm of all records over those with it. `by_words` leads from a name's
    rarest word and one of the next two to its row in `variants`.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str, ...]
    cities: tuple[tuple[str, ...], ...]
    known: tuple[float, ...]
    parents: tuple[frozenset[int], ...]
    variants: tuple[Name, ...]
    weight: dict[str, float]
    by_words: dict[str, dict[str, list[int]]]
    by_acronym: dict[str, list[int]]
    by_characters: dict[str, list[int]]
    spelling: Spelling
    controls: pl.DataFrame


def registry_of(records: pl.DataFrame) -> Registry:
    """Build the index of records in the layout `RECORDS`.

    A withdrawn record is no answer; its names lead to its successor where it has one in the registry.
    """
    rows = records.filter(pl.col("status") != WITHDRAWN).sort("record_id").to_dicts()
    row_of = {row["record_id"]: at for at, row in enumerate(rows)}
    listed = [*_named(rows), *_succeeded(records, row_of)]
    names = sorted({(at, found, own, divided) for at, text, own in listed for found, divided in _name_words(text)})
    frequency = Counter(word for _, group in groupby(names, lambda name: name[0]) for word in _all_words(group))
    weight = _weights(frequency, len(rows))
    variants = tuple(_weighed(Name(*name), weight, rows[name[0]]["country"] or "") for name in names)
    return Registry(
        tuple(row["record_id"] for row in rows),
        tuple(row["name"] for row in rows),
        tuple(row["country"] or "" for row in rows),
        tuple(tuple(token.word for token in tokens_of(row["city"] or "")) for row in rows),
        tuple(log(1 + (row["mentions"] or 0)) for row in rows),
        tuple(frozenset(row_of[one] for one in row["parents"] or () if one in row_of) for row in rows),
        variants,
        weight,
        _by_words(variants, weight),
        _by_key((_acronym_key(one), at) for at, row in enumerate(rows) for one in row["acronyms"] or ()),
        _by_key((form, at) for at, text, _ in listed for form in written(text)),
        spelling_of(dict(frequency)),
        relations(records),
    )


def _named(rows: list[dict[str, Any]]) -> Iterator[tuple[int, str, bool]]:
    for at, row in enumerate(rows):
        yield at, row["name"], True
        yield from ((at, name, False) for name in row["names"] or ())


def _succeeded(records: pl.DataFrame, row_of: dict[str, int]) -> Iterator[tuple[int, str, bool]]:
    for row in records.filter(pl.col("status") == WITHDRAWN).sort("record_id").to_dicts():
        found = [row_of[one] for one in row["successors"] or () if one in row_of]
        if len(found) == 1:
            yield from ((found[0], name, False) for name in (row["name"], *(row["names"] or ())))


def _name_words(text: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The words of a name that the index knows it by, and whether a comma parts them.

    None where a single word says only what kind it is, or has two letters: those may stand for anything.
    """
    listed = [token for token in tokens_of(without_country(text)) if not runs(token.raw)]
    found = [token for token in listed if token.word != COMPANY]
    words_ = tuple(token.word for token in found)
    if len(words_) > 1 or (words_ and words_[0] not in KINDS and not (len(words_[0]) < 3 and words_[0].isascii())):
        yield words_, len({token.part for token in found}) > 1


def without_country(text: str) -> str:
    """A name less the country in brackets at its end, by which the registry tells a company's branches apart."""
    ending = _ENDING.search(text)
    return text[: ending.start()] if ending and countries_of(words(ending[0])) else text


def _weights(frequency: Counter[str], records: int) -> dict[str, float]:
    scale = log(_FITTED_TO) / log(records + 2)
    return {
        word: _LETTER if len(word) == 1 and word.isascii() else scale * log((records + 1) / (count + 0.5))
        for word, count in frequency.items()
    }


def _all_words(names: Iterable[tuple[int, tuple[str, ...], bool, bool]]) -> set[str]:
    return {word for _, found, *_ in names for word in found}


def _weighed(name: Name, weight: dict[str, float], country: str) -> Name:
    own = own_words(country) if len(set(name.words)) > 1 else frozenset[str]()
    tells = {word: weight[word] * (_OWN_COUNTRY if word in own else 1) for word in name.words}
    rarest = tuple(sorted(tells.items(), key=lambda one: (-one[1], one[0])))
    return replace(name, rarest=rarest, total=sum(tells.values()))


def _by_words(variants: tuple[Name, ...], weight: dict[str, float]) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for number, name in enumerate(variants):
        first, *others = [word for word, _ in name.rarest]
        ways = others[:2] or [""]
        if others == ["university"] and weight[first] > _ALONE:
            ways.append("")
        for second in ways:
            found.setdefault(first, {}).setdefault(second, []).append(number)
    return found


def _by_key(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, at in dict.fromkeys(pairs):
        found.setdefault(key, []).append(at)
    return found


def _acronym_key(acronym: str) -> str:
    return "".join(folded(acronym).split())

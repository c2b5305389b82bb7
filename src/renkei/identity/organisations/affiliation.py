"""An affiliation made ready for the index: what each of its words may mean, and which countries it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from renkei.identity.organisations.characters import runs
from renkei.identity.organisations.places import countries_of
from renkei.identity.organisations.registry import Registry
from renkei.identity.organisations.spelling import EXACT, JOINED, MISSPELT, SCHOOL, SHORTENED
from renkei.identity.organisations.tokens import Token, tokens_of

_COMMON, _COMMON_DOTTED = 20, 3  # records with a word, before it is what an abbreviation stands for
_SHORTEST = 3  # letters of an abbreviation

Meant = tuple[tuple[str, float], ...]  # words of the registry, each with how surely it is meant


@dataclass(frozen=True)
class Affiliation:
    """`at`: word of the registry → where it may stand, and how surely; `weights`: what the word at each place tells."""

    tokens: list[Token]
    parts: list[int]  # the part between commas in which each word stands
    at: dict[str, list[tuple[int, float]]]
    weights: list[float]
    countries: dict[str, list[int]]
    runs: list[str]


class Reader:
    """Makes affiliations ready, one registry's; it remembers what it understood a word as."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._meant: dict[tuple[str, str, bool], Meant] = {}
        self._mended: dict[str, list[str]] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Look for what the misspelt words of many texts stand for, all at once."""
        known = self._registry.weight
        unknown = {token.word for text in texts for token in tokens_of(text) if token.word not in known}
        self._mended |= self._registry.spelling.mended(unknown - self._mended.keys())

    def read(self, text: str) -> Affiliation:
        """The affiliation made ready."""
        tokens = tokens_of(text)
        at: dict[str, list[tuple[int, float]]] = {}
        weights, unknown = [], log(len(self._registry.ids) + 1)
        for place, token in enumerate(tokens):
            meant = self._means(token)
            for word, sure in meant:
                at.setdefault(word, []).append((place, sure))
            weights.append(min((self._registry.weight[word] for word, _ in meant), default=unknown))
        for word, place, sure in self._with_neighbours(tokens):
            at.setdefault(word, []).append((place, sure))
        parts = [token.part for token in tokens]
        return Affiliation(tokens, parts, at, weights, countries_of([token.raw for token in tokens]), runs(text))

    def _with_neighbours(self, tokens: list[Token]) -> Iterable[tuple[str, int, float]]:
        """What words mean beside another: two that are one, and a university's school ("Harvard Medical School")."""
        for place in range(1, len(tokens)):
            before, token = tokens[place - 1], tokens[place]
            if before.part == token.part:
                if before.raw + token.raw in self._registry.weight:
                    yield before.raw + token.raw, place - 1, JOINED
                if token.word == "school":
                    yield "university", place, SCHOOL

    def _means(self, token: Token) -> Meant:
        key = (token.word, token.raw, token.dotted)
        if key not in self._meant:
            self._meant[key] = tuple(self._understood(token).items())
        return self._meant[key]

    def _understood(self, token: Token) -> dict[str, float]:
        spelling, known = self._registry.spelling, token.word in self._registry.weight
        meant = {token.word: EXACT} if known else {}
        if token.raw == "st":
            meant["saint"] = EXACT
        elif (
            len(token.raw) >= _SHORTEST
            and token.raw.isalpha()
            and (token.dotted or not known or token.word != token.raw)
        ):
            for word in spelling.begun(token.raw, _COMMON_DOTTED if token.dotted else _COMMON):
                meant.setdefault(word, SHORTENED)
        for word in spelling.parted(token.word):
            meant.setdefault(word, JOINED)
        for word in () if known else self._mended.get(token.word, ()):
            meant.setdefault(word, MISSPELT)
        return {word: sure for word, sure in meant.items() if word in self._registry.weight}

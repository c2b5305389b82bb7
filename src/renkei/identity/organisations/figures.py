"""The figures by which a candidate is judged, each a number that grows with what its name says."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from renkei.identity.organisations.affiliation import Affiliation
from renkei.identity.organisations.candidates import Candidate
from renkei.identity.organisations.registry import Registry
from renkei.identity.organisations.vocabulary import PLACES, UNITS

FIGURES = (
    "any",
    "uncovered",
    "partly",
    "tells",
    "tells little",
    "unsure",
    "exact",
    "one word",
    "of a kind",
    "other name",
    "gap",
    "disorder",
    "parts",
    "word before",
    "word after",
    "unexplained",
    "part alone",
    "whole text",
    "unit before",
    "late",
    "other country",
    "city",
    "city in name",
    "one word placed",
    "acronym",
    "acronym shared",
    "acronym alone",
    "acronym too",
    "well known",
    "better known than its equals",
    "equals",
    "beaten",
    "in a longer name",
    "child there",
    "child holds it",
    "parent there",
)
_WHOLE = 0.999  # cover of a name that is all there
_GOOD = 0.95
_NEAR = 0.85  # how sure a word is that is no guess


@dataclass(frozen=True)
class Place:
    """Where a candidate stands: its places, the parts between commas that hold them, the record's city and country."""

    inside: frozenset[int]
    parts: frozenset[int]
    first: int
    last: int
    city: frozenset[int]
    located: frozenset[int]
    elsewhere: bool


def figures(found: Candidate, rivals: Sequence[Candidate], text: Affiliation, registry: Registry) -> list[float]:
    """The candidate's figures in the order of `FIGURES`; `rivals` are the other good candidates of the same text."""
    place = _place(found, text, registry)
    return [
        1.0,
        *_of_name(found, place, text),
        *_around(found, place, text),
        *_location(found, place, text),
        *_acronym(found, place, text),
        *_rivalry(found, rivals, place, text, registry),
    ]


def _place(found: Candidate, text: Affiliation, registry: Registry) -> Place:
    inside = frozenset(found.places)
    city_words = registry.cities[found.record]
    there = bool(city_words) and all(word in text.at for word in city_words)
    city = frozenset(place for word in city_words for place, _ in text.at[word]) if there else frozenset[int]()
    country = registry.countries[found.record]
    outside = {code for code, places in text.countries.items() if not inside.issuperset(places)}
    located = frozenset(place for places in text.countries.values() for place in places) | city
    return Place(
        inside,
        frozenset(text.tokens[place].part for place in inside),
        min(inside, default=0),
        max(inside, default=-1),
        city,
        located,
        elsewhere=bool(outside) and country not in text.countries,
    )


def _of_name(found: Candidate, place: Place, text: Affiliation) -> list[float]:
    order = {word: at for at, word in enumerate(found.words)}
    ordered = [order.get(text.tokens[at].word, -1) for at in sorted(place.inside)]
    disorder = any(b < a for a, b in pairwise(ordered) if a >= 0 and b >= 0)
    gap = [at for at in range(place.first, place.last + 1) if at not in place.inside]
    whole = found.cover > _WHOLE
    exact = whole and not gap and not disorder and min(found.sure) > _NEAR and (len(place.parts) < 2 or found.divided)
    by_words = found.way == "words"
    return [
        1 - found.cover,
        float(not whole),
        min(found.tells, 30) / 10,
        1 / (1 + found.tells),
        sum(1 - sure for sure in found.sure),
        float(exact and found.way != "acronym"),
        float(by_words and len(found.words) == 1),
        float(not PLACES.isdisjoint(found.words)),
        float(not found.own),
        min(sum(text.weights[at] for at in gap), 15) / 10,
        float(disorder),
        float(len(place.parts) > 1 and not found.divided),
    ]


def _around(found: Candidate, place: Place, text: Affiliation) -> list[float]:
    tokens, weights = text.tokens, text.weights
    if not place.inside:
        return [0.0] * 7
    before, after = place.first - 1, place.last + 1
    beside = [
        weights[at]
        if 0 <= at < len(tokens) and tokens[at].part == tokens[near].part and at not in place.located
        else 0.0
        for at, near in ((before, place.first), (after, place.last))
    ]
    if found.way == "characters":  # no blanks tell its neighbours from itself
        beside, tokens = [0.0, 0.0], []
    rest = [
        at for at, token in enumerate(tokens) if token.part in place.parts and at not in place.inside | place.located
    ]
    left_over = sum(weights[at] for at in rest)
    alone = not any(token.part in place.parts and at not in place.inside for at, token in enumerate(tokens))
    return [
        beside[0] / 10,
        beside[1] / 10,
        max(found.rest, left_over / (left_over + sum(weights[at] for at in place.inside))),
        float(alone and not found.rest),
        float(len(place.inside | place.located) == len(text.tokens) and not found.rest),
        float(before >= 0 and text.tokens[before].word in UNITS),
        place.first / len(text.tokens),
    ]


def _location(found: Candidate, place: Place, text: Affiliation) -> list[float]:
    outside = bool(place.city - place.inside)
    countries = {at for places in text.countries.values() for at in places} - place.inside
    placed = outside + (bool(countries) and not place.elsewhere)
    one_word = found.way == "words" and len(found.words) == 1
    return [float(place.elsewhere), float(outside), float(bool(place.city) and not outside), float(one_word * placed)]


def _acronym(found: Candidate, place: Place, text: Affiliation) -> list[float]:
    acronym = found.way == "acronym"
    alone = not any(token.part in place.parts and at not in place.inside for at, token in enumerate(text.tokens))
    return [float(acronym), log(found.shared), float(acronym and alone), float(found.acronym_too)]


def _rivalry(
    found: Candidate, rivals: Sequence[Candidate], place: Place, text: Affiliation, registry: Registry
) -> list[float]:
    known, parents = registry.known, registry.parents
    others = [one for one in rivals if one.record != found.record]
    good = [one for one in others if one.cover > _GOOD]
    equals = [known[one.record] for one in others if abs(one.fit - found.fit) < 0.5 and one.places == found.places]
    holders = [one for one in good if place.inside < set(one.places)]
    longer = [one for one in holders if len({text.tokens[at].part for at in one.places}) == 1]
    beaten = max((one.fit - found.fit for one in others if not place.inside.isdisjoint(one.places)), default=-5.0)
    return [
        known[found.record],
        known[found.record] - max(equals) if equals else 0.0,
        log(1 + sum(one.fit >= found.fit - 1e-9 for one in others)),
        max(-5.0, min(beaten, 10.0)) / 5,
        float(bool(longer)),
        float(any(found.record in parents[one.record] and one not in longer for one in good)),
        float(not longer and any(found.record in parents[one.record] for one in holders)),
        float(any(one.record in parents[found.record] for one in good)),
    ]

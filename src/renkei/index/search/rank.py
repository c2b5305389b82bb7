"""How strongly records answer: BM25+, with rarity and length taken within each script.

Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011: a word that stands in a record counts at least
its whole rarity. So a record that has the word as it was asked for comes before one that has a word near it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from renkei.index.search.body import Body
from renkei.index.search.near import within
from renkei.index.search.sought import INFLECTED, NEAR, Sought
from renkei.index.search.statistics import Statistics
from renkei.index.search.tokens import is_sign

SATURATION, BY_LENGTH = 1.2, 0.75  # k1 and b of BM25, as usual
MANY = 9  # tokens, from which on it is quicker to see first which of them a record has
Strength = tuple[float, frozenset[str]]


def strengths(bodies: Sequence[Body], words: Sequence[Sought], known: Statistics) -> list[Strength]:
    """How strongly each record answers, and which of its tokens do."""
    distinct: frozenset[str] = frozenset()
    if any(one.distance or is_sign(one.word.text) for one in words):
        distinct = distinct.union(*(body.distinct for body in bodies))
    answering = [_Answering(one, _forms(one, distinct), _near(one, distinct)) for one in words]
    return [_strength(body, answering, known) for body in bodies]


@dataclass(frozen=True)
class _Answering:
    """The tokens that are a word, with what each occurrence counts, and those near it."""

    asked: Sought
    forms: Mapping[str, float]
    near: frozenset[str]


def _forms(one: Sought, tokens: frozenset[str]) -> dict[str, float]:
    if is_sign(one.word.text):
        return {token: 1.0 for token in tokens if token[0] == one.word.text}
    return {form: 1.0 if form == one.word.text else INFLECTED for form in one.word.forms}


def _near(one: Sought, tokens: frozenset[str]) -> frozenset[str]:
    if not one.distance:
        return frozenset()
    lengths = [len(spelling) for spelling in one.word.spellings]
    least, most = min(lengths) - one.distance, max(lengths) + one.distance
    likely = [token for token in tokens if least <= len(token) <= most]
    return frozenset(
        token for token in likely if any(within(asked, token, one.distance) for asked in one.word.spellings)
    )


def _strength(body: Body, answering: Iterable[_Answering], known: Statistics) -> Strength:
    slack = SATURATION * (1 - BY_LENGTH + BY_LENGTH * len(body.tokens) / known.usual_length(body.script))
    total, matched = 0.0, set[str]()
    for one in answering:
        share, found = 1.0, _occurring(body, one.forms)
        if not found and one.near:
            share, found = NEAR, _occurring(body, dict.fromkeys(one.near, 1.0))
        often = sum(found.values())
        total += share * one.asked.worth * (1 + (SATURATION + 1) * often / (often + slack)) if found else 0
        matched.update(found)
    return total, frozenset(matched)


def _occurring(body: Body, tokens: Mapping[str, float]) -> dict[str, float]:
    """Those of the tokens that stand in the record: how often, by what each occurrence counts."""
    likely = tokens if len(tokens) < MANY else sorted(tokens.keys() & body.distinct)
    return {token: often * tokens[token] for token in likely if (often := body.tokens.count(token))}

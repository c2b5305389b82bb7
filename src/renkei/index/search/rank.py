"""How strongly a record answers: BM25+, with rarity and length taken within each script.

Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011: a word that stands in a record counts at least
its whole rarity. So a record that has the word as it was asked for comes before one that has a word near it.
"""

from collections.abc import Iterable

from renkei.index.search.body import Body
from renkei.index.search.near import within
from renkei.index.search.sought import INFLECTED, Sought
from renkei.index.search.statistics import Statistics
from renkei.index.search.tokens import is_sign

SATURATION, BY_LENGTH = 1.2, 0.75  # k1 and b of BM25, as usual


class Ranking:
    """Weighs records for the words of one query."""

    def __init__(self, words: Iterable[Sought], known: Statistics) -> None:
        self._words = tuple(words)
        self._known = known
        self._near: list[dict[str, bool]] = [{} for _ in self._words]

    def strength(self, body: Body) -> tuple[float, frozenset[str]]:
        """How strongly a record answers, and which of its tokens do."""
        tokens = [token for part in body.parts for token in part]
        slack = SATURATION * (1 - BY_LENGTH + BY_LENGTH * len(tokens) / self._known.usual_length(body.script))
        distinct = frozenset(tokens)
        total, matched = 0.0, set[str]()
        for one, near in zip(self._words, self._near, strict=True):
            answering, least = _answering(one, distinct, near)
            if answering:
                often = sum(tokens.count(token) * factor for token, factor in answering.items())
                total += one.worth * least * (1 + (SATURATION + 1) * often / (often + slack))
                matched.update(answering)
        return total, frozenset(matched)


def _answering(one: Sought, tokens: frozenset[str], near: dict[str, bool]) -> tuple[dict[str, float], float]:
    """The tokens that answer a word, what each occurrence counts, and what they count together."""
    if is_sign(one.word.text):
        return dict.fromkeys((token for token in tokens if token[0] == one.word.text), 1.0), 1.0
    forms = {form: 1.0 if form == one.word.text else INFLECTED for form in one.word.forms if form in tokens}
    if forms or not one.distance:
        return forms, 1.0
    for token in tokens - near.keys():
        near[token] = any(within(spelling, token, one.distance) for spelling in one.word.spellings)
    return dict.fromkeys((token for token in tokens if near[token]), 1.0), one.near

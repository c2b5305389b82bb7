"""What a group of texts is called: the words that most of its texts share, as they are spelled there."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from renkei.text.terms import terms

NAMED = 4  # words or phrases of a name
WEAKEST = 0.25  # of the weightiest term: what weighs less names nothing by itself
FAINT = 0.1  # and what weighs less than this stands in no phrase either
_WORD = re.compile(r"[^\W_]+")


def name(weights: Mapping[str, float], texts: Sequence[str]) -> list[str]:
    """The weightiest terms that stand in more than half of the texts, those that stand side by side as one phrase.

    `weights` are the terms of the whole group.
    """
    inside = [terms(text) for text in texts]
    having = Counter(term for text in inside for term in set(text))
    common = [term for term in weights if 2 * having[term] > len(texts)] or list(weights)
    worth = {term: weights[term] * having[term] for term in common}
    best = max(worth.values(), default=0.0)
    ranked = sorted((term for term in common if worth[term] >= FAINT * best), key=lambda term: (-worth[term], term))
    naming = {term for term in ranked if worth[term] >= WEAKEST * best}
    found = [phrase for phrase in _phrases(ranked, inside, having) if naming & set(phrase)]
    spellings = _spellings(ranked, texts)
    return [_told(phrase, spellings) for phrase in found[:NAMED]]


def spelled(wanted: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Terms as the texts spell them most often, each once."""
    found = _spellings(wanted, texts)
    return list(dict.fromkeys(found[term] for term in wanted))


def _phrases(
    ranked: Sequence[str], inside: Iterable[Sequence[str]], having: Mapping[str, int]
) -> list[tuple[str, ...]]:
    """The terms in order of weight, each once; with the one that follows it in more than half of the texts with it."""
    wanted = set(ranked)
    follows: Counter[tuple[str, str]] = Counter()
    for text in inside:
        follows.update({pair for pair in pairwise(text) if wanted.issuperset(pair)})
    chains: dict[str, tuple[str, ...]] = {term: (term,) for term in ranked}
    for one, two in sorted(follows, key=lambda pair: (-follows[pair], pair)):
        left, right = chains[one], chains[two]
        joined = left[-1] == one and right[0] == two and left is not right
        if joined and 2 * follows[one, two] > max(having[one], having[two]):
            chains.update(dict.fromkeys((*left, *right), left + right))
    return list(dict.fromkeys(chains[term] for term in ranked))


def _told(phrase: Sequence[str], spellings: Mapping[str, str]) -> str:
    """The words of the phrase; pairs of signs of a script without blanks overlap in one word."""
    if all(len(term) == 2 and not term.isascii() for term in phrase):
        return "".join([phrase[0], *(term[-1] for term in phrase[1:])])
    return " ".join(spellings[term] for term in phrase)


def _spellings(wanted: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Term → its most frequent spelling; capitals of a sentence or a whole text are not the word's."""
    seen: dict[str, Counter[str]] = {term: Counter() for term in wanted}
    words = Counter(word for text in texts for word in _WORD.findall(text.lower() if text.isupper() else text))
    for word, times in words.items():
        term = _term(word)
        if term in seen:
            seen[term][word.lower() if word.istitle() else word] += times
    return {term: min(of.items(), key=lambda one: (-one[1], one[0]))[0] if of else term for term, of in seen.items()}


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """The one term of a word; empty where it has none or several."""
    found = terms(word)
    return found[0] if len(found) == 1 else ""

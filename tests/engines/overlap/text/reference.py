"""The exact join, worked out the slow way from the definition."""

import re
from itertools import combinations, pairwise

from renkei.text.normal import folded
from renkei.text.terms import UNSPACED

WORD = re.compile(rf"(?=\w)[{UNSPACED}]|[^\W_{UNSPACED}]+(?:'[^\W_{UNSPACED}]+)*")


def split(text: str) -> list[str]:
    return [word.replace("'", "") for word in WORD.findall(folded(text))]


def word_pairs(text: str) -> set[tuple[str, str]]:
    words = split(text)
    return set(pairwise(words))


def jaccard(one: str, other: str) -> float:
    left, right = word_pairs(one), word_pairs(other)
    return len(left & right) / len(left | right) if left | right else 0.0


def joined(texts: dict[str, str], least: float) -> dict[tuple[str, str], float]:
    """Every pair that shares at least so much, or is identical word by word."""
    found = {}
    for one, other in combinations(sorted(texts), 2):
        same = split(texts[one]) == split(texts[other]) != []
        share = 1.0 if same else jaccard(texts[one], texts[other])
        if share >= least:
            found[one, other] = share
    return found

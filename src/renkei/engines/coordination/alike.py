"""Texts as weighted words, and which of them are alike."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from renkei.text.terms import Counted, counted, scaled, strongest, terms, weighted

TERMS = 24  # the weightiest words that stand for a text
AGREEING = 3  # words that must make two texts alike: one alone is often a coincidence
FAINT = 0.1  # of the weightiest word: what weighs less makes nothing alike
BLOCK = 1000  # texts compared with all at once
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")

Places = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Allowed = Callable[[Places, Places], Truths]


@dataclass(frozen=True)
class Texts:
    """Texts as rows over the terms `names`: each text's weightiest terms that others have too.

    A row's length is 1, less the share of the text that no other text has a word of.
    """

    rows: sparse.csr_matrix
    names: Sequence[str]


@dataclass(frozen=True)
class Alike:
    """Pairs of texts by their places, with the cosine of their weights, rounded to six decimals."""

    left: Places
    right: Places
    likeness: Values


def plain(text: str) -> str:
    """The text without web addresses, which are no words."""
    return _ADDRESS.sub(" ", text)


def weighed(texts: Iterable[str]) -> Texts:
    """The texts with each term weighing by how often it stands there and how few texts have it."""
    known = counted(Counter(terms(text)) for text in texts)
    shortened = scaled(strongest(weighted(known), TERMS), 2)
    return Texts(sparse.csr_matrix(sparse.diags(_shared(known)) @ shortened), known.names)


def _shared(known: Counted) -> Values:
    """What is left of each text's length without its words that no other text has, which `known` only counts."""
    texts = known.rows.shape[0]
    weights = known.rows.copy()
    weights.data = 1 + np.log(np.maximum(weights.data, 1))
    worth = np.log((1 + texts) / np.maximum(known.having, 1))
    shared = np.asarray((weights @ sparse.diags(worth)).power(2).sum(axis=1)).ravel()
    own = np.maximum(known.lengths - np.asarray(known.rows.sum(axis=1)).ravel(), 0) * np.log(1 + texts) ** 2
    whole = shared + own
    left: Values = np.sqrt(np.divide(shared, whole, out=np.zeros_like(whole), where=whole > 0))
    return left


def alike(texts: Texts, least: float, allowed: Allowed) -> Iterator[Alike]:
    """All pairs with at least that likeness that are `allowed`, both ways, a block of left texts at a time."""
    across = texts.rows.T.tocsr()
    for start in range(0, texts.rows.shape[0], BLOCK):
        found = (texts.rows[start : start + BLOCK] @ across).tocoo()
        likeness = np.round(found.data, 6)
        near = likeness >= least
        left, right = found.row[near].astype(np.int64) + start, found.col[near].astype(np.int64)
        fits = (left != right) & allowed(left, right)
        yield Alike(left[fits], right[fits], likeness[near][fits])


def agreeing(texts: Texts, one: int, other: int) -> list[str]:
    """The words that make two texts alike: by the product of their weights, the weightiest first."""
    starts, places, weights = texts.rows.indptr, texts.rows.indices, texts.rows.data
    left, right = (
        dict(zip(places[of].tolist(), weights[of].tolist(), strict=True))
        for of in (slice(starts[text], starts[text + 1]) for text in (one, other))
    )
    worth = {place: weight * right[place] for place, weight in left.items() if place in right}
    least = FAINT * max(worth.values(), default=0.0)
    ranked = sorted((-value, place) for place, value in worth.items() if value >= least)
    return [texts.names[place] for _, place in ranked]

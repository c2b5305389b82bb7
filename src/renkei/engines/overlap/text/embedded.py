"""Texts that a model of language places near each other: a second route to what is reworded, by the extra."""

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from renkei.engines.overlap.text.signatures import Places

Marks = npt.NDArray[np.bool_]
NEIGHBOURS = 10  # of each left text


class Encoder(Protocol):
    """What encodes: a SentenceTransformer, or anything that has its `encode`."""

    def encode(self, sentences: list[str]) -> Any:
        """A vector a text, all equally long."""


def nearest(texts: list[str], encoder: Encoder, on_left: Marks, on_right: Marks) -> tuple[Places, Places, Any]:
    """→ (places of texts, places of others, the cosine of their vectors) for the nearest of each left text.

    By usearch, on one thread, so that the same texts give the same neighbours. Raises `ValueError` where the encoder
    does not give a vector of numbers for each text.
    """
    from usearch.index import Index  # noqa: PLC0415 - of the extra `embeddings`

    vectors = np.asarray(encoder.encode(texts), np.float32)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
        raise ValueError("the model does not give one vector of numbers for each text: name another model")
    left, right = np.flatnonzero(on_left), np.flatnonzero(on_right)
    index = Index(ndim=vectors.shape[1], metric="cos", dtype="f32")
    index.add(right.astype(np.uint64), vectors[right], threads=1)
    found = index.search(vectors[left], min(NEIGHBOURS + 1, len(right)), threads=1)
    places = found.keys.astype(np.int64).reshape(len(left), -1)
    first, second = np.repeat(left, places.shape[1]), places.ravel()
    other = first != second
    pairs, at = np.unique(_as_one(first[other], second[other]), return_index=True)
    cosines = np.clip(1 - np.asarray(found.distances, np.float64).ravel()[other][at], 0, 1)
    return pairs >> 32, pairs & ((1 << 32) - 1), cosines


def _as_one(first: Places, second: Places) -> Places:
    """A pair of places as one number, the smaller first."""
    return np.minimum(first, second) * (1 << 32) + np.maximum(first, second)

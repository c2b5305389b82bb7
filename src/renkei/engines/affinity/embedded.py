"""Affinity by a model of language that somebody gives: any object that encodes texts as vectors."""

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from renkei.engines.affinity.options import AffinityError
from renkei.engines.affinity.texts import Text, Texts

Numbers = npt.NDArray[np.float64]
BEST = 3  # the nearest texts of a reviewer, whose mean likeness counts


class Encoder(Protocol):
    """What encodes: a SentenceTransformer, or anything that has its `encode`."""

    def encode(self, sentences: list[str]) -> Any:
        """A vector a text, all equally long."""


def likeness(texts: Texts, encoder: Encoder) -> Numbers:
    """Applications × reviewers: the mean cosine of an application and a reviewer's nearest texts, not below 0.

    NaN where the reviewer, or the application, has no text. Weights of texts are not used.
    """
    asked = _vectors(texts.asked, encoder)
    found = np.full((len(texts.asked), len(texts.reviewers)), np.nan)
    own: dict[int, list[Text]] = {}
    for text in texts.known:
        own.setdefault(text.owner, []).append(text)
    for owner in range(len(texts.reviewers)):
        if owner in own:
            cosines = np.sort(asked @ _vectors(own[owner], encoder).T, axis=1)[:, -BEST:]
            found[:, owner] = np.clip(cosines.mean(axis=1), 0, 1)
    found[[not text.whole for text in texts.asked]] = np.nan
    return found


def _vectors(texts: list[Text] | tuple[Text, ...], encoder: Encoder) -> Numbers:
    vectors = np.asarray(encoder.encode([text.whole for text in texts]), dtype=np.float64)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
        raise AffinityError("the model does not give one vector of numbers for each text: name another model")
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1))

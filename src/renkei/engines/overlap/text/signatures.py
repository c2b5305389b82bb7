"""From texts to what is compared of them: sets of word pairs, of terms and of passages' fingerprints."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.overlap.text import kernels
from renkei.engines.overlap.text.words import to_split

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Given = TypeVar("Given")
Made = TypeVar("Made")
TOGETHER = 2048  # texts that are taken apart at a time


@dataclass(frozen=True)
class Sets:
    """Many sets of hashes: set i is `hashes[bounds[i]:bounds[i + 1]]`, sorted, without repeats."""

    hashes: Hashes
    bounds: Places

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def sizes(self) -> Places:
        """How many each set holds."""
        return np.diff(self.bounds)

    def take(self, which: Places) -> "Sets":
        """The sets at these places, in this order."""
        sizes = self.sizes[which]
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        return Sets(self.hashes[np.repeat(self.bounds[which] - bounds[:-1], sizes) + np.arange(bounds[-1])], bounds)


@dataclass(frozen=True)
class Signatures:
    """What is compared of each text.

    `shingles`: pairs of words in a row. `terms`: words, and pairs of signs where a script has no blanks. `passages`:
    fingerprints of runs of words. `whole`: a hash of all words in order, equal for texts that differ in nothing but
    case, width, diacritics, punctuation and blanks. `words`: how many words.
    """

    shingles: Sets
    terms: Sets
    passages: Sets
    whole: Hashes
    words: Places

    def __len__(self) -> int:
        return len(self.whole)

    def take(self, which: Places) -> "Signatures":
        """The signatures of the texts at these places, in this order."""
        return Signatures(
            self.shingles.take(which),
            self.terms.take(which),
            self.passages.take(which),
            self.whole[which],
            self.words[which],
        )


def signatures(texts: Sequence[str | None] | pl.Series, threads: int = 1) -> Signatures:
    """The signatures of texts, in their order, the same whatever the threads; nothing is an empty text."""
    starts = range(0, len(texts), TOGETHER)
    return joined(in_order(lambda start: _some(texts[start : start + TOGETHER]), starts, threads))


def in_order(make: Callable[[Given], Made], given: Iterable[Given], threads: int) -> list[Made]:
    """What `make` makes of each, in order, by several threads."""
    if threads == 1:
        return [make(one) for one in given]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(make, given))


def _some(texts: Iterable[str | None]) -> Signatures:
    parts = [to_split(text or "") for text in texts]
    bounds = np.concatenate([[0], np.cumsum([len(part) for part in parts], dtype=np.int64)])
    data = np.frombuffer(b"".join(parts), np.uint8)
    words, alone, ends = kernels.split(data, bounds)
    hashes, shingle_bounds, whole = kernels.shingled(words, ends)
    terms, passages = Sets(*kernels.termed(words, alone, ends)), Sets(*kernels.winnowed(words, ends))
    return Signatures(Sets(hashes.copy(), shingle_bounds), _tight(terms), _tight(passages), whole, np.diff(ends))


def _tight(sets: Sets) -> Sets:
    return Sets(sets.hashes.copy(), sets.bounds)  # without the room that was made for more


def joined(parts: Sequence[Signatures]) -> Signatures:
    """The signatures of all parts, one after the other."""
    none = _some([])
    return Signatures(
        **{field.name: _joined([getattr(part, field.name) for part in [none, *parts]]) for field in fields(Signatures)}
    )


def _joined(parts: list[Any]) -> Any:
    if not isinstance(parts[0], Sets):
        return np.concatenate(parts)
    starts = np.cumsum([0, *(len(part.hashes) for part in parts)])
    bounds = [part.bounds[1:] + start for part, start in zip(parts, starts[:-1], strict=True)]
    return Sets(np.concatenate([part.hashes for part in parts]), np.concatenate([[0], *bounds]))

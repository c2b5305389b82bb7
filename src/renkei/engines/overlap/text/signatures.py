"""From texts to what is compared of them: sets of word pairs, of terms and of passages' fingerprints."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from itertools import chain
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
    return joined(_in_parts(texts, threads))


def distinct_signatures(texts: Sequence[str | None] | pl.Series, threads: int = 1) -> tuple[Signatures, Hashes, Places]:
    """→ (the signatures of each text that has words, when it first stands; `whole` and `words` of all texts).

    As `signatures`, but texts that stand many times take the room of one.
    """
    seen: set[int] = set()
    whole, words = _Growing(), _Growing()

    def first_ones() -> Iterator[Signatures]:
        for part in chain([_some([])], _in_parts(texts, threads)):
            whole.add(part.whole)
            words.add(part.words)
            first = []
            for at, (one, many) in enumerate(zip(part.whole.tolist(), part.words.tolist(), strict=True)):
                if many and one not in seen:
                    seen.add(one)
                    first.append(at)
            yield part.take(np.array(first, np.int64))

    return joined(first_ones()), whole.all(), words.all()


def _in_parts(texts: Sequence[str | None] | pl.Series, threads: int) -> Iterator[Signatures]:
    starts = range(0, len(texts), TOGETHER)
    return in_order(lambda start: _some(texts[start : start + TOGETHER]), starts, threads)


def in_order(make: Callable[[Given], Made], given: Iterable[Given], threads: int) -> Iterator[Made]:
    """What `make` makes of each, in order, by several threads."""
    if threads == 1:
        yield from map(make, given)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(make, given)


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


def joined(parts: Iterable[Signatures]) -> Signatures:
    """The signatures of all parts, one after the other; a part is let go before the next is asked for."""
    growing = {field.name: _GrowingSets() if field.type is Sets else _Growing() for field in fields(Signatures)}
    for part in chain([_some([])], parts):
        for name, one in growing.items():
            one.add(getattr(part, name))
    whole: dict[str, Any] = {name: one.all() for name, one in growing.items()}
    return Signatures(**whole)


class _Growing:
    """An array that grows where it stands: large ones are not copied."""

    def __init__(self) -> None:
        self._array: Any = None

    def add(self, values: Any) -> None:
        if self._array is None:
            self._array = np.empty(0, values.dtype)
        start = len(self._array)
        self._array.resize(start + len(values), refcheck=False)
        self._array[start:] = values

    def all(self) -> Any:
        return self._array


class _GrowingSets:
    def __init__(self) -> None:
        self._hashes, self._bounds = _Growing(), _Growing()
        self._bounds.add(np.zeros(1, np.int64))

    def add(self, sets: Sets) -> None:
        self._bounds.add(sets.bounds[1:] + self._bounds.all()[-1])
        self._hashes.add(sets.hashes)

    def all(self) -> Sets:
        return Sets(self._hashes.all(), self._bounds.all())

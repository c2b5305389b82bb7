"""A portfolio's sketch: of each text 256 short numbers, whose agreement estimates how alike two texts are.

MinHash (Broder, 1997) of the pairs of words in a row, of which each number keeps 16 bits (Li and König, 2010). The
orders under which the least number is taken, and the numbers themselves, depend on the key.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.overlap.sketch.kernels import least
from renkei.engines.overlap.sketch.key import Key
from renkei.engines.overlap.text.signatures import Places, Signatures, signatures

NUMBERS = 256  # of a text
SHORTEST = 12  # pairs of words; a shorter text is guessed too easily, and says too little
Numbers = npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Named:
    """What every sketch tells: each project's name, in order, and the check value of the key.

    `named` says whether names are the projects' own identifiers or pseudonyms. `left_out` are the identifiers of
    projects whose text is too short or missing; they are not handed over.
    """

    names: tuple[str, ...]
    check: str
    named: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Sketch(Named):
    """What is handed over: the numbers of each project, a row each in the order of names."""

    numbers: Numbers


def sketch(projects: pl.DataFrame, key: Key, own: Key | None = None) -> Sketch:
    """The sketch of a table `projects`, in the order of the names it shows.

    `own` is a key of the owner's alone, under which identifiers become pseudonyms; without it they are shown.
    """
    texts = signatures(projects["text"].to_list())
    names, order, left_out = in_order_of_names(projects["project_id"].to_list(), texts, own)
    sets = texts.shingles.take(order)
    distinct, places = np.unique(sets.hashes, return_inverse=True)
    numbers = least(key.numbers(distinct, "pairs")[places], sets.bounds, *key.orders(NUMBERS))
    return Sketch(names, key.check, own is None, left_out, numbers)


def in_order_of_names(
    ids: list[str], texts: Signatures, own: Key | None
) -> tuple[tuple[str, ...], Places, tuple[str, ...]]:
    """The names that a sketch shows, sorted, the place of each one's text, and the identifiers left out."""
    told = texts.shingles.sizes >= SHORTEST
    names = [own.pseudonym(one) if own else one for one in ids]
    order = np.array(sorted(np.flatnonzero(told).tolist(), key=names.__getitem__), dtype=np.int64)
    left_out = tuple(sorted(one for one, kept in zip(ids, told, strict=True) if not kept))
    return tuple(names[at] for at in order), order, left_out

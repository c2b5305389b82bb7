"""Two sketches compared: the pairs whose numbers agree often enough, met by bands and then counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.defects import say
from renkei.engines.overlap.sketch.kernels import agreeing
from renkei.engines.overlap.sketch.making import NUMBERS, Numbers, Sketch
from renkei.tables import DECIMALS, OVERLAPS

ROWS = 4  # numbers of a band: together they are one number of 64 bits
Places = npt.NDArray[np.int64]


class SketchError(Exception):
    """Two sketches that cannot be compared, and why."""


@dataclass(frozen=True)
class CompareOptions:
    """`least` is the estimated share of word pairs from which a pair is told.

    Texts with one and the same sketch, and texts that meet under one band, make `most` pairs at most: more is a
    placeholder or a form's own wording.
    """

    least: float = 0.44
    most: int = 10_000


@dataclass(frozen=True)
class Compared:
    """`overlaps` as the contract has it; `crowds`: sketches that so many projects have on the left and the right
    (`left_many`, `right_many`, with the first of each by name) that their pairs are not listed; `crowded_bands`: how
    many bands were passed over.
    """

    overlaps: pl.DataFrame
    crowds: pl.DataFrame
    crowded_bands: int


def compare(left: Sketch, right: Sketch, options: CompareOptions | None = None) -> Compared:
    """The pairs in common, from the sketches alone. SketchError where they are of different keys."""
    chosen = options or CompareOptions()
    if left.check != right.check:
        raise SketchError("the sketches are of different keys: make both with the key that is shared")
    (ours, of_ours), (theirs, of_theirs) = _distinct(left.numbers), _distinct(right.numbers)
    codes, crowded = _met(ours, theirs, chosen.most)
    pairs = np.divmod(codes, max(len(theirs), 1))
    same = agreeing(ours, theirs, *pairs)
    kept = same >= np.ceil(chosen.least * NUMBERS)
    found = (pairs[0][kept], pairs[1][kept], same[kept])
    rows, crowds = _told((left, of_ours), (right, of_theirs), found, chosen.most)
    return Compared(
        pl.DataFrame(rows, schema=OVERLAPS.schema, orient="row").sort(OVERLAPS.key),
        pl.DataFrame(
            crowds,
            schema={"left_many": pl.Int64, "left_first": pl.String, "right_many": pl.Int64, "right_first": pl.String},
            orient="row",
        ),
        crowded,
    )


def _distinct(numbers: Numbers) -> tuple[Numbers, list[Places]]:
    """The rows that differ, and the places of each in `numbers`."""
    if not len(numbers):
        return numbers, []
    whole = np.ascontiguousarray(numbers).view(np.dtype((np.void, numbers.shape[1] * numbers.itemsize))).ravel()
    _, first, which = np.unique(whole, return_index=True, return_inverse=True)
    order = np.argsort(which, kind="stable")
    return numbers[first], np.split(order, np.cumsum(np.bincount(which))[:-1])


def _met(ours: Numbers, theirs: Numbers, most: int) -> tuple[Places, int]:
    """The pairs of rows that share a band, as left · (number of rights) + right, each once, in order."""
    crowded = 0
    found = np.zeros(0, np.int64)
    bands = [np.ascontiguousarray(side).view(np.uint64).reshape(len(side), NUMBERS // ROWS) for side in (ours, theirs)]
    for band in range(NUMBERS // ROWS):
        codes, passed = _one_band(bands[0][:, band], bands[1][:, band], most)
        found = np.union1d(found, codes)
        crowded += passed
    return found, crowded


def _one_band(ours: npt.NDArray[np.uint64], theirs: npt.NDArray[np.uint64], most: int) -> tuple[Places, int]:
    order = np.argsort(theirs, kind="stable")
    ordered = theirs[order]
    start, end = (np.searchsorted(ordered, ours, side) for side in ("left", "right"))
    many = end - start
    _, which, often = np.unique(ours, return_inverse=True, return_counts=True)
    crowded = many * often[which] > most
    passed = len(np.unique(ours[crowded]))
    many = np.where(crowded, 0, many)
    rows = np.repeat(np.arange(len(ours)), many)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
    return rows * len(theirs) + order[np.repeat(start, many) + offsets], passed


def _told(
    left: tuple[Sketch, list[Places]],
    right: tuple[Sketch, list[Places]],
    found: tuple[Places, Places, Places],
    most: int,
) -> tuple[list[tuple[object, ...]], list[tuple[int, str, int, str]]]:
    """Rows of `overlaps` for all projects behind each pair of sketches; pairs of many behind many are crowds."""
    rows: list[tuple[object, ...]] = []
    crowds: list[tuple[int, str, int, str]] = []
    for our, their, same in zip(*(part.tolist() for part in found), strict=True):
        names = [sorted(side.names[at] for at in groups[at_]) for (side, groups), at_ in ((left, our), (right, their))]
        if len(names[0]) * len(names[1]) > most:
            crowds.append((len(names[0]), names[0][0], len(names[1]), names[1][0]))
        else:
            rows.extend(_rows(names, same))
    return rows, sorted(crowds)


def _rows(names: list[list[str]], same: int) -> Iterator[tuple[object, ...]]:
    share = same / NUMBERS
    spread = 2 * sqrt(share * (1 - share) / NUMBERS)
    template = "about {share} % of the word pairs of both texts are the same (estimated: give or take {spread})"
    evidence = str(say(template, share=round(100 * share), spread=round(100 * spread)))
    strength = Decimal(f"{share:.{DECIMALS}f}")
    yield from ((one, other, "text", strength, evidence, None) for one in names[0] for other in names[1])

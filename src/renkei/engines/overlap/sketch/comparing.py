"""Two sketches compared: the pairs whose numbers agree often enough, met by bands and then counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import sqrt

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.defects import say
from renkei.engines.overlap.sketch.kernels import agreeing
from renkei.engines.overlap.sketch.making import NUMBERS, Named, Numbers, Sketch
from renkei.engines.overlap.sketch.whole import WholeSketch, whole_pairs
from renkei.engines.overlap.text import TextOptions
from renkei.engines.overlap.text.signatures import Places
from renkei.engines.overlap.texts import shares_told
from renkei.tables import DECIMALS, OVERLAPS

ROWS = 4  # numbers of a band: together they are one number of 64 bits
CROWDS = {"left_many": pl.Int64, "left_first": pl.String, "right_many": pl.Int64, "right_first": pl.String}
Found = tuple[list[int], list[int], float, str]  # rows of the left, of the right, strength, evidence


class SketchError(Exception):
    """Two sketches that cannot be compared, and why."""


@dataclass(frozen=True)
class CompareOptions:
    """`least` is the estimated share of word pairs from which a pair is told; whole sketches go by `texts` instead.

    Texts with one and the same sketch, and texts that meet under one band, make `most` pairs at most: more is a
    placeholder or a form's own wording.
    """

    least: float = 0.44
    most: int = 10_000
    texts: TextOptions = field(default_factory=TextOptions)


@dataclass(frozen=True)
class Compared:
    """`overlaps` as the contract has it; `crowds`: sketches that so many projects have on the left and the right
    (`left_many`, `right_many`, with the first of each by name) that their pairs are not listed; `crowded_bands`: how
    many bands were passed over.
    """

    overlaps: pl.DataFrame
    crowds: pl.DataFrame
    crowded_bands: int


def compare(left: Named, right: Named, options: CompareOptions | None = None) -> Compared:
    """The pairs in common, from the sketches alone.

    SketchError where they are of different keys, or one is whole and the other is not.
    """
    chosen = options or CompareOptions()
    if left.check != right.check:
        raise SketchError("the sketches are of different keys: make both with the key that is shared")
    if isinstance(left, WholeSketch) and isinstance(right, WholeSketch):
        return _compared(left, right, _whole(left, right, chosen), chosen.most, 0)
    if isinstance(left, Sketch) and isinstance(right, Sketch):
        found, crowded = _by_numbers(left, right, chosen)
        return _compared(left, right, found, chosen.most, crowded)
    raise SketchError("one sketch is whole and the other is not: make both with --whole, or both without")


def _whole(left: WholeSketch, right: WholeSketch, options: CompareOptions) -> Iterator[Found]:
    pairs = whole_pairs(left, right, options.texts)
    for row in pairs.sort("left", "right").iter_rows(named=True):
        yield row["left"], row["right"], row["strength"], "; ".join(shares_told(row))


def _by_numbers(left: Sketch, right: Sketch, options: CompareOptions) -> tuple[Iterator[Found], int]:
    (ours, of_ours), (theirs, of_theirs) = _distinct(left.numbers), _distinct(right.numbers)
    codes, crowded = _met(ours, theirs, options.most)
    first, second = np.divmod(codes, max(len(theirs), 1))
    same = agreeing(ours, theirs, first, second)
    kept = np.flatnonzero(same >= np.ceil(options.least * NUMBERS))
    found = (
        (of_ours[first[at]].tolist(), of_theirs[second[at]].tolist(), float(same[at]) / NUMBERS, _estimated(same[at]))
        for at in kept
    )
    return found, crowded


def _estimated(same: int) -> str:
    share = same / NUMBERS
    spread = round(200 * sqrt(share * (1 - share) / NUMBERS))
    template = "about {share} % of the word pairs of both texts are the same (estimated: give or take {spread})"
    return str(say(template, share=round(100 * share), spread=spread))


def _compared(left: Named, right: Named, found: Iterable[Found], most: int, crowded: int) -> Compared:
    """The pairs of all projects behind each pair of texts; what many have on both sides is a crowd, not listed."""
    rows: list[tuple[object, ...]] = []
    crowds: list[tuple[int, str, int, str]] = []
    for ours, theirs, strength, evidence in found:
        names = sorted(left.names[at] for at in ours), sorted(right.names[at] for at in theirs)
        if len(ours) * len(theirs) > most:
            crowds.append((len(ours), names[0][0], len(theirs), names[1][0]))
            continue
        decimal = Decimal(f"{min(1.0, strength):.{DECIMALS}f}")
        rows += [(one, other, "text", decimal, evidence, None) for one in names[0] for other in names[1]]
    return Compared(
        pl.DataFrame(rows, schema=OVERLAPS.schema, orient="row").sort(OVERLAPS.key),
        pl.DataFrame(sorted(crowds), schema=CROWDS, orient="row"),
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

"""Which texts have a key in common: one query, for DuckDB here and for Spark on many machines."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.overlap.text import counting
from renkei.engines.overlap.text.options import TextOptions
from renkei.engines.overlap.text.signatures import Places

LEFT, RIGHT, TWICE = np.uint8(1), np.uint8(2), np.uint8(4)
MARKS = 1 << 27  # at most so many marks are kept of the keys seen
AT_ONCE = 1 << 23  # keys that are joined at a time
WIDTH = 1 << 32  # a pair of places as one number: the first times this, and the second

# `keys` has a row for each key of a text: key, text, on_left, on_right. Keys of more texts than the cap are left out.
PAIRS = f"""
WITH few AS (SELECT * FROM keys QUALIFY count(*) OVER (PARTITION BY key) BETWEEN 2 AND {{cap}})
SELECT DISTINCT CAST(a.text AS BIGINT) * {WIDTH} + b.text AS pair FROM few a JOIN few b ON a.key = b.key
WHERE a.text < b.text AND ((a.on_left AND b.on_right) OR (b.on_left AND a.on_right))
"""
TOO_MANY = """
SELECT count(*) AS many, min(text) AS first, max(text) AS second FROM keys GROUP BY key HAVING count(*) > {cap}
"""


_NONE_LEFT_OUT = pl.DataFrame(schema=dict.fromkeys(("many", "first", "second"), pl.Int64))


@dataclass(frozen=True)
class Candidates:
    """Pairs of places, the first before the second, in order. `left_out`: a row a key of too many texts: how many,
    and the places of two of them (many, first, second)."""

    first: Places
    second: Places
    left_out: pl.DataFrame


def worth_joining(
    keys: Places, texts: Places, on_left: npt.NDArray[np.bool_], on_right: npt.NDArray[np.bool_]
) -> Places:
    """Which keys may join something: most stand in one text alone, or on one side, and need no join."""
    marks = np.zeros(min(MARKS, 1 << int(np.ceil(np.log2(4 * len(keys) + 2)))), np.uint8)
    counting.seen(marks, keys, texts, on_left * LEFT | on_right * RIGHT)
    return np.flatnonzero(counting.met(marks, keys, LEFT | RIGHT | TWICE))


def candidates(
    keys: Places,
    texts: Places,
    on_left: npt.NDArray[np.bool_],
    on_right: npt.NDArray[np.bool_],
    options: TextOptions,
) -> Candidates:
    """The pairs of a left and a right text that have a key in common, by DuckDB."""
    return candidates_by_kind([(keys, texts)], on_left, on_right, options)


def candidates_by_kind(
    kinds: Iterable[tuple[Places, Places]],
    on_left: npt.NDArray[np.bool_],
    on_right: npt.NDArray[np.bool_],
    options: TextOptions,
) -> Candidates:
    """As `candidates`, one kind of keys after the other, so that only one is in memory."""
    pairs, left_out = np.zeros(0, np.int64), [_NONE_LEFT_OUT]
    with _database(options) as database:
        for keys, texts in chain.from_iterable(_parts(*kind) for kind in kinds):
            kept = worth_joining(keys, texts, on_left, on_right)
            if not len(kept):
                continue
            which = texts[kept]
            table = {"key": keys[kept], "text": which, "on_left": on_left[which], "on_right": on_right[which]}
            database.register("keys", table)
            found = database.execute(PAIRS.format(cap=options.cap)).fetchnumpy()["pair"]
            pairs = np.union1d(pairs, np.asarray(found, np.int64))
            counted = dict(database.execute(TOO_MANY.format(cap=options.cap)).fetchnumpy())
            left_out.append(pl.DataFrame(counted).cast(_NONE_LEFT_OUT.schema))
            database.unregister("keys")
    return Candidates(pairs // WIDTH, pairs % WIDTH, pl.concat(left_out).sort("many", "first", "second"))


def _parts(keys: Places, texts: Places) -> Iterator[tuple[Places, Places]]:
    """The keys in parts that are joined one after the other; equal keys are in the same part."""
    many = -(-len(keys) // AT_ONCE)
    for part in range(many):
        here = slice(None) if many == 1 else np.flatnonzero(keys % many == part)
        yield keys[here], texts[here]


@contextmanager
def _database(options: TextOptions) -> Iterator[duckdb.DuckDBPyConnection]:
    if options.scratch:
        options.scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="renkei-", dir=options.scratch) as spill:  # DuckDB's own choice is where one stands
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": options.threads,
            "memory_limit": options.memory,
            "preserve_insertion_order": False,
            "temp_directory": spill,
        }
        with duckdb.connect(config=settings) as database:
            database.execute("SET enable_progress_bar = false")  # it would stand in the output
            yield database

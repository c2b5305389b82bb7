"""The join on many machines: the same query, by Spark.

Signatures and keys are worked out as on one machine; only the join is Spark's. Needs the extra `spark` and Java.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.overlap.text.join import PAIRS, TOO_MANY, WIDTH, Candidates, worth_joining
from renkei.engines.overlap.text.options import TextOptions
from renkei.engines.overlap.text.signatures import Places

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def keys_to_join(
    kinds: Iterable[tuple[Places, Places]], on_left: npt.NDArray[np.bool_], on_right: npt.NDArray[np.bool_]
) -> pl.DataFrame:
    """The table that the query reads: key, text, on_left, on_right; without keys that can join nothing."""
    parts = []
    for keys, texts in kinds:
        kept = worth_joining(keys, texts, on_left, on_right)
        which = texts[kept].astype(np.int64)
        parts.append({"key": keys[kept], "text": which, "on_left": on_left[which], "on_right": on_right[which]})
    return pl.concat([pl.DataFrame(part) for part in parts])


def candidates_by_spark(session: "SparkSession", keys: "DataFrame", options: TextOptions) -> Candidates:
    """The pairs of a left and a right text that have a key in common, of a table of keys that Spark reads.

    The same pairs as `join.candidates` finds. Only the pairs come back to this machine.
    """
    keys.createOrReplaceTempView("keys")
    few, left_out = PAIRS.format(cap=options.cap), TOO_MANY.format(cap=options.cap)
    pairs = np.sort(np.array([row[0] for row in session.sql(few).toLocalIterator()], np.int64))
    rows = [(row["many"], row["first"], row["second"]) for row in session.sql(left_out).toLocalIterator()]
    schema = dict.fromkeys(("many", "first", "second"), pl.Int64)
    told = pl.DataFrame(rows, schema=schema, orient="row").sort("many", "first", "second")
    return Candidates(pairs // WIDTH, pairs % WIDTH, told)

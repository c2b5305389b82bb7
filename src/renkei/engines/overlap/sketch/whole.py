"""Whole sketches: every word pair, term and passage as a keyed number, compared as the texts themselves would be.

They find passages copied into longer texts and reworded texts too, which 256 numbers cannot show, and reveal more: how
long each text is, and how often each number stands in the portfolio (docs/sketches.md).
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from renkei.engines.overlap.sketch.key import Key
from renkei.engines.overlap.sketch.making import Named, in_order_of_names
from renkei.engines.overlap.text import TextOptions
from renkei.engines.overlap.text.commonness import commonness
from renkei.engines.overlap.text.identical import identical
from renkei.engines.overlap.text.join import candidates
from renkei.engines.overlap.text.keys import keys
from renkei.engines.overlap.text.pairs import judged
from renkei.engines.overlap.text.signatures import Sets, Signatures, joined, signatures
from renkei.engines.overlap.text.verify import agreement

KINDS = ("shingles", "terms", "passages")
SHOWN = ("jaccard", "containment", "cosine", "route", "strength")


@dataclass(frozen=True)
class WholeSketch(Named):
    """A sketch of which each row is all that is compared of a text, every hash made a number under the key."""

    signatures: Signatures


def whole_sketch(projects: pl.DataFrame, key: Key, own: Key | None = None) -> WholeSketch:
    """The whole sketch of a table `projects`, in the order of the names it shows; `own` as for `sketch`."""
    texts = signatures(projects["text"].to_list())
    names, order, left_out = in_order_of_names(projects["project_id"].to_list(), texts, own)
    kept = texts.take(order)
    shingles, terms, passages = (_keyed(getattr(kept, kind), key, kind) for kind in KINDS)
    equal = key.numbers(kept.whole, "whole")
    made = Signatures(shingles, terms, passages, equal, np.ones(len(order), np.int64))
    return WholeSketch(names, key.check, own is None, left_out, made)


def _keyed(sets: Sets, key: Key, kind: str) -> Sets:
    """The sets with keyed numbers for hashes, in their own order."""
    distinct, places = np.unique(sets.hashes, return_inverse=True)
    numbers = key.numbers(distinct, kind)[places]
    owners = np.repeat(np.arange(len(sets)), sets.sizes)
    return Sets(numbers[np.lexsort((numbers, owners))], sets.bounds)


def whole_pairs(left: WholeSketch, right: WholeSketch, options: TextOptions) -> pl.DataFrame:
    """The pairs in common, as the texts themselves would show them, of distinct texts: a row for each.

    `left` and `right` are lists of rows, those of all projects that have the one text and the other; then `jaccard`,
    `containment`, `cosine`, `route` and `strength`.
    """
    every = joined([left.signatures, right.signatures])
    on_left = np.arange(len(every)) < len(left.names)
    same = identical(every)
    distinct = every.take(same.first)
    shingles, terms = commonness(distinct.shingles), commonness(distinct.terms)
    proposed = candidates(*keys(distinct, shingles, terms), same.on(on_left), same.on(~on_left), options)
    found = agreement(distinct, proposed.first, proposed.second, shingles, terms, options.threads)
    alike = judged(proposed.first, proposed.second, found, options).select("first", "second", *SHOWN)
    turned = alike.select(pl.col("second").alias("first"), pl.col("first").alias("second"), *SHOWN)
    itself = pl.DataFrame({"first": np.arange(len(distinct)), "second": np.arange(len(distinct))}).with_columns(
        **dict.fromkeys(("jaccard", "containment", "cosine", "strength"), pl.lit(1.0)), route=pl.lit("identical")
    )
    rows = pl.DataFrame({"at": np.arange(len(every)), "group": same.group})
    ours = rows.head(len(left.names)).group_by("group").agg(left="at")
    theirs = rows.tail(len(right.names)).group_by("group").agg(right=pl.col("at") - len(left.names))
    pairs = pl.concat([alike, turned, itself.select("first", "second", *SHOWN)])
    sides = pairs.join(ours, left_on="first", right_on="group").join(theirs, left_on="second", right_on="group")
    return sides.select("left", "right", *SHOWN)

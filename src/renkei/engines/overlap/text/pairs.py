"""Texts that are the same, share a passage or say the same in other words, pair by pair."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.overlap.text.commonness import commonness
from renkei.engines.overlap.text.embedded import Encoder, nearest
from renkei.engines.overlap.text.identical import Identical, grouped
from renkei.engines.overlap.text.join import candidates_by_kind
from renkei.engines.overlap.text.keys import kinds_of_keys
from renkei.engines.overlap.text.options import TextOptions
from renkei.engines.overlap.text.signatures import Places, Signatures, distinct_signatures
from renkei.engines.overlap.text.verify import Agreement, agreement

Marks = npt.NDArray[np.bool_]
AT_ONCE = 1 << 22  # proposed pairs that are counted at a time
ROUTES = ("identical", "same", "passage", "reworded")
SHARES = ("jaccard", "containment", "marked", "cosine")
PAIRS = {"left_id": pl.String, "right_id": pl.String, **dict.fromkeys(SHARES, pl.Float64)} | {
    "route": pl.String,
    "strength": pl.Float64,
}


@dataclass(frozen=True)
class TextPairs:
    """What was found, and what was not looked at.

    `pairs`: left_id, right_id, jaccard and containment (word pairs in common, as a share of all and of the smaller
    text), marked (containment with each word pair at its worth: boilerplate counts little), cosine (of the terms at
    their worth), route, strength (0 to 1); strongest first. `groups`: project_id, group, texts: the identical texts.
    `left_out`: what, texts, left_id, right_id: groups of identical texts and passages that more texts have than the
    cap, with two of them as examples. `figures`: how many texts, distinct texts, candidates and so on.
    """

    pairs: pl.DataFrame
    groups: pl.DataFrame
    left_out: pl.DataFrame
    figures: dict[str, int]


def text_pairs(
    left: pl.DataFrame,
    right: pl.DataFrame | None = None,
    options: TextOptions | None = None,
    encoder: Encoder | None = None,
) -> TextPairs:
    """The pairs of a left and a right text that have much in common; without `right`, of two left ones.

    Frames with the columns project_id and text. Every pair given satisfies its route's bound exactly: the join only
    proposes. The same rows in whatever order, and whatever the threads, give the same pairs; within `left` alone the
    smaller identifier stands left. A pair of an identifier with itself is no pair. `encoder`: a model of language that
    proposes more pairs, whose vectors' cosine is their strength (extra `embeddings`).
    """
    options = options or TextOptions()
    ids = pl.concat([frame["project_id"] for frame in (left, right) if frame is not None])
    texts = pl.concat([frame["text"] for frame in (left, right) if frame is not None])
    distinct, whole, words = distinct_signatures(texts, options.threads)
    same = grouped(whole, words)
    on_left = np.arange(len(ids)) < len(left)
    on_right = ~on_left if right is not None else on_left
    sides = same.on(on_left), same.on(on_right)
    proposed, left_out, alike = _alike(distinct, *sides, options)
    if encoder is not None and len(distinct):
        near = nearest(texts.gather(same.first).to_list(), encoder, *sides)
        alike = _with_near(alike, near, distinct, options)
    many = len(distinct)
    del distinct  # the most of what is held
    names = ids.unique().sort()
    members = _members(_places(ids, names), same, on_left, on_right, options.cap)
    pairs = pl.concat([_expanded(alike, members, right is not None), _identical_pairs(members)])
    del alike
    if right is None:
        pairs = _smaller_left(pairs)
    figures = {
        "texts": len(ids),
        "without_words": int((words == 0).sum()),
        "distinct": many,
        "candidates": proposed,
        "keys_left_out": len(left_out),
    }
    return TextPairs(ranked(pairs, names), _groups(ids, same), _left_out(ids, same, left_out, options.cap), figures)


def _alike(
    distinct: Signatures, on_left: Marks, on_right: Marks, options: TextOptions
) -> tuple[int, pl.DataFrame, pl.DataFrame]:
    """→ (how many pairs of distinct texts the join proposes, the keys left out, the pairs that satisfy a bound)."""
    shingles, terms = commonness(distinct.shingles), commonness(distinct.terms)
    proposed = candidates_by_kind(kinds_of_keys(distinct, shingles, terms), on_left, on_right, options)
    found = []
    for start in range(0, max(len(proposed.first), 1), AT_ONCE):
        first, second = (places[start : start + AT_ONCE] for places in (proposed.first, proposed.second))
        counted = agreement(distinct, first, second, shingles, terms, options.threads)
        found.append(judged(first, second, counted, options))
    return len(proposed.first), proposed.left_out, pl.concat(found)


def _with_near(
    alike: pl.DataFrame, near: tuple[Places, Places, Any], of: Signatures, options: TextOptions
) -> pl.DataFrame:
    """The pairs with those that a model finds near: what no other route has found is reworded."""
    first, second, cosine = (part[near[2] >= options.embedded] for part in near)
    found = agreement(of, first, second, commonness(of.shingles), commonness(of.terms), options.threads)
    shares = {name: getattr(found, name) for name in SHARES}
    told = pl.DataFrame({"first": first, "second": second, **shares}).with_columns(
        route=pl.lit("reworded"), strength=pl.Series(cosine)
    )
    return pl.concat([alike, told.join(alike, on=["first", "second"], how="anti").select(alike.columns)])


def judged(first: Places, second: Places, found: Agreement, options: TextOptions) -> pl.DataFrame:
    """The proposed pairs that satisfy a bound: first, second (places), the shares, route, strength."""
    columns = {name: getattr(found, name) for name in ("common", "terms", *SHARES)}
    frame = pl.DataFrame({"first": first, "second": second, **columns})
    passage = (pl.col("marked") >= options.containment) & (pl.col("common") >= options.least)
    route = (
        pl.when(pl.col("jaccard") >= options.jaccard)
        .then(pl.lit("same"))
        .when(passage)
        .then(pl.lit("passage"))
        .when((pl.col("cosine") >= options.cosine) & (pl.col("terms") >= options.least))
        .then(pl.lit("reworded"))
    )
    strength = pl.max_horizontal("marked", "cosine").clip(0, 1)
    return (
        frame.with_columns(route=route, strength=strength).filter(pl.col("route").is_not_null()).drop("common", "terms")
    )


def _places(ids: pl.Series, names: pl.Series) -> pl.Series:
    """Each identifier's place among the names: numbers in the same order, a tenth of the memory."""
    numbered = names.alias("id").to_frame().with_row_index("place")
    return ids.alias("id").to_frame().join(numbered, on="id", how="left", maintain_order="left")["place"]


def _members(ids: pl.Series, same: Identical, on_left: Marks, on_right: Marks, cap: int) -> pl.DataFrame:
    """The texts of each group, by side; of a group above the cap the smallest identifier alone."""
    frame = pl.DataFrame({"project_id": ids, "group": same.group, "on_left": on_left, "on_right": on_right})
    frame = frame.filter(pl.col("group") >= 0).sort("project_id")
    above = pl.Series(np.flatnonzero(same.many > cap))
    few = frame.filter(~pl.col("group").is_in(above.implode()))
    first = frame.filter(pl.col("group").is_in(above.implode())).unique(
        ["group", "on_left", "on_right"], keep="first", maintain_order=True
    )
    return pl.concat([few, first])


def _expanded(pairs: pl.DataFrame, members: pl.DataFrame, both_ways: bool) -> pl.DataFrame:
    """Pairs of distinct texts as pairs of all the projects that have them."""
    left = members.filter("on_left").select(left_id="project_id", group="group")
    right = members.filter("on_right").select(right_id="project_id", group="group")
    turned = pairs.rename({"first": "second", "second": "first"}).select(pairs.columns)
    ways = pl.concat([pairs, turned]) if both_ways else pairs
    joined = ways.join(left, left_on="first", right_on="group").join(right, left_on="second", right_on="group")
    return joined.select(*PAIRS)


def _identical_pairs(members: pl.DataFrame) -> pl.DataFrame:
    left, right = members.filter("on_left"), members.filter("on_right")
    pairs = left.join(right.select(right_id="project_id", group="group"), on="group").rename({"project_id": "left_id"})
    return pairs.with_columns(**dict.fromkeys([*SHARES, "strength"], pl.lit(1.0)), route=pl.lit("identical")).select(
        *PAIRS
    )


def _smaller_left(pairs: pl.DataFrame) -> pl.DataFrame:
    """Each pair of two of the same side once: identical ones come both ways, others either way."""
    one_way = pairs.filter((pl.col("route") != "identical") | (pl.col("left_id") < pl.col("right_id")))
    smaller, larger = pl.min_horizontal("left_id", "right_id"), pl.max_horizontal("left_id", "right_id")
    return one_way.with_columns(left_id=smaller, right_id=larger)


def ranked(pairs: pl.DataFrame, names: pl.Series | None = None) -> pl.DataFrame:
    """The pairs in the order to be read; a project with itself is none. With `names` identifiers are places in it."""
    others = pairs.filter(pl.col("left_id") != pl.col("right_id"))
    told = others.sort("strength", "jaccard", "left_id", "right_id", descending=[True, True, False, False])
    if names is not None:
        told = told.with_columns(names.gather(told[side]).alias(side) for side in ("left_id", "right_id"))
    return told.select(pl.col(name).cast(PAIRS[name]) for name in PAIRS)


def _groups(ids: pl.Series, same: Identical) -> pl.DataFrame:
    frame = pl.DataFrame({"project_id": ids, "place": same.group}).filter(pl.col("place") >= 0)
    named = frame.with_columns(
        group=pl.col("project_id").min().over("place"), texts=pl.len().over("place").cast(pl.Int64)
    )
    return named.filter(pl.col("texts") > 1).drop("place").sort("group", "project_id")


def _left_out(ids: pl.Series, same: Identical, keys: pl.DataFrame, cap: int) -> pl.DataFrame:
    groups = _groups(ids, same).filter(pl.col("texts") > cap).group_by("group", "texts")
    identical_texts = groups.agg(left_id=pl.col("project_id").min(), right_id=pl.col("project_id").max())
    first = ids.gather(same.first)
    keys_left_out = keys.select(
        texts="many", left_id=first.gather(keys["first"]), right_id=first.gather(keys["second"])
    )
    return pl.concat(
        [
            identical_texts.select(pl.lit("identical").alias("what"), "texts", "left_id", "right_id"),
            keys_left_out.select(pl.lit("key").alias("what"), "texts", "left_id", "right_id"),
        ]
    ).sort("what", "texts", "left_id", "right_id", descending=[False, True, False, False])

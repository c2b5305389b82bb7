"""New texts against all that an index holds, without reading it all."""

from pathlib import Path

import numpy as np
import polars as pl

from renkei.engines.overlap.text.keys import keys
from renkei.engines.overlap.text.options import TextOptions
from renkei.engines.overlap.text.pairs import SHARES, TextPairs, judged, ranked
from renkei.engines.overlap.text.signatures import Places, Signatures, joined, signatures
from renkei.engines.overlap.text.verify import agreement
from renkei.index.overlap import store

LEFT_OUT = {"what": pl.String, "texts": pl.Int64, "left_id": pl.String, "right_id": pl.String}


def against(folder: Path, projects: pl.DataFrame, options: TextOptions | None = None) -> TextPairs:
    """The pairs of a project (columns project_id and text) and one of the index: as `text_pairs(projects, all)` does,
    but by the index's own counting of what is common. Projects that are not in the index are not added.

    Raises `TextIndexError` for a folder that is no index of texts.
    """
    options = options or TextOptions()
    manifest = store.manifest_of(folder)
    if not manifest.texts:
        raise store.TextIndexError(f"{folder} is no index of texts: make one first")
    new = signatures(projects["text"], options.threads)
    common = store.common_of(folder, manifest)
    of_keys, owners = keys(new, *common)
    first, place, keys_left_out = _proposed(folder, manifest, of_keys, owners, options.cap)
    places, back = np.unique(place, return_inverse=True)
    old = _picked(folder, manifest, places)
    found = agreement(joined([new, old]), first, len(new) + back, *common, options.threads)
    pairs = judged(first, back, found, options)
    named = _named(folder, manifest, np.unique(np.concatenate([new.whole[new.words > 0], old.whole])))
    pairs, too_many = _told(projects["project_id"], new, old, pairs, named, options.cap)
    figures = {
        "texts": len(new) + manifest.texts - len(store.gone_from(folder, manifest)),
        "without_words": int((new.words == 0).sum()),
        "candidates": len(first),
        "keys_left_out": keys_left_out,
    }
    groups = pl.DataFrame(schema={"project_id": pl.String, "group": pl.String, "texts": pl.Int64})
    return TextPairs(ranked(pairs), groups, too_many, figures)


def _proposed(
    folder: Path, manifest: store.Manifest, of_keys: Places, owners: Places, cap: int
) -> tuple[Places, Places, int]:
    """→ (places of new texts, places in the index, how many keys were left out) of texts with a key in common."""
    found = []
    many = np.zeros(len(of_keys), np.int64)
    for segment in manifest.segments:
        stored, places = store.keys_of(folder, segment, manifest.common)
        starts, ends = np.searchsorted(stored, of_keys), np.searchsorted(stored, of_keys, side="right")
        many += ends - starts
        found.append((starts, ends - starts, places))
    few, offset, pairs = many <= cap, 0, [np.zeros(0, np.int64)]
    for (starts, sizes, places), size in zip(found, manifest.sizes, strict=True):
        kept = np.flatnonzero(few & (sizes > 0))
        at = np.repeat(starts[kept], sizes[kept]) + _counting_up(sizes[kept])
        pairs.append(
            np.repeat(owners[kept].astype(np.int64), sizes[kept]) * (1 << 32) + places[at].astype(np.int64) + offset
        )
        offset += size
    together = np.unique(np.concatenate(pairs))
    return together >> 32, together & ((1 << 32) - 1), len(np.unique(of_keys[~few]))


def _counting_up(sizes: Places) -> Places:
    """0, 1, … for each size in turn."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _picked(folder: Path, manifest: store.Manifest, places: Places) -> Signatures:
    """The signatures at these places, in order."""
    ends = np.cumsum(manifest.sizes)
    parts = []
    for segment, end, size in zip(manifest.segments, ends, manifest.sizes, strict=True):
        here = places[(places >= end - size) & (places < end)] - (end - size)
        if len(here):
            parts.append(store.signatures_of(folder, segment).take(here))
    return joined(parts)


def _named(folder: Path, manifest: store.Manifest, wholes: Places) -> pl.DataFrame:
    """The projects there are with these texts: right_id, whole."""
    gone, offset = store.gone_from(folder, manifest), 0
    parts = [pl.DataFrame(schema={"right_id": pl.String, "whole": pl.UInt64})]
    for segment, size in zip(manifest.segments, manifest.sizes, strict=True):
        whole = store.signatures_of(folder, segment).whole
        here = np.setdiff1d(np.flatnonzero(np.isin(whole, wholes)), gone - offset)
        if len(here):
            ids = pl.read_parquet(folder / "segments" / segment / "texts.parquet", columns=["project_id"])
            parts.append(pl.DataFrame({"right_id": ids["project_id"].gather(here), "whole": whole[here]}))
        offset += size
    return pl.concat(parts)


def _told(
    ids: pl.Series, new: Signatures, old: Signatures, pairs: pl.DataFrame, named: pl.DataFrame, cap: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Pairs of places as pairs of projects, identical ones with them; and what stands too often to be listed."""
    whole_of_new = pl.DataFrame({"first": np.arange(len(new)), "left_id": ids, "of_new": new.whole})
    whole_of_old = pl.DataFrame({"second": np.arange(len(old)), "whole": old.whole})
    often = named.group_by("whole").agg(texts=pl.len().cast(pl.Int64), right_id=pl.col("right_id").min())
    listed = pl.concat(
        [
            named.join(often.filter(pl.col("texts") <= cap), on="whole", how="semi"),
            often.filter(pl.col("texts") > cap).select("right_id", "whole"),
        ]
    )
    alike = (
        pairs.join(whole_of_new, on="first").join(whole_of_old, on="second").filter(pl.col("whole") != pl.col("of_new"))
    )
    equal = whole_of_new.filter(pl.Series(new.words > 0)).with_columns(
        **dict.fromkeys([*SHARES, "strength"], pl.lit(1.0)), route=pl.lit("identical"), whole="of_new"
    )
    told = ["left_id", "right_id", *SHARES, "route", "strength"]
    found = [frame.join(listed, on="whole").select(told) for frame in (alike, equal)]
    met = equal.join(often.filter(pl.col("texts") > cap), on="whole")
    too_many = met.select(pl.lit("identical").alias("what"), "texts", "left_id", "right_id").cast(LEFT_OUT)  # type: ignore[arg-type]
    return pl.concat(found), too_many.sort("left_id", "right_id")

"""Bringing an index of texts to what a table of projects says: what is new or changed is added, what is gone leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import polars as pl

from renkei.engines.overlap.text.commonness import Commonness, counting_of
from renkei.engines.overlap.text.keys import keys
from renkei.engines.overlap.text.signatures import Places, signatures
from renkei.index.overlap import store

TOGETHER = 50_000  # texts in a segment


@dataclass(frozen=True)
class Updated:
    """How many texts were added (changed ones among them), are gone, and stayed as they were."""

    added: int
    gone: int
    stayed: int


def update(
    folder: Path, projects: pl.DataFrame, threads: int = 1, told: Callable[[int], None] = lambda _: None
) -> Updated:
    """Make the index in `folder` hold exactly these projects (columns project_id and text).

    An empty or missing folder becomes an index. What was stopped resumes: segments that were written stay, and the
    next call adds what is missing. `told` is called with how many texts have been added. How common each word pair is
    is counted when the index is made, and again once it has doubled. Raises `TextIndexError` for a folder that is none.
    """
    manifest = store.manifest_of(folder)
    wanted = projects.select("project_id", "text").with_columns(digest=digests(projects["text"]))
    had, gone = store.texts_of(folder, manifest).with_row_index("place"), store.gone_from(folder, manifest)
    there = had.filter(~pl.col("place").is_in(pl.Series(gone).implode()))
    on = ["project_id", "digest"]
    leaving = there.join(wanted, on=on, how="anti")["place"].to_numpy().astype(np.int64)
    missing = wanted.join(there, on=on, how="anti").sort("project_id")
    if len(leaving):
        manifest = store.keep_gone(folder, manifest, np.sort(np.concatenate([gone, leaving])))
    for start in range(0, len(missing), TOGETHER):
        some = missing[start : start + TOGETHER]
        made = signatures(some["text"], threads)
        manifest = store.add_segment(folder, manifest, some.select(on), made)
        told(start + len(some))
    if manifest.texts > 2 * manifest.counted:
        manifest = _counted_again(folder, manifest)
    _complete_keys(folder, manifest)
    store.keep(folder, manifest)
    store.clear(folder, manifest)
    return Updated(len(missing), len(leaving), len(wanted) - len(missing))


def digests(texts: pl.Series) -> pl.Series:
    """A number for each text: another text, another number."""
    made = [int.from_bytes(blake2b((text or "").encode(), digest_size=8).digest(), signed=True) for text in texts]
    return pl.Series(made, dtype=pl.Int64)


def _counted_again(folder: Path, manifest: store.Manifest) -> store.Manifest:
    """Count over all segments how many texts have each hash."""
    distinct = [_first_of_its_kind(folder, manifest, at) for at in range(len(manifest.segments))]
    many = sum(len(first) for first in distinct)
    counted: list[Commonness] = []
    for name in ("shingles", "terms"):
        sets = [getattr(store.signatures_of(folder, segment), name) for segment in manifest.segments]
        counting = counting_of(sum(len(one.hashes) for one in sets), many)
        for one, first in zip(sets, distinct, strict=True):
            counting.add(one.take(first))
        counted.append(counting)
    return store.keep_common(folder, manifest, counted)


def _complete_keys(folder: Path, manifest: store.Manifest) -> None:
    """Make the keys of every segment that has none by the present counting. Of identical texts one has keys."""
    common = None
    for at, segment in enumerate(manifest.segments):
        if (folder / "segments" / segment / f"keys-{manifest.common}.npy").exists():
            continue
        common = common or store.common_of(folder, manifest)
        first = _first_of_its_kind(folder, manifest, at)
        made, owners = keys(store.signatures_of(folder, segment).take(first), *common)
        store.keep_keys(folder, segment, manifest.common, made, first[owners])


def _first_of_its_kind(folder: Path, manifest: store.Manifest, at: int) -> Places:
    """The places in a segment of the texts that no earlier text is identical with."""
    wholes = [store.signatures_of(folder, name).whole for name in manifest.segments[: at + 1]]
    values, first = np.unique(wholes[-1], return_index=True)
    for earlier in wholes[:-1]:
        kept = ~np.isin(values, earlier)
        values, first = values[kept], first[kept]
    return np.sort(first)

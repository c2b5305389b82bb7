"""The folder of an index of texts: what it holds, and how it is written so that a stop at any time breaks nothing.

    manifest.json           the segments that are whole, and by whose counters the keys were made
    common-3/               counters of the texts that have each hash (`Commonness`), third counting
    segments/000001/        some texts: texts.parquet (project_id, digest), arrays of their sets, keys-3.npy and where
    gone-5.npy              the places of texts that are gone, fifth writing

A file is never changed: a new one is written, and the manifest, replaced in one step, names it.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from renkei.engines.overlap.text.commonness import Commonness
from renkei.engines.overlap.text.signatures import Places, Sets, Signatures

VERSION = 1
MANIFEST = "manifest.json"


class TextIndexError(Exception):
    """The folder is no index of texts, or one that this version cannot read."""


@dataclass(frozen=True)
class Manifest:
    """`segments`: their names, in order. `sizes`: how many texts each has. `common`: which counting the keys were made
    by, 0 for none yet; `counted`: over how many texts. `gone`: which writing of the places that are gone, 0 for none.
    """

    segments: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    common: int = 0
    counted: int = 0
    gone: int = 0

    @property
    def texts(self) -> int:
        """How many texts stand in the segments, gone ones among them."""
        return sum(self.sizes)


def manifest_of(folder: Path) -> Manifest:
    """What the folder holds; an empty or missing folder holds nothing."""
    if not folder.exists() or not any(folder.iterdir()):
        return Manifest()
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        if told.pop("version") != VERSION:
            raise TextIndexError(f"{folder} is an index of another version: make it anew in an empty folder")
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in told.items()
        }
        return Manifest(**values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TextIndexError(
            f"{folder} is no index of texts, or its {MANIFEST} is damaged: name another folder"
        ) from error


def keep(folder: Path, manifest: Manifest) -> Manifest:
    """Make this the folder's manifest, in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{MANIFEST}.new"
    beside.write_text(json.dumps({"version": VERSION, **asdict(manifest)}, indent=1), "utf-8")
    os.replace(beside, folder / MANIFEST)
    return manifest


def add_segment(folder: Path, manifest: Manifest, texts: pl.DataFrame, of: Signatures) -> Manifest:
    """Write texts (project_id, digest) with their signatures as one more segment."""
    name = f"{len(manifest.segments) + 1:06}"
    place = folder / "segments" / name
    shutil.rmtree(place, ignore_errors=True)  # what a stop left
    place.mkdir(parents=True)
    texts.write_parquet(place / "texts.parquet")
    for field in fields(Signatures):
        value = getattr(of, field.name)
        for part, array in asdict(value).items() if isinstance(value, Sets) else [("all", value)]:
            np.save(place / f"{field.name}-{part}.npy", array)
    return keep(folder, replace(manifest, segments=(*manifest.segments, name), sizes=(*manifest.sizes, len(texts))))


def texts_of(folder: Path, manifest: Manifest) -> pl.DataFrame:
    """project_id and digest of every text, by place; those that are gone too."""
    parts = [pl.read_parquet(folder / "segments" / name / "texts.parquet") for name in manifest.segments]
    return pl.concat([pl.DataFrame(schema={"project_id": pl.String, "digest": pl.Int64}), *parts])


def signatures_of(folder: Path, segment: str) -> Signatures:
    """The signatures of a segment's texts, read from disk as they are used."""
    values: dict[str, Any] = {}
    for field in fields(Signatures):
        read = [
            _array(folder / "segments" / segment / f"{field.name}-{part}.npy")
            for part in (("hashes", "bounds") if field.type is Sets else ("all",))
        ]
        values[field.name] = Sets(*read) if len(read) == 2 else read[0]
    return Signatures(**values)


def keep_common(folder: Path, manifest: Manifest, counted: Sequence[Commonness]) -> Manifest:
    """Write a new counting of shingles and terms; the manifest returned is not kept before all keys are there."""
    place = folder / f"common-{manifest.common + 1}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, one in zip(("shingles", "terms"), counted, strict=True):
        np.save(place / f"{name}.npy", one.counters)
    return replace(manifest, common=manifest.common + 1, counted=counted[0].texts)


def common_of(folder: Path, manifest: Manifest) -> tuple[Commonness, Commonness]:
    """The counting that the keys were made by: of shingles, of terms."""
    place = folder / f"common-{manifest.common}"
    shingles, terms = (Commonness(_array(place / f"{name}.npy"), manifest.counted) for name in ("shingles", "terms"))
    return shingles, terms


def keep_keys(folder: Path, segment: str, common: int, keys: Places, places: Places) -> None:
    """Write a segment's keys in order, each with the place of its text in the segment."""
    order = np.argsort(keys, kind="stable")
    place = folder / "segments" / segment
    np.save(place / f"places-{common}.npy", places[order].astype(np.int32))
    np.save(place / f"keys-{common}.npy", keys[order])


def keys_of(folder: Path, segment: str, common: int) -> tuple[Places, Places]:
    """A segment's keys in order, and the places of their texts."""
    place = folder / "segments" / segment
    return _array(place / f"keys-{common}.npy"), _array(place / f"places-{common}.npy")


def clear(folder: Path, manifest: Manifest) -> None:
    """Remove what earlier countings left."""
    for place in folder.glob("common-*"):
        if place.name != f"common-{manifest.common}":
            shutil.rmtree(place)
    for kind in ("keys", "places"):
        for file in folder.glob(f"segments/*/{kind}-*.npy"):
            if file.stem != f"{kind}-{manifest.common}":
                file.unlink()


def keep_gone(folder: Path, manifest: Manifest, gone: Places) -> Manifest:
    """Note the places, in all segments one after the other, of the texts that are gone."""
    np.save(folder / f"gone-{manifest.gone + 1}.npy", gone)
    kept = keep(folder, replace(manifest, gone=manifest.gone + 1))
    (folder / f"gone-{manifest.gone}.npy").unlink(missing_ok=True)
    return kept


def gone_from(folder: Path, manifest: Manifest) -> Places:
    """The places of the texts that are gone."""
    return _array(folder / f"gone-{manifest.gone}.npy") if manifest.gone else np.zeros(0, np.int64)


def _array(path: Path) -> Any:
    try:
        return np.load(path, mmap_mode="r")
    except (OSError, ValueError) as error:
        raise TextIndexError(f"{path} is missing or damaged: make the index anew in an empty folder") from error

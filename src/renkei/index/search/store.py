"""The index's place on disk: made whole or not at all, opened with a reason where it cannot be."""

import errno
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import tantivy

from renkei.index.search.statistics import Statistics

MARKER = "renkei-index.json"
DATA = "tantivy"
FORMAT = 1
HEAP = 256_000_000  # bytes that a run may use before it writes a part of the index
TEXTS = ("country", "field", "size", "stage", "kind", "funder", "folder", "scripts", "script", "row")


class IndexUnusable(Exception):
    """The folder is no index, or one that cannot be used; says why and what to do."""


def schema() -> tantivy.Schema:
    """The fields: what is searched, what is filtered by, what a run compares, and the record as stored."""
    made = tantivy.SchemaBuilder()
    made.add_text_field("body", tokenizer_name="tokens", index_option="position")
    for name in TEXTS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    made.add_unsigned_field("year", indexed=True, fast=True)
    made.add_unsigned_field("key", fast=True)
    made.add_unsigned_field("digest", fast=True)
    made.add_unsigned_field("length", fast=True)
    made.add_float_field("order", fast=True)
    made.add_bytes_field("record", stored=True)
    return made.build()


@dataclass(frozen=True)
class Opened:
    """An index that can be asked, as it was when it was opened."""

    place: Path
    index: tantivy.Index

    @cached_property
    def searcher(self) -> tantivy.Searcher:
        """The state of the index that all answers come from."""
        return self.index.searcher()

    @cached_property
    def known(self) -> Statistics:
        """What it knows of words in that state."""
        return Statistics(self.searcher, self.schema)

    @cached_property
    def schema(self) -> tantivy.Schema:
        """Its fields."""
        return self.index.schema


@contextmanager
def usable(place: Path) -> Iterator[None]:
    """Say in words that the files of an index are not what was written."""
    with _said(f"{place}: the index is damaged", "remove that folder and run `renkei index` again"):
        yield


@contextmanager
def written(place: Path) -> Iterator[None]:
    """Say in words that an index could not be written."""
    with _said(f"{place}: the index could not be written, and is as it was", "free some room, or see to its rights"):
        yield


@contextmanager
def _said(what: str, remedy: str) -> Iterator[None]:
    """Say what is wrong where the library fails; where it panics, its error is no ordinary exception."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException" and not isinstance(error, ValueError | OSError):
            raise
        raise IndexUnusable(f"{what} ({str(error).splitlines()[0]}); {remedy}") from error


def opened(place: Path) -> Opened:
    """The index at `place`; IndexUnusable where there is none, or none that this version reads."""
    if not place.exists():
        raise IndexUnusable(f"{place}: no such folder; make it with `renkei index DIR --out {place}`")
    _check_marker(place)
    with usable(place):
        index = tantivy.Index.open(str(place / DATA))
        index.register_tokenizer("tokens", _analyser())
        index.config_reader("manual")
        found = Opened(place, index)
        found.searcher  # noqa: B018  (reads the files)
        return found


def opened_or_made(place: Path) -> Opened:
    """The index at `place`, a new one where there is nothing yet."""
    if place.is_file():
        raise IndexUnusable(f"{place} is a file: name a folder for the index")
    if not place.exists() or not any(place.iterdir()):
        _make(place)
    return opened(place)


def _analyser() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _check_marker(place: Path) -> None:
    if not place.is_dir():
        raise IndexUnusable(f"{place} is a file: name the folder of an index")
    try:
        stated = json.loads((place / MARKER).read_text("utf-8"))
        version = stated["format"]
    except (OSError, ValueError, TypeError, KeyError):
        raise IndexUnusable(f"{place} is no index of Renkei: name a folder that `renkei index` made") from None
    if version != FORMAT:
        raise IndexUnusable(
            f"{place} was made by another version (format {version}, this one reads {FORMAT}): remove that folder and"
            " run `renkei index` again"
        )
    if not (place / DATA / "meta.json").is_file():
        raise IndexUnusable(f"{place}: the index is damaged; remove that folder and run `renkei index` again")
    with usable(place):
        if not tantivy.Index.is_compatible(str(place / DATA)):
            remedy = "remove that folder and run `renkei index` again"
            raise IndexUnusable(f"{place} was made by another version of the search library: {remedy}")


def _make(place: Path) -> None:
    """Make an empty index beside its place and move it there: another run that was faster wins."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as beside:
        new = Path(beside, "new")
        (new / DATA).mkdir(parents=True)
        tantivy.Index(schema(), str(new / DATA))
        (new / MARKER).write_text(json.dumps({"format": FORMAT}) + "\n", "utf-8")
        try:
            os.replace(new, place)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise


def writer(index: Opened) -> tantivy.IndexWriter:
    """The one writer of an index; IndexUnusable while another run has it."""
    try:
        return index.index.writer(HEAP, min(os.cpu_count() or 1, 4))
    except (ValueError, OSError) as error:
        if "lock" not in str(error).lower():
            raise
        remedy = "wait until it has ended, then run this again"
        raise IndexUnusable(f"{index.place}: another `renkei index` is writing it; {remedy}") from error

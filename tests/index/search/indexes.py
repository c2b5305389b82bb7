"""Real indexes of a few records, for the tests of searching."""

from collections.abc import Iterable
from pathlib import Path

from renkei.index.search import Filters, Found, Opened, Record, opened, search, update
from renkei.index.search.store import opened_or_made

FOLDER = "/portfolios/one"


def profile(key: str, text: str, title: str = "", folder: str = FOLDER, **more: object) -> Record:
    return Record(folder, "profiles", key, "offer", title, text, **more)  # type: ignore[arg-type]


def index_of(place: Path, records: Iterable[Record], folder: str = FOLDER) -> Opened:
    """The index at `place` after a run that found these records in the folder."""
    update(opened_or_made(place), {folder: list(records)})
    return opened(place)


def ids(index: Opened, text: str, filters: Filters | None = None, limit: int = 10) -> list[str]:
    return [hit.record.id for hit in search(index, text, filters, limit).hits]


def told(found: Found) -> list[tuple[object, ...]]:
    """All that a person is shown, but for the folder."""
    return [(hit.record.id, hit.strength, hit.words, hit.snippet, hit.title) for hit in found.hits]

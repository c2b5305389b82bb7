"""A record: one thing to be found, as an index keeps it."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

KINDS = ("offer", "need", "project", "application", "programme", "call")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing to be found; empty means unknown. `folder` is where it came from, `table` and `id` its row there."""

    folder: str
    table: str
    id: str
    kind: str
    title: str
    text: str
    organisation: str = ""
    countries: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    size: str = ""
    stage: str = ""
    funders: tuple[str, ...] = ()
    year: int | None = None
    keywords: tuple[str, ...] = ()

    @property
    def searched(self) -> tuple[str, ...]:
        """The texts in which it is found; the title stands twice, so that it counts twice."""
        return tuple(filter(None, (self.title, self.title, self.text, self.organisation, *self.fields, *self.keywords)))

    @property
    def key(self) -> int:
        """The number of its row: of the folder, the table and the identifier."""
        return digest("\0".join((self.folder, self.table, self.id)).encode())

    @property
    def order(self) -> int:
        """A number by which records are told apart that answer alike, wherever their folder is."""
        return digest("\0".join((self.table, self.id)).encode())

    def stored(self) -> bytes:
        """The record as the index keeps it."""
        parts = [getattr(self, name) for name in Record.__slots__]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def of_stored(content: bytes) -> Record:
    """The record that was stored."""
    parts: list[Any] = [tuple(part) if isinstance(part, list) else part for part in json.loads(content)]
    return Record(*parts)


def digest(content: bytes) -> int:
    """A number of 64 bits: equal for equal content, and for different content as good as never."""
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big")

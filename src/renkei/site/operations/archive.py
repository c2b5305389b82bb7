"""A backup as one file: the tables, the files, and a manifest with the hash of each."""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

FORMAT = "renkei-backup-1"
MANIFEST = "manifest.json"
PIECE = 1 << 20


class ArchiveDefects(Exception):
    """A backup that cannot be used; carries a sentence for each defect."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class Writer:
    """Writes members and remembers their hashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, str] = {}

    def lines(self, name: str, rows: Iterable[Any]) -> int:
        """A member with one JSON value a line; how many."""
        count, digest = 0, hashlib.sha256()
        with self._archive.open(name, "w", force_zip64=True) as member:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"
                member.write(line)
                digest.update(line)
                count += 1
        self.members[name] = digest.hexdigest()
        return count

    def file(self, name: str, place: Path) -> str:
        """A member with the bytes of a file; their SHA-256."""
        with place.open("rb") as source, self._archive.open(name, "w", force_zip64=True) as member:
            self.members[name] = _hash(source, member)
        return self.members[name]

    def close(self, facts: dict[str, Any]) -> None:
        """The manifest, last."""
        told = {"format": FORMAT, **facts, "members": self.members}
        self._archive.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))


@contextmanager
def writing(place: Path) -> Iterator[Writer]:
    """An archive that appears at its place when it is whole, for its owner's eyes only."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".backup-")
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class Reader:
    """A whole archive, all its hashes found right."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.facts = _manifest(archive)
        if sentences := list(self._damage()):
            raise ArchiveDefects(sentences)

    def lines(self, name: str) -> Iterator[Any]:
        """The values of a member."""
        with self._archive.open(name) as member:
            for line in member:
                yield json.loads(line)

    def data(self, name: str) -> bytes:
        """A member's bytes."""
        return self._archive.read(name)

    def _damage(self) -> Iterator[str]:
        members: dict[str, str] = self.facts["members"]
        present = set(self._archive.namelist()) - {MANIFEST}
        for name in sorted(present ^ members.keys()):
            yield f"{name}: {'not in the manifest' if name in present else 'missing'}"
        for name in sorted(present & members.keys()):
            try:
                with self._archive.open(name) as member:
                    right = _hash(member) == members[name]
            except (zipfile.BadZipFile, OSError, EOFError):
                right = False
            if not right:
                yield f"{name}: its bytes are not those that the manifest names"


@contextmanager
def reading(place: Path) -> Iterator[Reader]:
    """An archive, looked through before anything is taken from it; ArchiveDefects where it is not whole."""
    try:
        archive = zipfile.ZipFile(place)
    except (zipfile.BadZipFile, OSError) as error:
        raise ArchiveDefects([f"{place} is no backup, or is cut short ({error})"]) from None
    with archive:
        yield Reader(archive)


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError, zipfile.BadZipFile):
        raise ArchiveDefects(["the archive has no manifest that can be read: it is no backup of a site"]) from None
    if facts.get("format") != FORMAT:
        raise ArchiveDefects([f"the backup is of the format {facts.get('format')!r}; this version reads {FORMAT!r}"])
    return facts


def _hash(source: IO[bytes], copy: IO[bytes] | None = None) -> str:
    """The SHA-256 of what is left to read, copied on the way."""
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        if copy is not None:
            copy.write(piece)
    return digest.hexdigest()

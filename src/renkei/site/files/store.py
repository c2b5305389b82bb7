"""The store: bytes under their own SHA-256, outside the web root, written whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


def keep(data: bytes) -> str:
    """Put bytes into the store, once, durably; their digest. Nothing is left behind where it fails."""
    digest = hashlib.sha256(data).hexdigest()
    place = path_of(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place, data)
    return digest


def whole(digest: str) -> bool:
    """Whether the bytes of a digest are there and still what they were."""
    place = path_of(digest)
    if not place.is_file():
        return False
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _write(place: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(place.parent)


def _settle(folder: Path) -> None:
    """Have the folder's own entries on the disk too, up to the store's root: a name is lost as easily as bytes."""
    for place in (folder, folder.parent, folder.parent.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

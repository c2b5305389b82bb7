"""A snapshot as one file."""

import io
import zipfile
from collections.abc import Mapping
from hashlib import sha256

from renkei.site.review.models import Snapshot

MANIFEST = "manifest.sha256"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same snapshot gives the same bytes


def manifest_of(files: Mapping[str, str]) -> str:
    """The SHA-256 of each file, a line each, as `sha256sum --check` reads them."""
    return "".join(f"{sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items()))


def zipped(found: Snapshot) -> bytes:
    """The folder as an archive: its files and their manifest of hashes; the same snapshot, the same bytes."""
    files = {**found.files, MANIFEST: manifest_of(found.files)}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, text.encode())
    return written.getvalue()

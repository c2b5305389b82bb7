"""A key's file: one line of text, its form and 64 hexadecimal digits."""

import os
import re
from pathlib import Path

from renkei.defects import Defect, DefectsFound
from renkei.engines.overlap.sketch import Key

_FORM = "renkei-key-1"
_LINE = re.compile(rf"\s*{_FORM}\s+([0-9a-fA-F]{{64}})\s*")
_LARGEST = 4096  # bytes; a key's file has 78


def read_key(path: Path) -> Key:
    """The key in a file. Raises DefectsFound, which never shows what the file holds."""
    if not path.is_file():
        remedy = f"name the file of the key that is shared, or make one with `renkei fingerprint --new-key {path}`"
        raise DefectsFound([Defect(path.name, 0, "", "", "the key is there", remedy)])
    with path.open("rb") as file:
        content = file.read(_LARGEST)
    found = _LINE.fullmatch(content.decode("ascii", "replace"))
    if found is None or len(set(found[1].lower())) < 8:
        remedy = (
            "name another file, or make a key with `renkei fingerprint --new-key FILE` and hand it to the other agency"
        )
        rule = f"a key's file is one line: {_FORM} and 64 hexadecimal digits, drawn by lot"
        raise DefectsFound([Defect(path.name, 0, "", "", rule, remedy)])
    return Key(bytes.fromhex(found[1]))


def new_key(path: Path, secret: bytes) -> None:
    """Write the file of a new key, which only its owner may read; FileExistsError where there is a file already."""
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "w", encoding="ascii") as file:
        file.write(f"{_FORM} {Key(secret).secret.hex()}\n")

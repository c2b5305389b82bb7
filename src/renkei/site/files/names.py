"""The name of a file, as it is safe to show, to send and to save."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
_FORBIDDEN = frozenset('<>:"/\\|?*;%')


def cleaned(name: str, extension: str) -> str:
    """A name without path, signs that steer a terminal or a system, or another extension than the content's."""
    bare = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(sign if _harmless(sign) else " " for sign in bare.removesuffix(extension_of(bare)))
    return (" ".join(kept.split()).strip(". ")[:LONGEST].strip() or "file") + extension


def extension_of(name: str) -> str:
    """The last extension as written, with its dot; empty for none."""
    return PurePosixPath(name.replace("\\", "/")).suffix


def _harmless(sign: str) -> bool:
    return sign not in _FORBIDDEN and (sign == " " or unicodedata.category(sign)[0] in "LMNPS")

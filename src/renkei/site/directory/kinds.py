"""The kinds and sizes of organisation that funders ask about, in the words of every report."""

from django.utils.functional import lazystr

from renkei.site.ui import reader
from renkei.tables import SIZES


class _Word:
    """A kind in the language of whoever reads it."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __str__(self) -> str:
        return reader.language()(f"kind.{self._kind}")


WORDS = {kind: lazystr(_Word(kind)) for kind in SIZES}
KINDS = list(WORDS.items())

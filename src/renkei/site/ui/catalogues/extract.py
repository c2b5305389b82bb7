"""The strings of Python files and Django templates."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from renkei.site.ui.catalogues.place import Place

KEYWORDS: dict[str, Any] = {  # function → which of its arguments: the text, one and many, "c" the context
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def strings(place: Place) -> Catalog:
    """The catalogue of a place's strings, none translated; where each stands is told by its file, not its line."""
    catalogue = Catalog(fuzzy=False)
    for path in place.sources():
        for text, context in _found(path):
            catalogue.add(text, locations=[(path.relative_to(place.folder).as_posix(), 0)], context=context)
    return catalogue


def _found(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """(text, or one and many; its context) as they come in a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        source = f"(\n{templatize(source)}\n)"  # in brackets, so that its indentation means nothing
    for _, text, _, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield text, context

"""Bringing catalogues up to date with the sources, and compiling them; the same sources give the same bytes."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from renkei.site.ui.catalogues.extract import strings
from renkei.site.ui.catalogues.place import LANGUAGES, Place

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # the same catalogue, the same bytes


def refreshed(place: Place, language: str) -> bytes:
    """The `.po` of a place: its strings in the order of their files, with the translations that it had."""
    path = place.po(language)
    old = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    new = Catalog(locale=language, fuzzy=False)
    for message in strings(place):
        if message.id:
            known = old.get(message.id, message.context)
            text = known.string if known else None
            new.add(message.id, text, locations=message.locations, context=message.context)
    written = BytesIO()
    write_po(written, new, width=120, omit_header=True, include_lineno=False)
    return _header(new) + written.getvalue()


def compiled(po: bytes, language: str) -> bytes:
    """The `.mo` of a `.po`."""
    written = BytesIO()
    catalogue = read_po(BytesIO(po), locale=language)
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    write_mo(written, catalogue)
    return written.getvalue()


def refresh(place: Place) -> list[Path]:
    """Write a place's catalogues, source and compiled; the paths that changed. A place without strings has none."""
    changed = []
    for language in LANGUAGES:
        po = refreshed(place, language)
        if b"#: " not in po:
            continue
        for path, written in (
            (place.po(language), po),
            (place.po(language).with_suffix(".mo"), compiled(po, language)),
        ):
            if not path.exists() or path.read_bytes() != written:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(written)
                changed.append(path)
    return changed


def _header(catalogue: Catalog) -> bytes:
    """The header without dates and people, which would differ from run to run."""
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    ).encode()

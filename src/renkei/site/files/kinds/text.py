"""Plain text and tables of text."""

import csv
import io
import re

from django.utils.translation import gettext as _

from renkei.site.files.refusal import FileRefused

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MARKUP = re.compile(r"^\s*<|<(script|svg|html|iframe|object|embed|body|math)\b", re.IGNORECASE)
_PROGRAM = ("#!", "%PDF-", "%!PS", "{\\rtf", "<?", "MZ")


def look(data: bytes) -> None:
    """FileRefused for anything but plain UTF-8 text."""
    _plain(data)


def look_at_csv(data: bytes) -> None:
    """FileRefused for anything but a table of plain UTF-8 text."""
    try:
        rows = sum(1 for _row in csv.reader(io.StringIO(_plain(data)), strict=True))
    except csv.Error as error:
        raise FileRefused(_("The CSV file cannot be read: %(error)s.") % {"error": error}) from None
    if not rows:
        raise FileRefused(_("The CSV file holds no row."))


def _plain(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _("The text is not UTF-8 (at byte %(at)s). Save it with the encoding UTF-8.")
        raise FileRefused(words % {"at": error.start}) from None
    if _CONTROL.search(text):
        raise FileRefused(_("The text holds control characters, as programs and damaged files do."))
    if _MARKUP.search(text) or text.lstrip().startswith(_PROGRAM):
        raise FileRefused(_("The text is a web page, a drawing or a program. Only plain text is taken."))
    return text

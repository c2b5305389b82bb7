"""A letter as a PDF: the same letter, the same bytes on one machine; nothing is fetched from anywhere."""

import logging
from typing import Any, NoReturn

from django.template.loader import render_to_string
from django.utils.translation import override

from renkei.site.portfolio.models import Letter

NO_PANGO = "letters need Pango on this machine (Debian: libpango-1.0-0, libpangoft2-1.0-0)"
NO_FONT = "no font on this machine has all signs of the letter (Debian: fonts-noto-cjk)"


class CannotSet(Exception):
    """This machine cannot set the letter; says what to install."""


def pdf_of(letter: Letter) -> bytes:
    """The letter's PDF; CannotSet where WeasyPrint's libraries, or a font for the letter's signs, are missing."""
    try:
        from weasyprint import HTML  # noqa: PLC0415  # loads native libraries, which only a worker needs
    except OSError as error:
        raise CannotSet(
            f"letters need Pango on this machine (Debian: libpango-1.0-0, libpangoft2-1.0-0): {error}"
        ) from error
    blocks = letter.text.split("\n\n")
    with override(letter.language):
        page = render_to_string("portfolio/letter_pdf.html", {"letter": letter, "blocks": blocks})
    with _missing_signs() as missing:
        made = HTML(string=page, url_fetcher=_refuse).write_pdf(pdf_tags=True)
    if missing.found:
        raise CannotSet(
            f"no font on this machine has all signs of the letter (Debian: fonts-noto-cjk): {missing.found[0]}"
        )
    return bytes(made)


def _refuse(url: str, *_given: Any, **_named: Any) -> NoReturn:
    raise ValueError(f"a letter holds no address to fetch: {url}")


class _missing_signs(logging.Handler):  # noqa: N801  # used as a context
    """Hears of signs that no font has: the renderer only logs them, and sets empty boxes."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def __enter__(self) -> "_missing_signs":
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_raised: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what tells of a sign without a glyph."""
        if "notdef" in record.getMessage():
            self.found.append(record.getMessage())

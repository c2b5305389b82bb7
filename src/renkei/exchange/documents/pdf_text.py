"""The text of a PDF, page after page. Nothing in it is run, opened or fetched."""

import io
import logging
import re
from typing import TYPE_CHECKING

from renkei.exchange.documents.unreadable import Unreadable

if TYPE_CHECKING:
    import pypdf

PAGES = 500
UNPACKED = 5_000_000  # bytes of a page's drawing orders
LONGEST = 2_000_000  # signs; a page that unpacks to more is no text
_FULL = 36  # signs of a line that may have been broken because it was full
_ENDS = re.compile(r"[.:;!?。：！？」]\s*$")
_BEGINS = re.compile(r"\s*(?:[-–—•●・○]|\(?\d{1,2}[.)]|\([a-z]\)|[①-⑳])\s*")
_NO_BLANK = re.compile(r"[぀-ヿ一-鿿、。]{2}")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")


def pdf_text(data: bytes) -> str:
    """The text of a PDF; Unreadable for one that is damaged, encrypted, too long or made of pictures alone."""
    from pypdf import PdfReader  # noqa: PLC0415 - loads slowly, and most documents are none

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each small fault of a file
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is locked by a password: save it without one")
        if len(reader.pages) > PAGES:
            raise Unreadable(f"it has {len(reader.pages):,} pages, and at most {PAGES} are read: split it")
        return _joined(reader)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file fails in many ways, and none of them may stop the other documents
        raise Unreadable(f"it is a damaged PDF ({type(error).__name__}): export it again") from error


def _joined(reader: "pypdf.PdfReader") -> str:
    pages, signs = [], 0
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > UNPACKED:
            raise Unreadable(f"one of its pages unpacks to more than {UNPACKED:,} bytes: export it again")
        text = page.extract_text()
        signs += len(text)
        if signs > LONGEST:
            raise Unreadable(f"its text has more than {LONGEST:,} signs: split it")
        pages.append(text)
    return unwrapped(_HYPHEN.sub("", "\n\n".join(pages)))


def unwrapped(text: str) -> str:
    """The text with the lines of a paragraph joined: a page breaks its lines where they are full."""
    joined: list[str] = []
    for line in text.split("\n"):
        before = joined[-1] if joined else ""
        full = len(before.rsplit("\n", 1)[-1]) >= _FULL and not _ENDS.search(before)
        if full and line.strip() and not _BEGINS.match(line):
            blank = "" if _NO_BLANK.match(before[-1] + line.lstrip()[0]) else " "
            joined[-1] = f"{before}{blank}{line.strip()}"
        else:
            joined.append(line.rstrip())
    return "\n".join(joined)

"""A file as a document: its text, to which all spans refer."""

from pathlib import Path

from renkei.engines.reading import Document
from renkei.exchange.documents.html_text import html_text
from renkei.exchange.documents.pdf_text import pdf_text
from renkei.exchange.documents.unreadable import Unreadable

KINDS = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf"}
LARGEST = 20_000_000  # bytes of a file
LONGEST = 1_000_000  # signs of a text: a thousand pages


def read_document(name: str, data: bytes) -> Document:
    """The document that a file's bytes hold; Unreadable, in words, where they hold none."""
    if len(data) > LARGEST:
        raise Unreadable(f"it has {len(data):,} bytes, and a document has at most {LARGEST:,}: give its text alone")
    kind = _kind(name, data)
    if kind == "pdf":
        text = pdf_text(data)
    elif kind == "html":
        text = html_text(_decoded(data))
    else:
        text = _decoded(data)
    if not text.strip():
        raise Unreadable("it holds no text: a scanned page needs text recognition first")
    if len(text) > LONGEST:
        raise Unreadable(f"its text has {len(text):,} signs, and at most {LONGEST:,} are read: split it")
    return Document(name, text)


def _kind(name: str, data: bytes) -> str:
    """What the file is by its first bytes, and else by the end of its name."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    kind = KINDS.get(Path(name).suffix.lower(), "text")
    if kind == "pdf":
        raise Unreadable("it ends in .pdf and is no PDF: export it again")
    return kind


def _decoded(data: bytes) -> str:
    """The text of bytes in UTF-8, or in UTF-16 with its mark."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start + 1} is not UTF-8: save it as UTF-8") from None
    if "\0" in text:
        raise Unreadable("it holds NUL bytes, which no text does: save it as text, HTML or PDF")
    return text

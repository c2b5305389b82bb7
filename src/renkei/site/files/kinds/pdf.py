"""PDF: whole, not encrypted, with nothing that runs or hides."""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from renkei.site.files.refusal import FileRefused

_HEADER = re.compile(rb"%PDF-[12]\.\d")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECTS = re.compile(rb"[\s\0]*[\d%]")  # how an object stream begins: numbers of objects and their places
# Long names only, so that they do not turn up in coded pictures by chance; a script needs /JavaScript beside its /JS.
_RUNS = re.compile(rb"/(JavaScript|Launch|RichMedia|EmbeddedFiles?|ImportData|SubmitForm|XFA(?=[\s\[]))(?![A-Za-z0-9])")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ODD_OBJECTS = re.compile(rb"<<[^<>]*/ObjStm[^<>]*/(?:LZW|ASCIIHex|ASCII85|RunLength|DecodeParms)")
MOST_OBJECTS = 50_000_000  # bytes of unpacked object streams, all together


def look(data: bytes) -> None:
    """FileRefused for a PDF that is damaged, encrypted, or holds scripts, forms that send, or other files.

    Names are compared with their escapes undone, in the file and in its packed object streams (ISO 32000-2, 7.3.5
    and 7.5.7); object streams packed in an unusual way are not taken.
    """
    if not _HEADER.match(data) or b"%%EOF" not in data[-2048:] or b"startxref" not in data[-4096:]:
        raise FileRefused(_("The PDF is damaged or cut short. Save or print it to PDF anew."))
    for part in (data, *_object_streams(data)):
        plain = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), part)
        if _ENCRYPTED.search(plain):
            raise FileRefused(_("The PDF is encrypted. Save it without a password or other protection."))
        if found := _RUNS.search(plain):
            words = _("The PDF holds scripts, forms or other files (%(name)s). Print it to PDF anew.")
            raise FileRefused(words % {"name": found[1].decode()})
        if _ODD_OBJECTS.search(plain):
            raise FileRefused(_("The PDF hides its objects in an unusual way. Print it to PDF anew."))


def _object_streams(data: bytes) -> Iterator[bytes]:
    """What the streams hold that begin as object streams do, unpacked."""
    left = MOST_OBJECTS
    for found in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            head = unpacker.decompress(found[1], 64)
            if not _OBJECTS.match(head):
                continue
            part = head + unpacker.decompress(unpacker.unconsumed_tail, left)
        except zlib.error:
            continue  # not packed this way: a picture, or damaged
        left -= len(part)
        if left <= 0:
            raise FileRefused(_("The PDF unpacks to far more than it seems. Print it to PDF anew."))
        yield part

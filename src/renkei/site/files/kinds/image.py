"""PNG and JPEG: whole, and with nothing behind them."""

import struct
import zlib

from django.utils.translation import gettext as _

from renkei.site.files.refusal import FileRefused

PNG = b"\x89PNG\r\n\x1a\n"
_ALONE = (0x01, *range(0xD0, 0xD9))  # JPEG markers without a length
_SCAN, _END = 0xDA, 0xD9


def look_at_png(data: bytes) -> None:
    """FileRefused unless the chunks are whole, from IHDR to an IEND that ends the file (PNG specification, 5.3)."""
    at, first = len(PNG), True
    while at + 12 <= len(data):
        length, name = struct.unpack_from("!I4s", data, at)
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != struct.unpack_from("!I", data, end - 4)[0]:
            break
        if first and name != b"IHDR":
            break
        if name == b"IEND":
            return _nothing_behind(data, end)
        at, first = end, False
    raise _damaged()


def look_at_jpeg(data: bytes) -> None:
    """FileRefused unless the segments are whole, up to an end-of-image marker that ends the file (ITU-T T.81, B)."""
    at, frames = 2, 0
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _END and frames:
            return _nothing_behind(data, at + 2)
        if marker == 0xFF:  # fill
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        if at + 4 > len(data):
            break
        at += 2 + struct.unpack_from("!H", data, at + 2)[0]
        if marker == _SCAN:
            at, frames = _after_scan(data, at), frames + 1
    raise _damaged()


def _after_scan(data: bytes, at: int) -> int:
    """The next marker after coded data, in which FF is followed by 00 or a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


def _nothing_behind(data: bytes, end: int) -> None:
    if data[end:].strip(b"\0\r\n "):
        raise FileRefused(_("Something else is hidden behind the picture. Save it anew from a picture program."))


def _damaged() -> FileRefused:
    return FileRefused(_("The picture is damaged or cut short. Save it anew from a picture program."))

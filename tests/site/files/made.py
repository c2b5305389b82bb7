"""Files made for tests: whole ones of each kind, and what is wrong with others."""

import io
import struct
import zipfile
import zlib

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = '<Types><Override PartName="/{part}" ContentType="{kind}"/></Types>'


def pdf(objects: bytes = b"", stream: bytes | None = None) -> bytes:
    body = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n" + objects
    if stream is not None:
        packed = zlib.compress(stream)
        body += b"9 0 obj << /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
        body += packed + b"\nendstream endobj\n"
    return body + b"trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def png(behind: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    pixel = zlib.compress(b"\0\xff\xff\xff")
    header = struct.pack("!IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"") + behind


def jpeg(behind: bytes = b"") -> bytes:
    def segment(marker: int, data: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack("!H", len(data) + 2) + data

    scan = b"\x12\x34\xff\x00\x56\xff\xd0\x78"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0") + segment(0xDA, b"\1\1\0\0\x3f\0") + scan + b"\xff\xd9" + behind


def zipped(parts: dict[str, str | bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def docx(kind: str = f"{OFFICE}wordprocessingml.document.main+xml", **more: str) -> bytes:
    parts = {"[Content_Types].xml": TYPES.format(part="word/document.xml", kind=kind), "word/document.xml": "<x/>"}
    return zipped({**parts, **{name.replace("__", "/"): text for name, text in more.items()}})


def xlsx(more: dict[str, str] | None = None) -> bytes:
    types = TYPES.format(part="xl/workbook.xml", kind=f"{OFFICE}spreadsheetml.sheet.main+xml")
    return zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<x/>", **(more or {})})


def odt(more: dict[str, str] | None = None) -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>", **(more or {})})

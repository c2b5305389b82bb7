"""Documents that are archives (DOCX, XLSX, ODT): whole, of sane size, without macros or encryption."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from renkei.site.files.refusal import FileRefused

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Office before 2007, and of what has a password
_END = b"PK\x05\x06"
_END_SIZE = 22
MOST_ENTRIES = 5000
MOST_UNPACKED = 200_000_000
MOST_OF_A_PART = 5_000_000  # of those that are read here
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MACROS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|embeddings/|ctrlprops/|\.(bin|exe|dll|js|vbs|scr|com|bat|jar|class)$",
    re.IGNORECASE,
)
_ODT_MACROS = re.compile(r"^(basic|scripts|dialogs)/.|^object |\.(exe|dll|js|vbs|jar|class|py)$", re.IGNORECASE)
_HARMLESS = re.compile(r"printersettings\d*\.bin$|customproperty\d*\.bin$", re.IGNORECASE)
_REMOTE = re.compile(rb'relationships/(attachedTemplate|oleObject|frame|subDocument)"[^>]*TargetMode="External"')


def look_at_docx(data: bytes) -> None:
    """FileRefused for anything but a Word document without macros."""
    _look_at_office(data, "word/document.xml", f"{_OFFICE}wordprocessingml.document.main+xml")


def look_at_xlsx(data: bytes) -> None:
    """FileRefused for anything but a workbook without macros."""
    _look_at_office(data, "xl/workbook.xml", f"{_OFFICE}spreadsheetml.sheet.main+xml")


def look_at_odt(data: bytes) -> None:
    """FileRefused for anything but an OpenDocument text without macros; its kind stands first, unpacked."""
    opened = _opened(data)
    names = opened.namelist()
    if names[0] != "mimetype" or opened.infolist()[0].compress_type != zipfile.ZIP_STORED:
        raise _not_that_kind()
    if _part(opened, "mimetype") != b"application/vnd.oasis.opendocument.text" or "content.xml" not in names:
        raise _not_that_kind()
    if any(_ODT_MACROS.search(name) for name in names):
        raise _macros()
    if "META-INF/manifest.xml" in names and b"encryption-data" in _part(opened, "META-INF/manifest.xml"):
        raise _encrypted()


def refuse_hidden_archive(data: bytes) -> None:
    """FileRefused for a file of another kind with an archive behind or within it, which archive programs would open."""
    at = data.rfind(_END, max(0, len(data) - 0xFFFF - _END_SIZE))
    if at >= 0 or zipfile.is_zipfile(io.BytesIO(data)):
        raise FileRefused(_("An archive is hidden in this file. Save it anew from the program that made it."))


def _look_at_office(data: bytes, part: str, content_type: str) -> None:
    opened = _opened(data)
    names = opened.namelist()
    if part not in names or "[Content_Types].xml" not in names:
        raise _not_that_kind()
    types = _part(opened, "[Content_Types].xml")
    if any(_MACROS.search(name) and not _HARMLESS.search(name) for name in names) or b"macroEnabled" in types:
        raise _macros()
    if content_type.encode() not in types:
        raise _not_that_kind()
    if any(_REMOTE.search(_part(opened, name)) for name in names if name.endswith(".rels")):
        raise FileRefused(_("The document loads parts from another place. Save it with everything in it."))


def _opened(data: bytes) -> zipfile.ZipFile:
    """The archive, whole from the first byte to the last; FileRefused otherwise."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        entries = opened.infolist()
        if not entries or opened.comment or not data[-_END_SIZE:].startswith(_END):
            raise _damaged()
        _sane(entries)
        if opened.testzip() is not None:
            raise _damaged()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise _damaged() from None
    return opened


def _part(opened: zipfile.ZipFile, name: str) -> bytes:
    if opened.getinfo(name).file_size > MOST_OF_A_PART:
        raise _damaged()
    return opened.read(name)


def _sane(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _encrypted()
    if min(entry.header_offset for entry in entries) != 0 or len(set(names)) < len(names):
        raise _damaged()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileRefused(_("The document unpacks to far more than it seems. Save it with smaller pictures."))
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        raise _damaged()


def _damaged() -> FileRefused:
    return FileRefused(_("The document is damaged, or something else is hidden in it. Save it anew."))


def _encrypted() -> FileRefused:
    return FileRefused(_("The document is encrypted. Save it without a password."))


def _macros() -> FileRefused:
    return FileRefused(_("The document holds macros, programs or other embedded files. Save it without them."))


def _not_that_kind() -> FileRefused:
    return FileRefused(_("The document's content is not what its name says. Save it anew in that format."))

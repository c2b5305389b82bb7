"""The kinds that are taken, and which one a file is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from renkei.site.files.kinds import archive, image, pdf, text
from renkei.site.files.names import extension_of
from renkei.site.files.refusal import FileRefused


@dataclass(frozen=True)
class Kind:
    """A kind of file: its extensions, the first its own; how it begins; the look into it that may refuse."""

    extensions: tuple[str, ...]
    content_type: str
    begins: bytes
    look: Callable[[bytes], None]

    @property
    def extension(self) -> str:
        """The extension that a file of the kind gets."""
        return self.extensions[0]


_OFFICE = "application/vnd.openxmlformats-officedocument."
KNOWN = (
    Kind((".pdf",), "application/pdf", b"%PDF-", pdf.look),
    Kind((".png",), "image/png", image.PNG, image.look_at_png),
    Kind((".jpg", ".jpeg"), "image/jpeg", b"\xff\xd8\xff", image.look_at_jpeg),
    Kind((".docx",), f"{_OFFICE}wordprocessingml.document", archive.ZIP, archive.look_at_docx),
    Kind((".xlsx",), f"{_OFFICE}spreadsheetml.sheet", archive.ZIP, archive.look_at_xlsx),
    Kind((".odt",), "application/vnd.oasis.opendocument.text", archive.ZIP, archive.look_at_odt),
    Kind((".csv",), "text/csv; charset=utf-8", b"", text.look_at_csv),
    Kind((".txt",), "text/plain; charset=utf-8", b"", text.look),
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind that both the name says and the content is; FileRefused for any other."""
    extension = extension_of(name).lower()
    named = next((kind for kind in KNOWN if extension in kind.extensions), None)
    if named is None:
        taken = ", ".join(kind.extension.removeprefix(".").upper() for kind in KNOWN)
        raise FileRefused(_("Files of this kind are not taken. Hand in one of: %(taken)s.") % {"taken": taken})
    if named.begins == archive.ZIP and data.startswith(archive.OLD_OFFICE):
        raise FileRefused(_("The document has a password, or an old format. Save it anew without a password."))
    if not data.startswith(named.begins):
        words = _("The file is named %(extension)s but its content is something else. Save it anew in that format.")
        raise FileRefused(words % {"extension": extension})
    if named.begins != archive.ZIP:
        archive.refuse_hidden_archive(data)
    named.look(data)
    return named

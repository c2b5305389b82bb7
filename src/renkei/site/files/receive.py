"""Taking a file that somebody hands in."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from renkei.site.files import scan, store
from renkei.site.files.kinds import kind_of
from renkei.site.files.models import StoredFile
from renkei.site.files.names import cleaned
from renkei.site.files.refusal import FileRefused
from renkei.site.outbox.post import post
from renkei.site.policy import Actor, NotAllowed


def receive(actor: Actor, uploaded: "UploadedFile[bytes]") -> StoredFile:
    """The file, looked into, scanned where there is a scanner, and kept; FileRefused says why it is not taken.

    Call it in the transaction of the row that will hold the file. Where the scanner is away the file is kept and
    waits: it is served once it has been scanned.
    """
    if actor.user is None:
        raise NotAllowed("hand in a file")
    data = _bytes(uploaded)
    name = uploaded.name or ""
    kind = kind_of(data, name)
    verdict = scan.verdict(data)
    if verdict is scan.Verdict.INFECTED:
        raise FileRefused(_("The virus scanner found something in this file. Check the computer it comes from."))
    digest = store.keep(data)
    file = StoredFile.objects.create(
        digest=digest,
        name=cleaned(name, kind.extension),
        content_type=kind.content_type,
        size=len(data),
        handed_in_by_id=actor.user,
        scanned=verdict,
    )
    if verdict is scan.Verdict.WAITING:
        post("scan", f"scan/{file.pk}", {"file": file.pk})
    return file


def _bytes(uploaded: "UploadedFile[bytes]") -> bytes:
    if not uploaded.size:
        raise FileRefused(_("The file is empty."))
    if uploaded.size > settings.LARGEST_FILE:
        most = settings.LARGEST_FILE // 1_000_000
        raise FileRefused(_("The file is larger than %(most)s MB. Hand in a smaller one.") % {"most": most})
    uploaded.seek(0)
    data: bytes = uploaded.read()
    return data

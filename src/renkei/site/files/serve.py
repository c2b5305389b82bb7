"""Giving a file out: through the policy only, and so that no browser runs what is in it."""

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from renkei.site.files import scan, store
from renkei.site.files.models import StoredFile
from renkei.site.outbox.post import post
from renkei.site.policy.guard import Guarded
from renkei.site.policy.request import ActorRequest

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def serve(request: ActorRequest, rows: "QuerySet[Guarded]", file: str = "file") -> HttpResponseBase:
    """The file that the first of some rows holds; `rows` comes from `policy.scoped`, narrowed to the address asked for.

    Not there and not allowed are the same 404. A file that is not scanned yet, where a scanner is set up, is not
    given out: 503, to be asked for again.
    """
    row = rows.select_related(file).first()
    if row is None:
        raise Http404
    stored: StoredFile = getattr(row, file)
    if not _may_leave(stored):
        return _guarded(HttpResponse(_("This file is still being checked for viruses."), "text/plain", 503))
    place = store.path_of(stored.digest)
    if not place.is_file():
        raise FileNotFoundError(f"the store has lost {stored.digest}: restore it from a backup")
    return _guarded(
        FileResponse(place.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.content_type)
    )


def _may_leave(stored: StoredFile) -> bool:
    """Whether a file was found clean, or nobody scans here; asks for the scan of one that came before the scanner."""
    if stored.scanned == scan.Verdict.CLEAN:
        return True
    if stored.scanned == scan.Verdict.NOT_SCANNED and not scan.set_up():
        return True
    if stored.scanned == scan.Verdict.NOT_SCANNED:
        post("scan", f"scan/{stored.pk}/{timezone.now():%Y%m%d%H}", {"file": stored.pk})  # once an hour
    return False


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response

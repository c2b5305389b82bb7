"""The receipt: to be printed, kept as a text, and checked against the snapshot."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from renkei.site.applications.models import Submission
from renkei.site.applications.queries import receipt_of
from renkei.site.applications.views.answers import applicants
from renkei.site.policy.request import ActorRequest


@applicants
def receipt(request: ActorRequest, submission: UUID) -> HttpResponseBase:
    """Server time and hash of what was handed in, and whether it still stands."""
    found = _found(request, submission)
    return render(request, "applications/receipt.html", _told(found))


@applicants
def receipt_text(request: ActorRequest, submission: UUID) -> HttpResponseBase:
    """The same as a text file to keep."""
    found = _found(request, submission)
    text = render_to_string("applications/receipt_text.html", _told(found))
    return _file(text, "text/plain; charset=utf-8", f"{found.application.number}-{found.sequence}-receipt.txt")


@applicants
def receipt_snapshot(request: ActorRequest, submission: UUID) -> HttpResponseBase:
    """The frozen snapshot itself: the bytes whose SHA-256 the receipt names."""
    found = _found(request, submission)
    return _file(found.snapshot, "application/json", f"{found.application.number}-{found.sequence}.json")


def _found(request: ActorRequest, submission: UUID) -> Submission:
    found = receipt_of(request.actor, submission).first()
    if found is None:
        raise Http404
    return found


def _told(found: Submission) -> dict[str, Any]:
    """What a receipt tells; the title as it was handed in, whatever the draft is called now."""
    title = json.loads(found.snapshot)["application"]["title"]
    return {"submission": found, "application": found.application, "title": title}


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

"""Numbered snapshots: taken, listed, fetched as a zip archive of the programme folder."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.defects import Defect, DefectsFound
from renkei.site.policy import allowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.review import actions, queries
from renkei.site.review.archive import zipped
from renkei.site.review.forms import SnapshotForm
from renkei.site.review.models import Snapshot
from renkei.site.review.tables import snapshot_columns
from renkei.site.review.views.answers import staff
from renkei.site.ui import reader
from renkei.site.ui.tables import Table, exported


@staff
def snapshots(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The call's snapshots; the secretariat takes another."""
    call = queries.call_with_standings(request.actor, slug)
    takes = allowed(request.actor, "assess", call)
    form, defects = SnapshotForm(request.POST or None), list[Defect]()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.take_snapshot(request.actor, slug, form.cleaned_data["ground"])
            messages.success(request, _("Snapshot %(n)d is taken.") % {"n": made.number})
            return redirect("snapshots", slug)
        except DefectsFound as found:
            defects = reader.defects(found)
    rows = scoped(request.actor, Snapshot).filter(call=call).select_related("by").defer("files")
    empty = _("No snapshot was taken yet.")
    table = Table(request, f"{slug}-snapshots", _("Snapshots"), snapshot_columns(call), rows, empty)
    if (file := exported(table)) is not None:
        return file
    known = {"call": call, "table": table, "form": form, "defects": defects, "takes": takes}
    return render(request, "review/snapshots.html", known, status=422 if defects else 200)


@staff
def snapshot(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """A snapshot as a zip archive."""
    found = get_object_or_404(scoped(request.actor, Snapshot), call__slug=slug, number=number)
    name = f"{slug}-{number}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(zipped(found), content_type="application/zip", headers=headers)

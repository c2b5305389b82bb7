"""Taking files back: scores or a whole folder, first as a draft, then line by line."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.defects import Defect, DefectsFound
from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.policy import Actor, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.review import actions
from renkei.site.review.drafts import lines_of
from renkei.site.review.forms import UploadForm
from renkei.site.review.models import Draft
from renkei.site.review.reading import Upload
from renkei.site.review.tables import draft_columns
from renkei.site.review.terms import terms_of
from renkei.site.review.views.answers import assessable, staff
from renkei.site.ui import reader
from renkei.site.ui.tables import Table, exported


@staff
def import_scores(request: ActorRequest, slug: str) -> HttpResponseBase:
    """A sheet of scores."""
    return _sent(request, slug, actions.draft_scores, "review/import_scores.html")


@staff
def import_folder(request: ActorRequest, slug: str) -> HttpResponseBase:
    """A programme folder, taken back."""
    return _sent(request, slug, actions.draft_folder, "review/import_folder.html")


def _sent(
    request: ActorRequest, slug: str, act: Callable[[Actor, str, Upload], Draft], template: str
) -> HttpResponseBase:
    call = assessable(request, slug)
    form, defects = UploadForm(request.POST or None, request.FILES or None), list[Defect]()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = act(request.actor, slug, Upload(file.name, file.read()))
            return redirect("draft", slug, draft.number)
        except DefectsFound as found:
            defects = reader.defects(found)
    known = {"call": call, "form": form, "defects": defects, "terms": terms_of(call)}
    return render(request, template, known, status=422 if defects or form.errors else 200)


@staff
def draft(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """What a file would change; taken or left, line by line or whole."""
    call = assessable(request, slug)
    if request.method == "POST" and _done(request, slug, number):
        return redirect("draft", slug, number)
    row = get_object_or_404(scoped(request.actor, Draft).select_related("made_by"), call=call, number=number)
    lines = list(enumerate(lines_of(row.lines)))
    found = {
        "call": call,
        "draft": row,
        "open": [(at, one) for at, one in lines if one.takes and one.state == "open"],
        "settled": [one for _at, one in lines if one.takes and one.state != "open"],
        "shown": [one for _at, one in lines if not one.takes],
    }
    return render(request, "review/draft.html", found)


def _done(request: ActorRequest, slug: str, number: int) -> bool:
    """Whether what was asked of the chosen lines was done; what stood in the way is told."""
    chosen = {int(text) for text in request.POST.getlist("line") if text.isdecimal()}
    version = request.POST.get("version", "")
    given = int(version) if version.isdecimal() else 0
    try:
        match request.POST.get("do"):
            case "all":
                actions.take_lines(request.actor, slug, number, None, given)
            case "take":
                actions.take_lines(request.actor, slug, number, chosen, given)
            case "leave":
                actions.leave_lines(request.actor, slug, number, chosen, given)
    except Refused as refused:
        for one in refused.remarks:
            messages.error(request, f"{one.place}: {one.sentence}")
    except Outdated:
        messages.warning(request, _("Somebody took or left lines meanwhile: what stands now is shown."))
    return True


@staff
def drafts(request: ActorRequest, slug: str) -> HttpResponse:
    """All files that were taken back."""
    call = assessable(request, slug)
    rows = scoped(request.actor, Draft).filter(call=call).select_related("made_by")
    empty = _("No file was taken back yet.")
    table = Table(request, f"{slug}-drafts", _("Files taken back"), draft_columns(call), rows, empty)
    return exported(table) or render(request, "review/drafts.html", {"call": call, "table": table})

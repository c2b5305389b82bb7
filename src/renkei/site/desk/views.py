"""The pages of the desk."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.defects import Defect, DefectsFound
from renkei.engines.selection import SelectionError
from renkei.site.calls.models import Call
from renkei.site.calls.views.acting import changeable
from renkei.site.desk import actions
from renkei.site.desk.demand import Demand, paying
from renkei.site.desk.duties import Desk, duty_columns
from renkei.site.desk.forms import FullStageForm, TryForm
from renkei.site.desk.inviting import RECORD, Line, Preview, line_columns, preview
from renkei.site.policy import may_make, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.review.models import Snapshot
from renkei.site.review.views.answers import staff
from renkei.site.ui import reader
from renkei.site.ui.steps import steps
from renkei.site.ui.tables import Table, exported

LOOKING = "the secretariat looks at the invitation that it may accept"


@staff
def desk(request: ActorRequest) -> HttpResponseBase:
    """What is due and what waits, over all calls."""
    if not may_make(request.actor, Call):
        raise Http404
    found = Desk.of(request.actor)
    mine = steps(request.actor, [one.pk for one in found.calls])
    under_way = [(call, mine.get(call.pk, [])) for call in found.calls]
    table = Table(request, "duties", _("To be done"), duty_columns(), found.duties)
    return exported(table) or render(request, "desk/desk.html", {"desk": found, "under_way": under_way})


@staff
def demand(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What each funder is asked for, against its money."""
    call = changeable(request, slug)
    found = Demand.of(request.actor, call)
    empty = _("The call has no funder yet.")
    table = Table(request, f"{call.slug}-demand", _("Demand"), found.columns(), paying(request.actor, call), empty)
    known = {"call": call, "demand": found, "bars": found.bars(), "table": table}
    known["invitations"] = _kept(request, call)
    return exported(table) or render(request, "desk/demand.html", known)


@staff
def invitation(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The invitation as it would be now; accepted with the dates of the full stage."""
    call = _between_stages(request, slug)
    trying = TryForm(request.GET or None)
    cap, draw = trying.tried()
    made, defects, refused = _tried(call, cap, draw)
    given = {"sha256": made.sha256} if made else {}
    form = FullStageForm(request.POST or None, call=call, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.open_full_stage(request.actor, slug, form.wanted(cap, draw))
        except ValidationError as error:
            form.add_error(None, error.messages)
        except (DefectsFound, SelectionError):
            form.add_error(None, _("Something has changed since you looked: look at the invitation again."))
        else:
            said = _("Invited. Everybody is told; the record is kept in snapshot %(n)d.")
            messages.success(request, said % {"n": kept.number})
            return redirect("call_demand", slug)
    if made and (file := exported(_lines(request, call, made))) is not None:
        return file
    known = {"call": call, "made": made, "defects": defects, "refused": refused, "trying": trying, "form": form}
    return render(request, "desk/invitation.html", known, status=422 if form.errors else 200)


def _lines(request: ActorRequest, call: Call, made: Preview) -> Table[Line]:
    return Table(request, f"{call.slug}-invitation", _("Invitation to the full stage"), line_columns(), made.lines())


@staff
def invitation_record(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The record of the invitation as it would be now."""
    call = _between_stages(request, slug)
    made, _defects, _refused = _tried(call, *TryForm(request.GET or None).tried())
    if made is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{RECORD}"'}
    return HttpResponse(made.record, content_type="application/json", headers=headers)


def _between_stages(request: ActorRequest, slug: str) -> Call:
    """The call whose applications the actor assesses, between its two stages; a page that is not there otherwise."""
    return get_object_or_404(scoped(request.actor, Call, "assess"), slug=slug, stages=2, stage=1, state="published")


def _tried(call: Call, cap: Decimal | None, draw: str) -> tuple[Preview | None, list[Defect], str]:
    """The invitation, or what it still lacks, or in words why the rule cannot be applied."""
    try:
        return preview(call, LOOKING, cap, draw), [], ""
    except DefectsFound as found:
        return None, reader.defects(found), ""
    except SelectionError as error:
        return None, [], "\n".join(reader.refusal(error))


def _kept(request: ActorRequest, call: Call) -> list[Snapshot]:
    """The snapshots that hold an invitation's record."""
    rows = scoped(request.actor, Snapshot).filter(call=call, files__has_key=RECORD)
    return list(rows.select_related("by").defer("files"))

"""Putting a scenario to the funders, their words on it, and the record and its snapshot as files."""

import io
import zipfile
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.site.decisions import actions, queries
from renkei.site.decisions.actions.adopt import authorities, speaks_for
from renkei.site.decisions.at_hand import NotReady
from renkei.site.decisions.changes import Wanted, change_of, departs, words_of
from renkei.site.decisions.forms import ConsentForm, ProposeForm
from renkei.site.decisions.models import Decision, Proposal
from renkei.site.decisions.reading import outcomes, record_of
from renkei.site.decisions.views.held import chosen, hand, not_ready
from renkei.site.policy import allowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.reader import decimal, language

MADE = (1980, 1, 1, 0, 0, 0)  # of every file in the archive: the same decision, the same bytes


def propose_page(request: ActorRequest, slug: str) -> HttpResponse:
    """What will be put to the funders, and the ground where it departs from what was published."""
    found = queries.meeting_of(request.actor, slug)
    which = request.POST.get("scenario") or request.GET.get("scenario", "")
    scenario = chosen(queries.scenarios(request.actor, found), which)
    try:
        held = hand(request, found)
        change = change_of(Wanted.kept(scenario.change if scenario else {}), held.folder)
    except NotReady as error:
        return not_ready(request, found, error)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(request.actor, slug, which, form.cleaned_data["ground"], held)
            return HttpResponseRedirect(reverse("proposal", args=[made.public_id]))
        except ValidationError as error:
            form.add_error(None, error)
    given = {"meeting": found, "call": found.call, "scenario": scenario, "form": form, "departs": departs(change)}
    return render(request, "decisions/propose.html", given | {"words": words_of(change, held.folder)})


def proposal_page(request: ActorRequest, which: UUID) -> HttpResponse:
    """How far a proposal is; its decision once there is one."""
    rows = scoped(request.actor, Proposal).select_related("meeting__call", "decision", "scenario")
    found = get_object_or_404(rows, public_id=which)
    if found.decision is not None:
        return HttpResponseRedirect(reverse("decision", args=[found.decision.public_id]))
    waits = found.state in (Proposal.State.WAITING, Proposal.State.WORKING)
    given = {"proposal": found, "meeting": found.meeting, "call": found.meeting.call, "waits": waits}
    response = render(request, "decisions/proposal.html", given)
    if waits:
        response["Refresh"] = "3"  # the page asks again by itself, without any script
    return response


def decision_page(request: ActorRequest, which: UUID, form: ConsentForm | None = None) -> HttpResponse:
    """A decision: what is funded, its hash, each authority's word."""
    found = _decision(request, which)
    said = {one.authority: one for one in queries.consents(request.actor, found)}
    needed, mine = authorities(found.meeting), speaks_for(request.actor, found.meeting)
    record, say = record_of(found), language()
    titles = queries.titles(found.meeting)
    chosen_ones = [one for one in outcomes(found) if one.outcome == "funded"]
    funded = [
        (one.application_id, titles.get(one.application_id, ""), decimal(Decimal(one.score)) if one.score else "")
        for one in chosen_ones
    ]
    given = {
        "decision": found,
        "meeting": found.meeting,
        "call": found.meeting.call,
        "words": [(one, said.get(one.code)) for one in needed],
        "missing": [one.code for one in needed if one.code not in said and one.code in mine],
        "funded": funded,
        "rule": say(f"rule.{record['rule']}"),
        "record": record,
        "form": form or ConsentForm(),
        "may_consent": found.state == Decision.State.PROPOSED and allowed(request.actor, "consent", found),
    }
    return render(request, "decisions/decision.html", given)


@require_POST
def consent_to(request: ActorRequest, which: UUID) -> HttpResponse:
    """A word on a decision."""
    form = ConsentForm(request.POST)
    yes, authority = request.POST.get("verdict") == "yes", request.POST.get("authority", "")
    if form.is_valid():
        try:
            said = actions.consent(request.actor, str(which), authority, yes, form.cleaned_data["ground"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            adopted = said.state == Decision.State.ADOPTED
            messages.success(request, _("The decision is adopted.") if adopted else _("Your word is noted."))
            return HttpResponseRedirect(reverse("decision", args=[which]))
    return decision_page(request, which, form)


def record(request: ActorRequest, which: UUID) -> HttpResponse:
    """decision.json, to the byte."""
    found = _decision(request, which)
    return _file(found.record.encode(), "application/json", "decision.json")


def download(request: ActorRequest, which: UUID) -> HttpResponse:
    """The record and the folder that it decides: `renkei verify decision.json folder` checks one by the other."""
    found = _decision(request, which)
    name = f"{found.meeting.call.slug}-decision-{found.number}"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{name}/decision.json", MADE), found.record.encode())
        for file, text in sorted(found.snapshot.items()):
            archive.writestr(zipfile.ZipInfo(f"{name}/folder/{file}", MADE), text.encode())
    return _file(written.getvalue(), "application/zip", f"{name}.zip")


def _decision(request: ActorRequest, which: UUID) -> Decision:
    rows = scoped(request.actor, Decision).select_related("meeting__call", "scenario", "proposed_by")
    return get_object_or_404(rows, public_id=which)


def _file(contents: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(contents, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

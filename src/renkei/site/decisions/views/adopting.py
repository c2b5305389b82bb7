"""Putting a scenario to the funders, their words on it, and the record and its snapshot as files."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.site.decisions import actions, queries
from renkei.site.decisions.actions.adopt import authorities, speaks_for
from renkei.site.decisions.archive import name_of, zipped
from renkei.site.decisions.asked import hand
from renkei.site.decisions.at_hand import NotReady
from renkei.site.decisions.changes import Wanted, change_of, words_of
from renkei.site.decisions.forms import AgainForm, ConsentForm, ProposeForm
from renkei.site.decisions.models import Decision, Proposal
from renkei.site.decisions.published import departs
from renkei.site.decisions.reading import outcomes, record_of, titles_in
from renkei.site.decisions.since import Since, follower_of, since
from renkei.site.decisions.views.held import chosen, not_ready
from renkei.site.policy import allowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.reader import decimal, language


def propose_page(request: ActorRequest, slug: str) -> HttpResponse:
    """What will be put to the funders, and the ground where it departs from what was published."""
    found = queries.meeting_of(request.actor, slug)
    which = request.POST.get("scenario") or request.GET.get("scenario", "")
    scenario = chosen(queries.scenarios(request.actor, found), which)
    try:
        held = hand(request.actor, found)
        change = change_of(Wanted.kept(scenario.change if scenario else {}), held.folder)
    except NotReady as error:
        return not_ready(request, found, error)
    followed = queries.to_be_followed(request.actor, found)
    form = ProposeForm(request.POST or None, initial={"ground": followed.again if followed else ""})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(request.actor, slug, which, form.cleaned_data["ground"], held)
            return HttpResponseRedirect(reverse("proposal", args=[made.public_id]))
        except ValidationError as error:
            form.add_error(None, error)
    given = {"meeting": found, "call": found.call, "scenario": scenario, "form": form, "departs": departs(change)}
    given["followed"] = followed
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


def decision_page(request: ActorRequest, which: UUID, **forms: Form) -> HttpResponse:
    """A decision: what is funded, its hash, each authority's word; of one adopted what became of it since."""
    found = _decision(request, which)
    said = {one.authority: one for one in queries.consents(request.actor, found)}
    needed, mine = authorities(found.meeting), speaks_for(request.actor, found.meeting)
    record, say = record_of(found), language()
    after = since(request.actor, found)
    given = {
        "decision": found,
        "meeting": found.meeting,
        "call": found.meeting.call,
        "words": [(one, said.get(one.code)) for one in needed],
        "missing": [one.code for one in needed if one.code not in said and one.code in mine],
        "funded": list(_funded(found, after)),
        "gone": len(after),
        "follower": follower_of(request.actor, found),
        "rule": say(f"rule.{record['rule']}"),
        "record": record,
        "form": ConsentForm(),
        "again_form": AgainForm(initial={"ground": request.GET.get("ground", "")}),
        "may_decide_again": found.state == Decision.State.ADOPTED and allowed(request.actor, "open", found.meeting),
        "may_consent": found.state == Decision.State.PROPOSED and allowed(request.actor, "consent", found),
    }
    return render(request, "decisions/decision.html", given | forms)


def _funded(found: Decision, after: Mapping[str, Since]) -> Iterator[tuple[str, str, str, Since | None]]:
    """(number, title, score, what became of it) of what a decision funds."""
    titles = titles_in(found)
    for one in outcomes(found):
        if one.outcome == "funded":
            number, score = one.application_id, decimal(Decimal(one.score)) if one.score else ""
            yield number, titles.get(number, ""), score, after.get(number)


@require_POST
def again(request: ActorRequest, which: UUID) -> HttpResponse:
    """The call decided anew: back into its meeting, with the scenario that was decided."""
    found = _decision(request, which)
    form = AgainForm(request.POST)
    if form.is_valid():
        try:
            actions.decide_again(request.actor, found.meeting.call.slug, form.cleaned_data["ground"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = _("The call is decided anew: change what must be, and put it to the funders from here.")
            messages.success(request, said)
            query = f"?scenario={found.scenario.public_id}" if found.scenario else ""
            return HttpResponseRedirect(reverse("meeting", args=[found.meeting.call.slug]) + query)
    return decision_page(request, which, again_form=form)


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
            settled = said.state == Decision.State.ADOPTED
            messages.success(request, _("The decision is adopted.") if settled else _("Your word is noted."))
            return HttpResponseRedirect(reverse("decision", args=[which]))
    return decision_page(request, which, form=form)


def record(request: ActorRequest, which: UUID) -> HttpResponse:
    """decision.json, to the byte."""
    found = _decision(request, which)
    return _file(found.record.encode(), "application/json", "decision.json")


def download(request: ActorRequest, which: UUID) -> HttpResponse:
    """The record and the folder that it decides: `renkei verify decision.json folder` checks one by the other."""
    found = _decision(request, which)
    return _file(zipped(found), "application/zip", f"{name_of(found)}.zip")


def _decision(request: ActorRequest, which: UUID) -> Decision:
    rows = scoped(request.actor, Decision).select_related("meeting__call", "scenario", "proposed_by", "follows")
    return get_object_or_404(rows, public_id=which)


def _file(contents: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(contents, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

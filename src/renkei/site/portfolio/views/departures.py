"""Drop-outs, the reserve list, and partners that are replaced or pay for themselves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.reports.totals import Money
from renkei.site.applications.refusal import Refused
from renkei.site.applications.screening import Remark, remarks_of
from renkei.site.calls.models import Call, Participation
from renkei.site.decisions.models import Decision
from renkei.site.decisions.reading import record_of
from renkei.site.policy import allowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import change_partner, drop_out
from renkei.site.portfolio.actions.partners import screened_again
from renkei.site.portfolio.decided import decided
from renkei.site.portfolio.forms import DropOutForm, PartnerForm
from renkei.site.portfolio.models import Departure
from renkei.site.portfolio.since import dropped_out
from renkei.site.portfolio.tables import Waiting, departure_columns, reserve_columns
from renkei.site.review.views.answers import staff, tell
from renkei.site.ui import reader
from renkei.site.ui.tables import Table, exported


@staff
def departures(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Who dropped out and why, who waits for what; the secretariat says here who drops out."""
    call = queries.followed_call(request.actor, slug)
    decision = queries.standing_decision(request.actor, call)
    follows_up = allowed(request.actor, "follow_up", call)
    found = decided(decision) if decision else None
    reserve = _reserve(decision, found.title) if decision and found else []
    happened = queries.departures(request.actor, call)
    lists = _lists(request, call, reserve, happened)
    if (file := exported(*lists.values())) is not None:
        return file
    out = dropped_out(call)
    funded = [(number, found.title(number)) for number in found.funded if number not in out] if found else []
    form, status = DropOutForm(funded, request.POST or None), 200
    if request.method == "POST" and not follows_up:
        raise Http404
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = drop_out(request.actor, slug, given["number"], given["ground"], given["alone"])
        except ValidationError as error:
            form.add_error(None, error)
            status = 422
        else:
            messages.success(
                request, _("Noted. What follows is put to the funders.") if made.followed_by else _("Noted.")
            )
            return redirect("departures", slug)
    given_to = {
        "call": call,
        "decision": decision,
        "form": form,
        "follows_up": follows_up,
        "decides_again": decision is not None and allowed(request.actor, "open", decision.meeting),
        "reserve": reserve,
        "lists": lists,
        "until": record_of(decision)["options"]["reserve"]["until"] if decision else None,
        "departures": happened,
        "funded": funded,
    }
    return render(request, "portfolio/departures.html", given_to, status=status)


def _lists(
    request: ActorRequest, call: Call, reserve: list[Waiting], happened: list[Departure]
) -> dict[str, Table[Any]]:
    """The lists of the page, to be taken away as files."""
    since = _("What happened since the decision")
    return {
        "reserve": Table(request, f"{call.slug}-reserve", _("Reserve list"), reserve_columns(), reserve),
        "since": Table(request, f"{call.slug}-since", since, departure_columns(), happened),
    }


def _reserve(decision: Decision, title: Any) -> list[Waiting]:
    record = record_of(decision)
    spending = record["spending"]

    def words(payer: str, minor: int) -> str:
        return reader.amount(Money(minor, spending[payer]["currency"])) if payer in spending else str(minor)

    return [
        Waiting(
            place,
            row["application"],
            title(row["application"]),
            [(one, words(one, row["awaits"][one])) for one in sorted(row["awaits"])],
        )
        for place, row in enumerate(record["reserve"], 1)
    ]


@staff
def consortium_after(request: ActorRequest, slug: str, number: str) -> HttpResponseBase:
    """The partners of a funded application, each with what it gets, to be replaced or to pay for themselves."""
    call = get_object_or_404(scoped(request.actor, Call, "follow_up"), slug=slug)
    rows = queries.awards(request.actor, call).filter(application__number=number)
    award = get_object_or_404(rows, pk=rows.values("pk")[:1])
    decision = queries.standing_decision(request.actor, call)
    parts = decided(decision).parts.get(number, []) if decision else []
    found = {"call": call, "application": award.application, "title": award.title, "parts": parts}
    return render(request, "portfolio/consortium.html", found)


@staff
def partner_after(request: ActorRequest, slug: str, number: str, position: int) -> HttpResponseBase:
    """A change of one partner: screened first, then kept with its ground."""
    call = get_object_or_404(scoped(request.actor, Call, "follow_up"), slug=slug)
    get_object_or_404(queries.awards(request.actor, call).filter(application__number=number)[:1])
    form, remarks, status = PartnerForm(request.POST or None), None, 200
    if request.method == "POST" and form.is_valid():
        change = form.change(number, position)
        verdicts = screened_again(call, change)
        remarks = _remarks(request, call, verdicts)
        if "keep" in request.POST:
            try:
                change_partner(request.actor, slug, change, form.cleaned_data["ground"])
                messages.success(request, _("Saved."))
                return redirect("departures", slug)
            except Refused as refused:
                tell(form, refused)
            except ValidationError as error:
                form.add_error(None, error)
            status = 422
    found = {"call": call, "number": number, "position": position, "form": form, "remarks": remarks}
    return render(request, "portfolio/partner.html", found, status=status)


def _remarks(request: ActorRequest, call: Call, verdicts: Any) -> list[Remark]:
    parts = scoped(request.actor, Participation).filter(call=call).select_related("funder")
    said = remarks_of(verdicts, reader.language(), {one.funder.code: one.funder.name for one in parts})
    return [one for one in said if one.verdict != "pass"]

"""Awards: all of a call's for the secretariat, and each funder's own to confirm."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.money import format_amount
from renkei.reports.totals import Money
from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.calls.models import Participation
from renkei.site.policy import allowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import Word, say
from renkei.site.portfolio.actions.awards import NEXT
from renkei.site.portfolio.models import Award
from renkei.site.portfolio.queries import Totals
from renkei.site.portfolio.tables import award_columns
from renkei.site.review.views.answers import staff
from renkei.site.ui import reader
from renkei.site.ui.bars import Bar, Bars
from renkei.site.ui.tables import Table, exported

ROWS = 25
FIELDS = ("granted", "conditions", "national_number", "ground")


@dataclass(frozen=True)
class Line:
    """An award on an officer's list: what can be said of it next, what was typed, what stood in the way."""

    award: Award
    choices: list[tuple[str, str]]
    said: str
    typed: dict[str, str]
    refused: str = ""


@staff
def portfolio(request: ActorRequest) -> HttpResponseBase:
    """The calls that are decided, the parts of one's own funder, and the letters to oneself."""
    found = {
        "calls": list(queries.followed_calls(request.actor)),
        "parts": list(queries.parts_with_awards(request.actor)),
        "letters": list(queries.my_letters(request.actor)),
    }
    return render(request, "portfolio/portfolio.html", found)


@staff
def overview(request: ActorRequest, slug: str) -> HttpResponseBase:
    """A decided call: the decision that stands, each funder's awards in figures, who has not confirmed yet."""
    call = queries.followed_call(request.actor, slug)
    seen = queries.awards(request.actor, call).values("participation")
    parts = scoped(request.actor, Participation).filter(pk__in=seen)
    decision = queries.standing_decision(request.actor, call)
    lines = queries.totals(request.actor, parts, decision)
    found = {
        "call": call,
        "decision": decision,
        "totals": lines,
        "waiting": [one.part.funder.name for one in lines if one.recommended],
        "follows_up": allowed(request.actor, "follow_up", call),
        "reads_redress": queries.reads_redress(request.actor),
        "reads_letters": queries.reads_letters(request.actor),
    }
    return render(request, "portfolio/overview.html", found)


@staff
def awards(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The awards of a call that the reader sees, to sort and export."""
    call = queries.followed_call(request.actor, slug)
    rows = queries.awards(request.actor, call)
    empty = _("The decision funds nothing.")
    table = Table(request, f"{slug}-awards", _("Awards"), award_columns(whole=True), rows, empty)
    return exported(table) or render(request, "portfolio/awards.html", {"call": call, "table": table})


@staff
def confirm(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """A funder's own awards: its word on each, several at once."""
    mine = scoped(request.actor, Participation, "award").select_related("call", "funder")
    part = get_object_or_404(mine, call__slug=slug, funder__code=code)
    rows = queries.to_confirm(request.actor, part)
    if request.GET.get("export"):
        table = Table(request, f"{slug}-{code}-awards", _("Our awards"), award_columns(whole=False), rows)
        return exported(table) or HttpResponse(status=404)
    refused: dict[str, str] = {}
    if request.method == "POST":
        refused = _say(request, part)
        if not refused:
            return redirect(request.get_full_path())
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    decision = queries.standing_decision(request.actor, part.call)
    (total,) = queries.totals(request.actor, mine.filter(pk=part.pk), decision)
    found = {
        "call": part.call,
        "part": part,
        "page": page,
        "lines": [_line(request, one, part, refused) for one in page],
        "total": total,
        "bars": bars_of(total),
        "refused": refused,
    }
    return render(request, "portfolio/confirm.html", found, status=422 if refused else 200)


def bars_of(total: Totals) -> Bars:
    """A funder's awards beside its budget."""
    currency = total.part.funder.currency
    lines = [
        (_("Budget, with the confirmed raise"), total.budget),
        (_("Decided"), total.decided),
        (_("Confirmed or awarded"), total.confirmed),
        (_("Waiting for our word"), total.waiting),
    ]
    whole = max(1, *(minor for _label, minor in lines))
    bars = [Bar(label, Fraction(minor, whole), reader.amount(Money(minor, currency))) for label, minor in lines]
    return Bars(_("Our awards and our budget"), bars)


def _line(request: ActorRequest, award: Award, part: Participation, refused: dict[str, str]) -> Line:
    number, currency = award.application.number, part.funder.currency
    granted = award.amount if award.granted is None else award.granted
    stands = {
        "granted": format_amount(granted, currency),
        "conditions": award.conditions,
        "national_number": award.national_number,
        "ground": award.ground,
    }
    typed = {name: request.POST.get(f"{name}-{number}", stands[name]) for name in FIELDS} if refused else stands
    choices = [(value, str(Award.State(value).label)) for value in NEXT.get(award.state, ())]
    said = request.POST.get(f"state-{number}", "") if refused else ""
    return Line(award, choices, said, typed, refused.get(number, ""))


def _say(request: ActorRequest, part: Participation) -> dict[str, str]:
    """What stood in the way, by number; nothing where all was kept."""
    try:
        kept = say(request.actor, part.call.slug, part.funder.code, list(_typed(request)))
    except Refused as refused:
        return {one.place: str(one.sentence) for one in refused.remarks}
    except Outdated:
        return {"": _("A colleague said something of one of these meanwhile: what stands is shown, say it again.")}
    if kept:
        messages.success(request, _("Saved: %(n)d.") % {"n": len(kept)})
    return {}


def _typed(request: ActorRequest) -> Iterator[Word]:
    """The rows of the form that say something; of ticked ones, that they are confirmed as they stand in the form."""
    together = "confirm" in request.POST
    for number in request.POST.getlist("number"):
        state = request.POST.get(f"state-{number}", "")
        if together:
            state = Award.State.CONFIRMED if f"tick-{number}" in request.POST else ""
        if state:
            version = request.POST.get(f"version-{number}", "")
            facts = {name: request.POST.get(f"{name}-{number}", "") for name in FIELDS}
            yield Word(number, state, version=int(version) if version.isdecimal() else 0, **facts)

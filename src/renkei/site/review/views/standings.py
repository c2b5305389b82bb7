"""How a call's applications stand: the list, one application, and showing the scores."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.site.applications.models import Submission
from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.applications.screening import remarks_of, verdicts_of
from renkei.site.calls.models import Call
from renkei.site.calls.queries import participations
from renkei.site.policy import allowed, scoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.policy.request import ActorRequest
from renkei.site.review import actions, queries
from renkei.site.review.actions.handed_in import handed_in
from renkei.site.review.assessed import Assessed
from renkei.site.review.facts import facts_of
from renkei.site.review.forms import ConfirmForm, StandingForm, StandingsFilter
from renkei.site.review.models import CriterionScore, Standing
from renkei.site.review.rules import elsewhere_in
from renkei.site.review.tables import standing_columns, way_columns, ways
from renkei.site.review.terms import terms_of
from renkei.site.review.views.answers import assessable, staff, tell
from renkei.site.ui import reader
from renkei.site.ui.tables import Table, exported


@staff
def review(request: ActorRequest) -> HttpResponseBase:
    """The calls to assess, those whose scores are shown, and the parts of one's own funder."""
    assessed, shown = list(queries.calls_to_assess(request.actor)), list(queries.calls_shown(request.actor))
    parts = list(queries.my_parts(request.actor))
    if not (assessed or shown or parts):
        raise Http404
    table = Table(request, "review", _("Review"), way_columns(), ways(assessed, shown, parts))
    if (file := exported(table)) is not None:
        return file
    if len(parts) == 1 and not assessed:
        return redirect("morning", parts[0].call.slug, parts[0].funder.code)
    return render(request, "review/review.html", {"assessed": assessed, "shown": shown, "parts": parts})


@staff
def standings(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Every application that is handed in, as it stands; sorted, filtered and exported by the address."""
    call = queries.call_with_standings(request.actor, slug)
    assesses, terms = allowed(request.actor, "assess", call), terms_of(call)
    stages = queries.stages_to_read(request.actor, call, assesses)
    form = StandingsFilter(request.GET or None, stages=stages)
    stage = form.stage()
    rows = _filtered(queries.standings(request.actor, call, terms.criteria, stage), form)
    empty = _("No application is like this: change the filter.") if request.GET else _("Nothing is handed in.")
    columns = standing_columns(call, terms.criteria, assesses and stage == call.stage)
    table = Table(request, f"{call.slug}-standings", _("How the applications stand"), columns, rows, empty)
    if (file := exported(table)) is not None:
        return file
    empty_ones = queries.unfilled(request.actor, call, terms.criteria, stage)  # files keep every column
    table = replace(table, columns=[one for one in columns if one.name not in empty_ones])
    found = {"call": call, "table": table, "form": form, "assesses": assesses, "terms": terms}
    return render(request, "review/standings.html", found)


def _filtered(rows: GuardedQuerySet[Submission], form: StandingsFilter) -> GuardedQuerySet[Submission]:
    given = form.cleaned_data if form.is_valid() else {}
    if status := given.get("status"):
        eligible = Q(stands_status="") | Q(stands_status__isnull=True)
        rows = rows.filter(eligible if status == "eligible" else Q(stands_status=status))
    if score := given.get("score"):
        rows = rows.filter(Q(stands_score__isnull=score == "without"))
    if words := given.get("find"):
        rows = rows.filter(Q(application__number__icontains=words) | Q(application__title__icontains=words))
    return rows


@staff
def assessed(request: ActorRequest, slug: str, number: str) -> HttpResponseBase:
    """One application: what its funders say, how it stands, and the form that changes it."""
    call = assessable(request, slug)
    rows = handed_in(request.actor, call).select_related("application")
    row = get_object_or_404(rows, application__number=number)
    terms = terms_of(call)
    stands, version = _stands(request, row)
    form = StandingForm(request.POST or None, terms=terms, initial=StandingForm.told(stands, version))
    status, clash = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.save_standing(request.actor, slug, number, form.given(), form.cleaned_data["version"])
                messages.success(request, _("Saved."))
                following = request.POST.get("next") == "following"
                return redirect(_following(request, call, row) if following else request.path)
            except Refused as refused:
                tell(form, refused)
            except Outdated:
                status, clash = 409, _both(form, stands, version)
    known = {"clash": clash, "total": stands.texts().get("score", "–") if terms.total else ""}
    return render(request, "review/assessed.html", _page(request, call, row, form) | known, status=status)


def _stands(request: ActorRequest, row: Submission) -> tuple[Assessed, int]:
    mine = {"application": row.application_id, "stage": row.stage}
    standing = scoped(request.actor, Standing).filter(**mine).first()
    scores = scoped(request.actor, CriterionScore).filter(**mine)
    return Assessed.of(standing, scores), standing.version if standing else 0


def _both(form: StandingForm, stands: Assessed, version: int) -> list[tuple[str, str, str]]:
    """(label, what stands, what was typed) of each field that differs; the form then saves over what stands."""
    now, typed = stands.texts(), form.given().texts()
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(version)  # type: ignore[index]
    names = [name for name in form.fields if now.get(name, "") != typed.get(name, "") and name != "version"]
    return [(str(form.fields[name].label), now.get(name, ""), typed.get(name, "")) for name in names]


def _page(request: ActorRequest, call: Call, row: Submission, form: StandingForm) -> dict[str, object]:
    paying = participations(request.actor, call)
    asked = {one["request"]["funder"] for one in facts_of(row)["partners"]}
    paying = [one for one in paying if one.funder.code in asked]
    names = {one.funder.code: one.funder.name for one in paying}
    said = verdicts_of(facts_of(row), call, paying, elsewhere_in(request.actor, call, paying))
    remarks = remarks_of(said, reader.language(), names)
    return {
        "call": call,
        "row": row,
        "facts": facts_of(row),
        "form": form,
        "said": queries.verdicts_on(request.actor, row),
        "remarks": [one for one in remarks if one.verdict != "pass"],
        "before": _beside(request, call, row, -1),
        "after": _beside(request, call, row, 1),
    }


def _beside(request: ActorRequest, call: Call, row: Submission, step: int) -> str:
    """The number before or after, "" at the end of the list."""
    rows, number = handed_in(request.actor, call), row.application.number
    beyond = rows.filter(application__number__gt=number) if step > 0 else rows.filter(application__number__lt=number)
    ordered = beyond.order_by("application__number" if step > 0 else "-application__number")
    return ordered.values_list("application__number", flat=True).first() or ""


def _following(request: ActorRequest, call: Call, row: Submission) -> str:
    """The address of the next application; of the list after the last one."""
    number = _beside(request, call, row, 1)
    where = redirect("assessed", call.slug, number) if number else redirect("standings", call.slug)
    return str(where["Location"])


@staff
def show_scores(request: ActorRequest, slug: str) -> HttpResponse:
    """Showing the scores to the funders, after a last question."""
    call = assessable(request, slug)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.show_scores(request.actor, slug)
        messages.success(request, _("The scores are shown to the funders. The call's rules are locked."))
        return redirect("standings", slug)
    lacking = queries.standings(request.actor, call, ()).filter(Q(stands_score__isnull=True)).count()
    return render(request, "review/show_scores.html", {"call": call, "form": form, "lacking": lacking})

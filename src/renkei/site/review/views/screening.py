"""Screening by funders: an officer's list, and the secretariat's view of what all of them say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from renkei.reports.totals import Money
from renkei.site.applications.models import Submission
from renkei.site.applications.screening import Remark
from renkei.site.calls.models import Participation
from renkei.site.policy.request import ActorRequest
from renkei.site.review import queries
from renkei.site.review.actions import Said, say
from renkei.site.review.facts import asked_of, countries_of, lead_of, title_of
from renkei.site.review.forms import StageFilter
from renkei.site.review.models import FunderVerdict
from renkei.site.review.rules import elsewhere_in, remarks_on
from renkei.site.review.tables import screened_columns, verdict_columns
from renkei.site.review.views.answers import assessable, said, staff
from renkei.site.ui.tables import Table, exported

ROWS = 25


@dataclass(frozen=True)
class Screened:
    """An application on an officer's list: what it asks of the funder, and what the rules say of it."""

    row: Submission
    title: str
    lead: str
    countries: str
    asks: Money
    remarks: list[Remark]
    passed: int
    verdict: str
    note: str
    refused: str = ""

    @property
    def first(self) -> str:
        """What the funder said of the pre-proposal, "" for nothing."""
        said = self.row.first_verdict  # type: ignore[attr-defined]
        return str(FunderVerdict.Verdict(said).label) if said else ""

    @property
    def worst(self) -> str:
        """The worst of what the rules say."""
        return self.remarks[0].verdict if self.remarks else "pass"


@staff
def screening(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """What asks a funder: to screen, in doubt, done; each with what the funder's annex and the call's rules say."""
    part = get_object_or_404(queries.parts_to_screen(request.actor), call__slug=slug, funder__code=code)
    refused: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        words = list(_typed(request))
        refused = said(request, lambda: say(request.actor, part.call.slug, part.funder.code, words))
        status = 422 if refused else 200
    every = queries.to_screen(request.actor, part)
    state = request.GET.get("state", queries.TO_SCREEN)
    state = state if state in queries.STATES else queries.TO_SCREEN
    rows = every.filter(queries.STATES[state])
    table = Table(request, f"{slug}-{code}-{state}", _("Screening"), screened_columns(part), rows)
    if (file := exported(table)) is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    typed = request.POST if refused else {}
    elsewhere = elsewhere_in(request.actor, part.call, [part])
    lines = [_screened(one, remarks_on(one, part, elsewhere), part, typed, refused) for one in page]
    found = {
        "call": part.call,
        "part": part,
        "page": page,
        "lines": lines,
        "state": state,
        "counts": queries.state_counts(every),
        "verdicts": FunderVerdict.Verdict,
        "refused": refused,
    }
    return render(request, "review/screening.html", found, status=status)


def _screened(
    row: Submission,
    remarks: list[Remark],
    part: Participation,
    typed: Mapping[str, str],
    refused: Mapping[str, str],
) -> Screened:
    number = row.application.number
    return Screened(
        row,
        title_of(row),
        lead_of(row),
        countries_of(row),
        Money(asked_of(row, part.funder.code), part.funder.currency),
        [one for one in remarks if one.verdict != "pass"],
        sum(len(one.found) for one in remarks if one.verdict == "pass"),
        typed.get(f"verdict-{number}", row.verdict),  # type: ignore[attr-defined]
        typed.get(f"note-{number}", row.note),  # type: ignore[attr-defined]
        refused.get(number, ""),
    )


def _typed(request: ActorRequest) -> Iterator[Said]:
    """The rows of the form that say something new; of ticked ones, what is said of all."""
    together, note_of_all = request.POST.get("all", ""), request.POST.get("note_of_all", "")
    for number in request.POST.getlist("number"):
        verdict, note = request.POST.get(f"verdict-{number}", ""), request.POST.get(f"note-{number}", "")
        if together:
            if f"tick-{number}" not in request.POST:
                continue
            verdict, note = together, note_of_all or note
        was = request.POST.get(f"was-{number}", ""), request.POST.get(f"was-note-{number}", "")
        if verdict and (verdict, note.strip()) != was:
            version = request.POST.get(f"version-{number}", "")
            sha256 = request.POST.get(f"sha256-{number}", "")
            yield Said(number, verdict, note, sha256, int(version) if version.isdecimal() else 0)


@staff
def verdicts(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What all funders say of each application in a stage, for the secretariat."""
    call = assessable(request, slug)
    form = StageFilter(request.GET or None, stages=queries.stages_to_read(request.actor, call, assesses=True))
    stage = form.stage()
    rows = queries.standings(request.actor, call, (), stage)
    bare = rows.defer("snapshot")
    counts, asked = queries.verdict_counts(request.actor, bare), queries.asked_counts(bare)
    table = Table(
        request,
        f"{call.slug}-verdicts",
        _("What the funders say"),
        verdict_columns(call if stage == call.stage else None, counts, asked),
        rows,
        _("Nothing is handed in."),
    )
    return exported(table) or render(request, "review/verdicts.html", {"call": call, "table": table, "form": form})

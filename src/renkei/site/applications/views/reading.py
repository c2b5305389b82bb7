"""What was handed in, for those who receive it: the secretariat on arrival, funders after the deadline."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.reports.totals import Money
from renkei.site.applications.elsewhere import elsewhere_seen
from renkei.site.applications.models import Attachment, Submission
from renkei.site.applications.queries import receipt_of, submissions_of
from renkei.site.applications.screening import remarks_of, verdicts_of
from renkei.site.applications.views.answers import applicants
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui import reader
from renkei.site.ui.tables import Column, Country, Table, exported


@applicants
def submissions(request: ActorRequest, call: str) -> HttpResponseBase:
    """What stands handed in to a call, as far as the reader may see it; as a file with a column a funder."""
    row = get_object_or_404(scoped(request.actor, Call), slug=call)
    paying = _paying(request, row) if request.GET.get("export") else []
    table = Table(
        request,
        f"{row.slug}-submissions",
        _("Handed in"),
        [*_columns(), *(_asked(one) for one in paying)],
        submissions_of(request.actor, row),
        _("Nothing that you may see is handed in yet. Funders see what asks their money after the deadline."),
    )
    file = exported(table)
    return file or render(request, "applications/submissions.html", {"call": row, "table": table})


@applicants
def submission(request: ActorRequest, submission: UUID) -> HttpResponseBase:
    """One submission as it was handed in, with what each funder's annex says of it."""
    found = receipt_of(request.actor, submission).first()
    if found is None:
        raise Http404
    facts, call = json.loads(found.snapshot), found.application.call
    paying = _paying(request, call)
    names = {one.funder.code: one.funder.name for one in paying}
    said = verdicts_of(facts, call, paying, elsewhere_seen(request.actor, call, paying))
    kept = Submission.attachments.through.objects.filter(submission=found.pk).values("attachment")
    files = scoped(request.actor, Attachment).filter(pk__in=kept).select_related("file", "partner__organisation")
    known = {
        "submission": found,
        "application": found.application,
        "facts": facts,
        "names": names,
        "files": list(files.order_by("pk")),
        "remarks": remarks_of(said, reader.language(), names),
    }
    return render(request, "applications/submission.html", known)


def _paying(request: ActorRequest, call: Call) -> list[Participation]:
    found = scoped(request.actor, Participation).filter(call=call).select_related("funder")
    return list(found.order_by("funder__code"))


def _columns() -> Iterable[Column[Submission]]:
    return (
        Column(
            "number",
            _("Number"),
            lambda one: one.application.number,
            "application__number",
            link=lambda one: reverse("submission", args=[one.public_id]),
        ),
        Column("title", _("Title"), lambda one: _facts(one)["application"]["title"]),
        Column("lead", _("Lead"), lambda one: _lead(one)["organisation"]["name"]),
        Column("countries", _("Countries"), lambda one: Country(";".join(_countries(one)))),
        Column("partners", _("Partners"), lambda one: len(_facts(one)["partners"]), kind="count"),
        Column("received", _("Received"), lambda one: one.received_at, "received_at"),
        Column("sha256", _("SHA-256"), lambda one: one.sha256[:12]),
    )


def _asked(participation: Participation) -> Column[Submission]:
    """What an application asks of one funder."""
    funder = participation.funder

    def asked(one: Submission) -> Money | None:
        requests = [part["request"] for part in _facts(one)["partners"]]
        amounts = [row["amount"] or 0 for row in requests if row["funder"] == funder.code]
        return Money(sum(amounts), funder.currency) if amounts else None

    return Column(funder.code, funder.name, asked, kind="money")


def _facts(one: Submission) -> Any:
    """The snapshot, read once a row."""
    if "facts" not in one.__dict__:
        one.__dict__["facts"] = json.loads(one.snapshot)
    return one.__dict__["facts"]


def _lead(one: Submission) -> Any:
    return next(part for part in _facts(one)["partners"] if part["role"] == "lead")


def _countries(one: Submission) -> list[str]:
    return list(dict.fromkeys(part["organisation"]["country"] for part in _facts(one)["partners"]))

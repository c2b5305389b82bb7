"""Redress: filed by applicants, answered by the secretariat or the chair."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.site.applications.models import Application
from renkei.site.applications.refusal import Refused
from renkei.site.decisions.reading import titles_in
from renkei.site.policy import allowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import answer_redress, file_redress
from renkei.site.portfolio.actions.redress import last_letter, leads, redress_of
from renkei.site.portfolio.forms import AnswerForm, RedressForm
from renkei.site.portfolio.models import Award, Redress
from renkei.site.portfolio.tables import redress_columns
from renkei.site.review.views.answers import staff, tell
from renkei.site.ui.tables import Table, exported


@staff
def outcome(request: ActorRequest, which: UUID) -> HttpResponseBase:
    """An applicant's outcome: the letter, each funder's award, and redress until the day that the letter names."""
    application = get_object_or_404(scoped(request.actor, Application).select_related("call"), public_id=which)
    letter, asked = last_letter(application), redress_of(request.actor, application)
    if letter is None:
        raise Http404
    form, status = RedressForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        status = 422
        try:
            file_redress(request.actor, which, form.cleaned_data["text"])
            messages.success(request, _("It arrived. A receipt is on its way to you."))
            return redirect("outcome", which)
        except ValidationError as error:
            form.add_error(None, error)
        except Refused as refused:
            tell(form, refused)
    open_still = letter.redress_until is not None and request.actor.at <= letter.redress_until
    again = asked is None or asked.decision_id != letter.decision_id
    found = {
        "application": application,
        "call": application.call,
        "letters": queries.my_letters(request.actor).filter(partner__application=application),
        "awards": scoped(request.actor, Award)
        .filter(application=application)
        .select_related("participation__funder")
        .order_by("participation__funder__code"),
        "until": letter.redress_until,
        "asked": asked,
        "may_ask": open_still and again and leads(request.actor, application),
        "form": form,
    }
    return render(request, "portfolio/outcome.html", found, status=status)


@staff
def redresses(request: ActorRequest, slug: str) -> HttpResponseBase:
    """All redress asked in a call, what waits first."""
    call = queries.followed_call(request.actor, slug)
    if not queries.reads_redress(request.actor):
        raise Http404
    rows = list(queries.redresses(request.actor, call))
    titles = {one: titles_in(one) for one in {row.decision for row in rows}}
    table = Table(request, f"{slug}-redress", _("Redress"), redress_columns(titles), rows)
    if (file := exported(table)) is not None:
        return file
    listed = [(row, titles[row.decision].get(row.application.number, "")) for row in rows]
    return render(request, "portfolio/redresses.html", {"call": call, "rows": listed})


@staff
def redress(request: ActorRequest, which: UUID) -> HttpResponseBase:
    """One redress, answered here."""
    if not queries.reads_redress(request.actor):
        raise Http404
    rows = scoped(request.actor, Redress).select_related("application__call", "filed_by", "answered_by", "followed_by")
    row = get_object_or_404(rows, public_id=which)
    answers = allowed(request.actor, "answer", row) and row.answered_at is None
    form, status = AnswerForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            answer_redress(request.actor, which, given["upheld"] == "yes", given["answer"])
            return redirect("redress", which)
        except ValidationError as error:
            form.add_error(None, error)
            status = 422
    decision = queries.standing_decision(request.actor, row.application.call) if row.upheld else None
    found = {"row": row, "call": row.application.call, "form": form, "answers": answers, "decision": decision}
    found["decides_again"] = decision is not None and allowed(request.actor, "open", decision.meeting)
    return render(request, "portfolio/redress.html", found, status=status)

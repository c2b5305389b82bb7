"""My applications, and beginning one."""

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.site.applications.actions import begin, invitation_of
from renkei.site.applications.forms import HeadingForm
from renkei.site.applications.models import Application
from renkei.site.applications.queries import calls_with_submissions
from renkei.site.applications.queries import my_applications as queried
from renkei.site.applications.refusal import Refused
from renkei.site.applications.views.answers import applicants, tell
from renkei.site.applications.views.choosing import choosing, chosen, finding
from renkei.site.applications.views.invitations import REMEMBERED
from renkei.site.calls.models import Call
from renkei.site.calls.queries import open_calls
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.tables import Column, Table, exported


@applicants
def my_applications(request: ActorRequest) -> HttpResponseBase:
    """What I write for, and the calls to which another can be begun."""
    rows = list(queried(request.actor))
    if (file := exported(Table(request, "my-applications", _("My applications"), _columns(), rows))) is not None:
        return file
    known = {
        "applications": rows,
        "open_calls": list(open_calls(request.actor).filter(stage=1)),
        "readable": list(calls_with_submissions(request.actor)),
        "invitation": _remembered(request),
    }
    return render(request, "applications/mine.html", known)


def _columns() -> list[Column[Application]]:
    return [
        Column("acronym", _("Acronym"), lambda one: one.acronym),
        Column("title", _("Title"), lambda one: one.title),
        Column("number", _("Number"), lambda one: one.number, kind="code"),
        Column("call", _("Call"), lambda one: one.call.title),
        Column("deadline", _("Deadline"), lambda one: one.call.closes_at),
        Column("state", _("State"), lambda one: _("handed in") if one.handed_in else _("not handed in")),  # type: ignore[attr-defined]
    ]


def _remembered(request: ActorRequest) -> str:
    """The secret of an invitation that was opened on this device before logging in; "" where none waits."""
    secret = request.COOKIES.get(REMEMBERED, "")
    try:
        return secret if secret and invitation_of(request.actor, secret).accepted_at is None else ""
    except NotAllowed:
        return ""


@applicants
def begin_application(request: ActorRequest, call: str) -> HttpResponseBase:
    """A title and the organisation that leads; then the application's page."""
    row = get_object_or_404(scoped(request.actor, Call), slug=call)
    find, found = finding(request)
    form, where = HeadingForm(request.POST or None), choosing(request, found, request.method == "POST")
    if request.method == "POST" and all([form.is_valid(), where.is_valid()]):
        try:
            made = begin(request.actor, call, form.heading(), chosen(where))
            return redirect("application", made.public_id)
        except Refused as refused:
            tell(form, refused)
    return render(request, "applications/begin.html", {"call": row, "form": form, "where": where, "find": find})

"""My applications, and beginning one."""

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from renkei.site.applications.actions import begin, invitation_of
from renkei.site.applications.forms import HeadingForm
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


@applicants
def my_applications(request: ActorRequest) -> HttpResponseBase:
    """What I write for, and the calls to which another can be begun."""
    known = {
        "applications": list(queried(request.actor)),
        "open_calls": list(open_calls(request.actor).filter(stage=1)),
        "readable": list(calls_with_submissions(request.actor)),
        "invitation": _remembered(request),
    }
    return render(request, "applications/mine.html", known)


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

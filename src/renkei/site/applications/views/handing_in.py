"""Handing in: one button with a last list of what is missing; and withdrawing."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from renkei.site.applications.actions import submit, withdraw
from renkei.site.applications.desk import desk_of
from renkei.site.applications.refusal import Refused
from renkei.site.applications.views.answers import applicants
from renkei.site.policy.request import ActorRequest


@applicants
def submit_application(request: ActorRequest, application: UUID) -> HttpResponseBase:
    """What is missing, or the button; the form's key makes a second click the same submission."""
    refusals = None
    if request.method == "POST":
        try:
            made = submit(request.actor, application, request.POST.get("key", ""))
            return redirect("receipt", made.public_id)
        except Refused as refused:
            refusals = refused.remarks
    desk = desk_of(request.actor, application)
    known = {"desk": desk, "refusals": refusals, "key": uuid4().hex}
    return render(request, "applications/submit.html", known, status=422 if refusals else 200)


@applicants
def withdraw_application(request: ActorRequest, application: UUID) -> HttpResponseBase:
    """Takes back what is handed in."""
    if request.method == "POST":
        try:
            withdraw(request.actor, application)
            messages.success(request, _("Withdrawn. You can hand in again until the deadline."))
        except Refused as refused:
            for remark in refused.remarks:
                messages.error(request, str(remark.sentence))
    return redirect("submit_application", application)

"""A partner's request, its files, and its word that both and its texts are ready."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from renkei.site.applications.actions import attach, detach, save_request, sign_off
from renkei.site.applications.categories import categories_of
from renkei.site.applications.desk import Desk, desk_of
from renkei.site.applications.forms import AttachForm, RequestForm
from renkei.site.applications.models import Attachment, Partner, Request
from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.applications.views.answers import applicants, is_autosave, tell, unsaved
from renkei.site.files.serve import serve
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.moments import words

MEANWHILE = _("Somebody saved another request meanwhile; it stands beside yours. Save again to replace it.")


@applicants
def partner_request(request: ActorRequest, application: UUID, partner: UUID) -> HttpResponseBase:
    """The money that a partner asks, of whom, and its costs by category."""
    desk = desk_of(request.actor, application)
    whose = _partner(desk, partner)
    form = _request_form(desk, whose, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = save_request(request.actor, application, partner, form.asked(), form.cleaned_data["version"])
            return _saved(request, row)
        except Refused as refused:
            tell(form, refused)
        except Outdated as outdated:
            if is_autosave(request):
                return JsonResponse({"saved": False, "words": MEANWHILE, "beside": request.path}, status=409)
            form.add_error(None, MEANWHILE)
            form.data = {**form.data.dict(), "version": outdated.version}  # type: ignore[attr-defined]  # now it is meant
    if is_autosave(request):
        return unsaved(form)
    known = {
        "desk": desk,
        "partner": whose,
        "form": form,
        "writes": desk.writes(whose),
        "asked": desk.whole.requests[whose.pk],
        "categories": categories_of(desk.paying),
    }
    return render(request, "applications/request.html", known, status=422 if form.errors else 200)


@applicants
def partner_files(request: ActorRequest, application: UUID, partner: UUID) -> HttpResponseBase:
    """A partner's files: handed in one by one, each removable."""
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                detach(request.actor, application, _uuid(request.POST["remove"]))
                return redirect("partner_files", application, partner)
            if form.is_valid():
                attach(request.actor, application, partner, form.cleaned_data["file"])
                messages.success(request, _("The file is attached."))
                return redirect("partner_files", application, partner)
        except Refused as refused:
            tell(form, refused)
    desk = desk_of(request.actor, application)
    whose = _partner(desk, partner)
    known = {"desk": desk, "partner": whose, "form": form, "writes": desk.writes(whose)}
    known["attachments"] = desk.whole.attachments.get(whose.pk, ())
    return render(request, "applications/files.html", known, status=422 if form.errors else 200)


@applicants
def sign_off_part(request: ActorRequest, application: UUID, partner: UUID) -> HttpResponseBase:
    """The part as it stands with all it lacks, and the button that signs it off."""
    refusals: tuple[Any, ...] = ()
    if request.method == "POST":
        try:
            sign_off(request.actor, application, partner)
        except Refused as refused:
            refusals = refused.remarks
        else:
            messages.success(request, _("Signed off. It holds until something in the part changes."))
            return redirect("sign_off_part", application, partner)
    desk = desk_of(request.actor, application)
    whose = _partner(desk, partner)
    signed = desk.whole.signed.get(whose.pk) if desk.whole.is_signed(whose) else None
    known = {"desk": desk, "partner": whose, "signed": signed, "writes": desk.writes(whose), "refusals": refusals}
    return render(request, "applications/sign_off.html", known, status=422 if refusals else 200)


@applicants
def attached_file(request: ActorRequest, attachment: UUID) -> HttpResponseBase:
    """A file, to whom the policy shows it."""
    return serve(request, scoped(request.actor, Attachment).filter(public_id=attachment))


def _partner(desk: Desk, partner: UUID) -> Partner:
    found = next((one for one in desk.whole.partners if one.public_id == partner), None)
    if found is None:
        raise NotAllowed("see applications.Partner")
    return found


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotAllowed("no such file") from None


def _request_form(desk: Desk, partner: Partner, given: Any) -> RequestForm:
    row = desk.whole.requests[partner.pk]
    return RequestForm(
        given,
        initial=RequestForm.initial_of(row),
        paying=desk.paying,
        categories=categories_of(desk.paying),
        reporting=desk.application.call.reporting_currency,
    )


def _saved(request: ActorRequest, row: Request) -> HttpResponseBase:
    told = _("Saved at %(at)s") % {"at": words(request.actor.at, seconds=True)}
    if is_autosave(request):
        return JsonResponse({"saved": True, "version": row.version, "words": told})
    messages.success(request, told)
    return redirect(request.path)

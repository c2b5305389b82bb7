"""The consortium: partners, their people, invitations; and the application's name."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from renkei.site.applications import actions
from renkei.site.applications.desk import Desk, desk_of
from renkei.site.applications.forms import FindForm, InviteForm, OrganisationForm, RenameForm
from renkei.site.applications.models import Invitation
from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.applications.views.answers import applicants, tell
from renkei.site.applications.views.choosing import choosing, chosen, finding
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest


@applicants
def consortium(request: ActorRequest, application: UUID) -> HttpResponseBase:
    """Who is in it; the lead adds, invites and removes, and everybody may leave."""
    find, found = finding(request)
    adding = request.method == "POST" and "add" in request.POST
    where, invite = choosing(request, found, adding), InviteForm(request.POST if "invite" in request.POST else None)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            if _done(request, application, where, invite):
                return redirect("my_applications") if "leave" in request.POST else redirect("consortium", application)
        except Refused as told:
            refused = told
            tell(invite if "invite" in request.POST else where, told)
    return _page(request, desk_of(request.actor, application), find, where, invite, refused)


@applicants
def rename_application(request: ActorRequest, application: UUID) -> HttpResponseBase:
    """Another title or acronym."""
    desk = desk_of(request.actor, application)
    row = desk.application
    initial = {"acronym": row.acronym, "title": row.title, "version": row.version}
    form = RenameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename(request.actor, application, form.heading(), form.cleaned_data["version"])
        except Refused as refused:
            tell(form, refused)
        except Outdated:
            form.add_error(None, _("Somebody changed it meanwhile: load the page again and see."))
        else:
            return redirect("application", application)
    known = {"desk": desk, "form": form}
    return render(request, "applications/rename.html", known, status=422 if form.errors else 200)


def _done(request: ActorRequest, application: UUID, where: OrganisationForm, invite: InviteForm) -> bool:
    """Whether what a button asked for was done; False where its form must be mended."""
    given, actor = request.POST, request.actor
    if "add" in given:
        return _added(request, application, where)
    if "invite" in given:
        if not invite.is_valid():
            return False
        data = invite.cleaned_data
        actions.invite(actor, application, _uuid(given["invite"]), data["email"], data["language"])
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": data["email"]})
    elif "again" in given:
        made = actions.invite_anew(actor, application, _number(given["again"]))
        messages.success(request, _("A new link is on its way to %(email)s.") % {"email": made.email})
    elif "call_back" in given:
        actions.withdraw_invitation(actor, application, _number(given["call_back"]))
    elif "remove" in given:
        actions.remove_partner(actor, application, _uuid(given["remove"]))
    elif "leave" in given:
        actions.leave(actor, application, _uuid(given["leave"]))
    else:
        raise NotAllowed("no such button")
    return True


def _added(request: ActorRequest, application: UUID, where: OrganisationForm) -> bool:
    if not where.is_valid():
        return False
    made = actions.add_partner(request.actor, application, chosen(where))
    messages.success(
        request, _("%(name)s is a partner now: invite somebody to write for it.") % {"name": made.organisation.name}
    )
    return True


def _page(
    request: ActorRequest,
    desk: Desk,
    find: FindForm,
    where: OrganisationForm,
    invite: InviteForm,
    refused: Refused | None,
) -> HttpResponseBase:
    waiting: dict[int, list[Invitation]] = {}
    partners = [one.pk for one in desk.whole.partners]
    invitations = scoped(request.actor, Invitation).filter(partner__in=partners, withdrawn_at=None)
    for one in invitations.select_related("accepted_by").order_by("pk"):
        waiting.setdefault(one.partner_id, []).append(one)
    rows = [
        {
            "partner": one,
            "people": desk.whole.members.get(one.pk, ()),
            "invitations": waiting.get(one.pk, []),
            "signed": desk.whole.is_signed(one),
            "mine": one.pk in desk.mine,
        }
        for one in desk.whole.partners
    ]
    known = {"desk": desk, "rows": rows, "find": find, "where": where, "invite": invite, "refused": refused}
    known["languages"] = settings.LANGUAGES
    known["invited"] = request.POST.get("invite", "")
    status = 422 if refused or invite.errors or where.errors else 200
    return render(request, "applications/consortium.html", known, status=status)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotAllowed("no such partner") from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotAllowed("no such invitation")
    return int(text)

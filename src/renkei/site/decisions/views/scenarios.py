"""Keeping scenarios, and opening and closing the meeting."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.site.decisions import actions, queries
from renkei.site.decisions.asked import asked, hand
from renkei.site.decisions.at_hand import NotReady
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import Scenario
from renkei.site.decisions.views.comparing import apart
from renkei.site.decisions.views.held import tried
from renkei.site.decisions.views.meeting import meeting as meeting_page
from renkei.site.policy.request import ActorRequest


def _version(request: ActorRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _to(slug: str, scenario: Scenario | None = None) -> HttpResponseRedirect:
    query = f"?scenario={scenario.public_id}" if scenario else ""
    return HttpResponseRedirect(reverse("meeting", args=[slug]) + query)


@require_POST
def keep(request: ActorRequest, slug: str) -> HttpResponse:
    """What the page shows, kept under a new name."""
    found = queries.meeting_of(request.actor, slug)
    wanted, name = Wanted.posted(request.POST.dict()), request.POST.get("name", "")
    try:
        kept = actions.keep_scenario(request.actor, slug, name, wanted, hand(request.actor, found))
    except (ValidationError, NotReady) as error:
        _tell(request, error)
        return meeting_page(request, slug)
    messages.success(request, _("Kept as %(name)s.") % {"name": kept.name})
    return _to(slug, kept)


@require_POST
def save(request: ActorRequest, slug: str, which: UUID) -> HttpResponse:
    """The scenario as the page shows it; where somebody saved it meanwhile, both beside each other."""
    found = queries.meeting_of(request.actor, slug)
    wanted = Wanted.posted(request.POST.dict())
    try:
        held = hand(request.actor, found)
        saved = actions.save_scenario(request.actor, slug, str(which), wanted, _version(request), held)
    except actions.Stale as stale:
        sides = [
            (_("Yours, not saved"), None, asked(held, wanted)),
            (_("As it was saved meanwhile"), stale.theirs, asked(held, Wanted.kept(stale.theirs.change))),
        ]
        given = {"meeting": found, "call": found.call, "sides": sides, "stale": stale.theirs, "wanted": wanted}
        given |= {"apart": apart(sides[0][2], sides[1][2]), "scenario": stale.theirs}
        return render(request, "decisions/compare.html", given, status=409)
    except (ValidationError, NotReady) as error:
        _tell(request, error)
        return meeting_page(request, slug)
    messages.success(request, _("Saved."))
    return _to(slug, saved)


def _tell(request: ActorRequest, error: ValidationError | NotReady) -> None:
    said = [_("The call cannot be decided yet.")] if isinstance(error, NotReady) else error.messages
    for sentence in said:
        messages.error(request, sentence)


@require_POST
def drop(request: ActorRequest, slug: str, which: UUID) -> HttpResponse:
    """The list without it."""

    def act() -> None:
        try:
            actions.drop_scenario(request.actor, slug, str(which), _version(request))
        except actions.Stale:
            raise ValidationError(_("Somebody saved it meanwhile: look at it first.")) from None

    tried(request, act, _("Dropped."))
    return _to(slug)


@require_POST
def move(request: ActorRequest, slug: str, which: UUID) -> HttpResponse:
    """One place up or down."""
    tried(request, lambda: actions.move_scenario(request.actor, slug, str(which), request.POST.get("way") == "up"))
    return HttpResponseRedirect(reverse("meeting_compare", args=[slug]))


@require_POST
def session(request: ActorRequest, slug: str) -> HttpResponse:
    """The meeting opened or closed."""
    if request.POST.get("state") == "open":
        tried(request, lambda: actions.open_meeting(request.actor, slug), _("The meeting is open."))
    else:
        tried(request, lambda: actions.close_meeting(request.actor, slug), _("The meeting is closed."))
    return HttpResponseRedirect(reverse("meeting_minutes", args=[slug]))

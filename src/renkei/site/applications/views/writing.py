"""Writing an application: its desk, its sections, their history, and two texts that meet."""

from uuid import UUID

from django.contrib import messages
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.applications.actions import Place, Saved, save_section, settle
from renkei.site.applications.desk import Desk, desk_of
from renkei.site.applications.differences import differences, joined
from renkei.site.applications.forms import SectionForm
from renkei.site.applications.models import Partner, SectionText, SectionVersion, TextBeside
from renkei.site.applications.refusal import Refused
from renkei.site.applications.views.answers import applicants, is_autosave, tell, unsaved
from renkei.site.calls.models import Section
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.moments import words

MOST_VERSIONS = 50  # shown; the older ones are kept too


@applicants
def application(request: ActorRequest, application: UUID) -> HttpResponseBase:
    """The desk: what is written, by whom, and what is missing."""
    desk = desk_of(request.actor, application)
    return render(request, "applications/application.html", {"desk": desk})


@applicants
def panel(request: ActorRequest, application: UUID) -> HttpResponseBase:
    """What each funder would say now, for a page that stays open."""
    return render(request, "applications/panel.html", {"desk": desk_of(request.actor, application)})


@applicants
def section(request: ActorRequest, application: UUID, section: str, partner: UUID | None = None) -> HttpResponseBase:
    """A section, to be read, and by those who write it to be written."""
    if request.method == "POST":
        return _save(request, Place(application, section, partner))
    desk, which, whose, standing = _standing(request, Place(application, section, partner))
    initial = {"text": standing.text if standing else "", "version": standing.version if standing else 0}
    return _page(request, desk, which, whose, standing, SectionForm(initial=initial, title=which.title))


@applicants
def section_history(
    request: ActorRequest, application: UUID, section: str, partner: UUID | None = None
) -> HttpResponseBase:
    """Every text that was saved, newest first, each with what changed since."""
    desk, which, whose, standing = _standing(request, Place(application, section, partner))
    older = scoped(request.actor, SectionVersion).filter(section_text=standing).select_related("saved_by")
    versions = list(older.order_by("-version")[:MOST_VERSIONS]) if standing else []
    known = {"desk": desk, "section": which, "partner": whose, "standing": standing, "versions": versions}
    known["writes"] = desk.writes(whose)
    return render(request, "applications/history.html", known | _addresses(desk, which, whose))


@applicants
def section_beside(
    request: ActorRequest, application: UUID, section: str, beside: int, partner: UUID | None = None
) -> HttpResponseBase:
    """Two texts that met: both, their differences, and the choice."""
    place = Place(application, section, partner)
    if request.method == "POST":
        settle(request.actor, place, beside)
        return redirect(_section_address(place))
    desk, which, whose, standing = _standing(request, place)
    kept = scoped(request.actor, TextBeside).filter(section_text=standing, pk=beside).select_related("saved_by").first()
    if standing is None or kept is None:
        raise NotAllowed("see applications.TextBeside")
    joint = {"text": joined(standing.text, kept.text), "version": standing.version, "settles": kept.pk}
    known = {
        "desk": desk,
        "section": which,
        "partner": whose,
        "standing": standing,
        "kept": kept,
        "pieces": differences(standing.text, kept.text),
        "form": SectionForm(initial=joint, title=_("Both joined"), hides_label=False),
        "writes": desk.writes(whose),
    }
    return render(request, "applications/beside.html", known | _addresses(desk, which, whose))


def _save(request: ActorRequest, place: Place) -> HttpResponseBase:
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _not_saved(request, place, form)
    given = form.cleaned_data
    try:
        saved = save_section(request.actor, place, given["text"], given["version"], given["settles"])
    except Refused as refused:
        tell(form, refused)
        return _not_saved(request, place, form)
    return _told(request, place, saved)


def _told(request: ActorRequest, place: Place, saved: Saved) -> HttpResponseBase:
    """Where the text stands, or the page on which the two meet."""
    here = _section_address(place)
    if saved.beside is not None:
        where = f"{here}beside/{saved.beside.pk}/"
        told = _("Somebody saved a newer text meanwhile. Yours is kept beside it: nothing is lost.")
        if is_autosave(request):
            return JsonResponse({"saved": False, "words": told, "beside": where}, status=409)
        messages.warning(request, told)
        return redirect(where)
    at = words(saved.standing.saved_at, seconds=True)
    if is_autosave(request):
        answer = {"saved": True, "version": saved.standing.version, "words": _("Saved at %(at)s") % {"at": at}}
        return JsonResponse(answer)
    messages.success(request, _("Saved at %(at)s") % {"at": at})
    return redirect(here)


def _not_saved(request: ActorRequest, place: Place, form: SectionForm) -> HttpResponseBase:
    if is_autosave(request):
        return unsaved(form)
    desk, which, whose, standing = _standing(request, place)
    form.fields["text"].label = which.title
    return _page(request, desk, which, whose, standing, form, 422)


def _standing(request: ActorRequest, place: Place) -> tuple[Desk, Section, Partner | None, SectionText | None]:
    """The desk with the section, whose it is, and what stands in it; NotAllowed where there is none."""
    desk = desk_of(request.actor, place.application)
    whose = next((one for one in desk.whole.partners if one.public_id == place.partner), None)
    which = next((one for one in desk.whole.sections_of(whose) if one.key == place.section), None)
    if which is None or (whose is None) != (place.partner is None):
        raise NotAllowed("see calls.Section")
    return desk, which, whose, desk.whole.texts.get((whose.pk if whose else None, which.pk))


def _page(
    request: ActorRequest,
    desk: Desk,
    which: Section,
    whose: Partner | None,
    standing: SectionText | None,
    form: SectionForm,
    status: int = 200,
) -> HttpResponseBase:
    beside = scoped(request.actor, TextBeside).filter(section_text=standing, settled_at=None).select_related("saved_by")
    known = {
        "desk": desk,
        "section": which,
        "partner": whose,
        "standing": standing,
        "form": form,
        "writes": desk.writes(whose),
        "besides": list(beside.order_by("pk")) if standing else [],
        "length": len(standing.text) if standing else 0,
    }
    return render(request, "applications/section.html", known | _addresses(desk, which, whose), status=status)


def _addresses(desk: Desk, which: Section, whose: Partner | None) -> dict[str, str]:
    return {"here": desk.section_href(which, whose), "history": desk.section_href(which, whose, "section_history")}


def _section_address(place: Place) -> str:
    if place.partner is None:
        return reverse("section", args=[place.application, place.section])
    return reverse("partner_section", args=[place.application, place.partner, place.section])

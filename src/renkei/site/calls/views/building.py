"""The builder of a call: what it has and what it lacks, and a page for each of its parts."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.site.calls import actions
from renkei.site.calls.building.checklist import Checklist
from renkei.site.calls.building.deciding_form import DecidingForm
from renkei.site.calls.building.lists import (
    dates_list,
    funders_list,
    money_lists,
    parts_list,
    rules_lists,
    sections_list,
)
from renkei.site.calls.building.money_form import MoneyForm
from renkei.site.calls.building.overview import parts_of
from renkei.site.calls.building.part_forms import CopyForm, FormSectionForm, MilestoneForm, RegisterForm, UsualForm
from renkei.site.calls.forms import CallForm, PublishedCallForm
from renkei.site.calls.models import Call, Milestone, Participation, Section
from renkei.site.calls.standing import WORDS, phase_of
from renkei.site.calls.views.acting import changeable, done
from renkei.site.policy import may_make, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.tables import exported


def edit_call(request: ActorRequest, slug: str) -> HttpResponse:
    """The parts of a call, each as it stands with what it lacks, and what can be done next."""
    call = changeable(request, slug)
    checklist = Checklist.of(request.actor, call)
    phase, parts = phase_of(call, request.actor.at), parts_of(checklist)
    table = parts_list(request, call, parts)
    if (file := exported(table)) is not None:
        return file
    known = {"call": call, "checklist": checklist, "parts": parts, "phase": phase.value, "list": table.name}
    return render(request, "calls/edit.html", known | {"published": _published(call), "standing": WORDS[phase]})


def edit_basics(request: ActorRequest, slug: str) -> HttpResponse:
    """What the call is about, and when."""
    call = changeable(request, slug)
    form = (PublishedCallForm if _published(call) else CallForm)(request.POST or None, initial=CallForm.told(call))

    def change() -> None:
        said = form.cleaned_data
        actions.change_call(request.actor, slug, form.facts(), said.get("what", ""), said.get("ground", ""))

    if done(request, form, change, _("Saved.")):
        return redirect("call_edit", form.cleaned_data["slug"])
    return render(request, "calls/basics.html", {"form": form, "call": call})


def edit_funders(request: ActorRequest, slug: str) -> HttpResponse:
    """The funders that take part."""
    call = changeable(request, slug)
    rows = scoped(request.actor, Participation).filter(call=call).select_related("funder").order_by("funder__name")
    parts = list(rows)
    table = funders_list(request, call, parts)
    known = {"call": call, "parts": parts, "published": _published(call), "list": table.name}
    return exported(table) or render(request, "calls/funders.html", known)


def register_funder(request: ActorRequest, slug: str) -> HttpResponse:
    """A funder that no call has had yet; then its part in this one."""
    call = changeable(request, slug)
    form = RegisterForm(request.POST or None)

    def register() -> None:
        actions.register_funder(request.actor, form.facts())

    if done(request, form, register, _("The funder is registered: now its part in the call.")):
        return HttpResponseRedirect(f"{reverse('call_funder_new', args=[slug])}?funder={form.facts().code}")
    return render(request, "calls/register_funder.html", {"call": call, "form": form})


def edit_sections(request: ActorRequest, slug: str) -> HttpResponse:
    """The form: its sections in order, and usual ones to add."""
    call = changeable(request, slug)
    sections = list(scoped(request.actor, Section).filter(call=call).order_by("position", "pk"))
    table = sections_list(request, call, sections)
    if (file := exported(table)) is not None:
        return file
    form = UsualForm(request.POST or None, call=call, there=[one.key for one in sections])

    def add() -> None:
        actions.add_usual(request.actor, slug, form.cleaned_data["usual"], form.ground_given())

    if done(request, form, add, _("Added at the end of the form.")):
        return redirect("call_sections", slug)
    known = {"call": call, "form": form, "sections": sections, "published": _published(call), "list": table.name}
    return render(request, "calls/sections.html", known)


def edit_section(request: ActorRequest, slug: str, key: str = "") -> HttpResponse:
    """A section of the form, new or changed."""
    call = changeable(request, slug)
    row = get_object_or_404(scoped(request.actor, Section, "change"), call=call, key=key) if key else None
    form = FormSectionForm(request.POST or None, call=call, initial=FormSectionForm.told(row) if row else None)

    def keep() -> None:
        if key:
            actions.change_section(request.actor, slug, key, form.facts(), form.ground_given())
        else:
            actions.add_section(request.actor, slug, form.facts(), form.ground_given())

    if done(request, form, keep, _("Saved.")):
        return redirect("call_sections", slug)
    return render(request, "calls/section.html", {"call": call, "form": form, "section": row})


@require_POST
def order_section(request: ActorRequest, slug: str, key: str) -> HttpResponse:
    """A section moved up or down, or taken out."""
    changeable(request, slug)
    try:
        if request.POST.get("do") == "remove":
            actions.remove_section(request.actor, slug, key)
        else:
            actions.move_section(request.actor, slug, key, down=request.POST.get("do") == "down")
    except ValidationError as error:
        _say(request, error.messages)
    return HttpResponseRedirect(reverse("call_sections", args=[slug]) + f"#{key}")


def edit_milestones(request: ActorRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The dates that the call names; one of them (`number`) to be changed."""
    call = changeable(request, slug)
    rows = scoped(request.actor, Milestone, "change").filter(call=call)
    table = dates_list(request, call, rows)
    if (file := exported(table)) is not None:
        return file
    row = get_object_or_404(rows, pk=number) if number else None
    form = MilestoneForm(request.POST or None, call=call, initial=MilestoneForm.told(row, call) if row else None)

    def keep() -> None:
        said = form.cleaned_data
        actions.set_milestone(request.actor, slug, said["name"], said["at"], form.ground_given(), number)

    if done(request, form, keep, _("Saved.")):
        return redirect("call_milestones", slug)
    known = {"call": call, "form": form, "milestones": list(rows), "milestone": row, "list": table.name}
    return render(request, "calls/milestones.html", known)


@require_POST
def remove_milestone(request: ActorRequest, slug: str, number: int) -> HttpResponse:
    """The call without a date."""
    changeable(request, slug)
    try:
        actions.remove_milestone(request.actor, slug, number, request.POST.get("ground", ""))
    except ValidationError as error:
        _say(request, error.messages)
    return redirect("call_milestones", slug)


def edit_deciding(request: ActorRequest, slug: str) -> HttpResponse:
    """How the call decides: scores, rule, ties, who ranks, reserve, redress, stages."""
    call = changeable(request, slug)
    lists = rules_lists(request, call)
    if (file := exported(*lists.values())) is not None:
        return file
    form = DecidingForm(request.POST or None, call=call)

    def keep() -> None:
        actions.set_deciding(
            request.actor, slug, form.deciding(), form.cleaned_data.get("what", ""), form.ground_given()
        )

    if done(request, form, keep, _("Saved.")):
        return redirect("call_edit", slug)
    return render(request, "calls/deciding.html", {"call": call, "form": form, "lists": lists})


def edit_money(request: ActorRequest, slug: str) -> HttpResponse:
    """Rates of exchange and the central top-up."""
    call = changeable(request, slug)
    lists = money_lists(request, call)
    if (file := exported(*lists.values())) is not None:
        return file
    paying = list(scoped(request.actor, Participation).filter(call=call).select_related("funder"))
    form = MoneyForm(request.POST or None, call=call, paying=paying)

    def keep() -> None:
        actions.set_money(request.actor, slug, form.tables(), form.cleaned_data.get("what", ""), form.ground_given())

    if done(request, form, keep, _("Saved.")):
        return redirect("call_edit", slug)
    return render(request, "calls/money.html", {"call": call, "form": form, "lists": lists})


def copy_call(request: ActorRequest, slug: str) -> HttpResponse:
    """A new call with all that this one publishes."""
    call = changeable(request, slug)
    if not may_make(request.actor, Call):
        raise Http404
    form = CopyForm(request.POST or None, initial={"title": call.title})

    def copy() -> None:
        actions.copy_call(request.actor, slug, form.cleaned_data["slug"], form.cleaned_data["title"])

    if done(request, form, copy, _("The call is copied. Look at its dates: they were moved by a year.")):
        return redirect("call_edit", form.cleaned_data["slug"])
    return render(request, "calls/copy.html", {"call": call, "form": form})


def _published(call: Call) -> bool:
    return call.state != Call.State.PREPARING


def _say(request: ActorRequest, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        messages.error(request, sentence)

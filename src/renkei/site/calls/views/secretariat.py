"""The secretariat's pages beside the builder: a call made, published, extended; its funders; questions; results."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.site.calls import actions
from renkei.site.calls.forms import (
    AnswerForm,
    CallForm,
    ExtensionForm,
    FunderForm,
    ResultsForm,
    told_part,
)
from renkei.site.calls.models import Answer, Call, Funder, Participation, Question
from renkei.site.calls.standing import phase_of
from renkei.site.calls.views.acting import changeable, done
from renkei.site.policy import Phase, may_make, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.fields import in_zone
from renkei.site.ui.reader import zone_named


def new_call(request: ActorRequest) -> HttpResponse:
    """A new call in preparation."""
    if not may_make(request.actor, Call):
        raise Http404
    form = CallForm(request.POST or None)
    if done(request, form, lambda: actions.make_call(request.actor, form.facts()), _("The call is made.")):
        return HttpResponseRedirect(reverse("call_edit", args=[form.cleaned_data["slug"]]))
    return render(request, "calls/basics.html", {"form": form, "call": None})


@require_POST
def publish_call(request: ActorRequest, slug: str) -> HttpResponse:
    """The call, public from now on."""
    try:
        actions.publish(request.actor, slug)
    except ValidationError as error:
        for said in error.messages:
            messages.error(request, said)
        return HttpResponseRedirect(reverse("call_edit", args=[slug]))
    messages.success(request, _("The call is published."))
    return HttpResponseRedirect(reverse("call", args=[slug]))


def extend_call(request: ActorRequest, slug: str) -> HttpResponse:
    """A later deadline."""
    call = changeable(request, slug)
    form = ExtensionForm(request.POST or None)

    def extend() -> None:
        zone = zone_named(call.time_zone)
        if zone is None:
            raise ValidationError(_("The call's time zone is not known here: change it first."))
        actions.extend(request.actor, slug, in_zone(form.cleaned_data["closes_at"], zone), form.cleaned_data["ground"])

    if done(request, form, extend, _("The deadline is extended. Everybody who has begun an application is told.")):
        return HttpResponseRedirect(reverse("call", args=[slug]))
    closed = phase_of(call, request.actor.at) is Phase.CLOSED
    return render(request, "calls/extend.html", {"form": form, "call": call, "closed": closed})


def edit_funder(request: ActorRequest, slug: str, code: str = "") -> HttpResponse:
    """A funder's part in the call, new or changed."""
    call = changeable(request, slug)
    parts = scoped(request.actor, Participation).filter(call=call).select_related("funder")
    part = get_object_or_404(parts, funder__code=code) if code else None
    every = scoped(request.actor, Funder).order_by("name")
    taken = [one.funder_id for one in parts]
    funders = every.filter(code=code) if part else every.exclude(pk__in=taken)
    form = FunderForm(
        request.POST or None,
        initial=told_part(part) if part else {"funder": request.GET.get("funder", "")},
        funders=funders,
    )

    def keep() -> None:
        said = form.cleaned_data
        actions.set_funder(request.actor, slug, said["funder"].code, form.part(), said["ground"])

    if done(request, form, keep, _("Saved.")):
        return HttpResponseRedirect(reverse("call_funders", args=[slug]))
    return render(request, "calls/funder.html", {"form": form, "call": call, "part": part})


@require_POST
def take_out(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """A call in preparation without a funder."""
    try:
        actions.take_funder_out(request.actor, slug, code)
    except ValidationError as error:
        for said in error.messages:
            messages.error(request, said)
    return HttpResponseRedirect(reverse("call_funders", args=[slug]))


def answer_question(request: ActorRequest, slug: str, number: int) -> HttpResponse:
    """An answer, or a better one."""
    call = changeable(request, slug)
    question = get_object_or_404(scoped(request.actor, Question), call=call, pk=number)
    standing = scoped(request.actor, Answer).filter(question=question).first()
    form = AnswerForm(request.POST or None, initial={"text": standing.text if standing else ""})

    def answer() -> None:
        actions.answer(request.actor, question.pk, form.cleaned_data["text"])

    if done(request, form, answer, _("The answer is published.")):
        return HttpResponseRedirect(reverse("call", args=[slug]) + f"#question-{question.pk}")
    return render(request, "calls/answer.html", {"form": form, "call": call, "question": question})


def edit_results(request: ActorRequest, slug: str) -> HttpResponse:
    """What was funded."""
    call = changeable(request, slug)
    form = ResultsForm(request.POST or None, currency=call.reporting_currency)

    def publish() -> None:
        actions.publish_results(request.actor, slug, form.cleaned_data["results"], form.cleaned_data["ground"])

    if done(request, form, publish, _("The results are published.")):
        return HttpResponseRedirect(reverse("call_results", args=[slug]))
    return render(request, "calls/edit_results.html", {"form": form, "call": call})

"""Asking a question about a call."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.calls.actions import ask
from renkei.site.calls.forms import QuestionForm
from renkei.site.calls.models import Call
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest


def ask_question(request: ActorRequest, slug: str) -> HttpResponse:
    """The form, and its sending; whoever is not logged in does that first."""
    call = get_object_or_404(scoped(request.actor, Call), slug=slug)
    if request.actor.user is None:
        return redirect_to_login(request.get_full_path())
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(request.actor, slug, form.cleaned_data["text"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your question was sent. It is published once it is answered."))
            return HttpResponseRedirect(reverse("call", args=[slug]) + "#questions")
    return render(request, "calls/ask.html", {"call": call, "form": form})

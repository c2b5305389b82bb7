"""What every page of applicants shares: who must log in, and how refusals are told."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from renkei.site.applications.refusal import Closed, Refused
from renkei.site.policy import NotAllowed
from renkei.site.policy.request import ActorRequest

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]


def applicants(view: View[P]) -> View[P]:
    """A page for people who have logged in; not allowed and not there are the same 404, too late is told."""

    def answer(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.user is None:
            return _log_in(request)
        try:
            return view(request, *args, **kwargs)
        except NotAllowed:
            raise Http404 from None
        except Closed as closed:
            return _too_late(request, closed)

    update_wrapper(answer, view)
    return answer


def is_autosave(request: ActorRequest) -> bool:
    """Whether the page's script asks, which reads JSON."""
    return request.headers.get("X-Autosave") == "1"


def tell(form: forms.Form, refused: Refused) -> None:
    """What was refused, beside the fields that it is about."""
    for remark in refused.remarks:
        form.add_error(remark.place if remark.place in form.fields else None, str(remark.sentence))


def unsaved(form: forms.Form, status: int = 422) -> JsonResponse:
    """What the script says beside the field where nothing was saved."""
    told = [str(error) for errors in form.errors.values() for error in errors]
    return JsonResponse({"saved": False, "words": " ".join(told)}, status=status)


def _log_in(request: ActorRequest) -> HttpResponseBase:
    if is_autosave(request):
        return JsonResponse({"saved": False, "logged_out": True}, status=401)
    if "HX-Request" in request.headers:  # a part of a page that stays as it is; the log-in has no place in it
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else _page_of(request))


def _page_of(request: ActorRequest) -> str:
    """The page to come back to after a form that was sent without being logged in any more."""
    return request.path


def _too_late(request: ActorRequest, closed: Closed) -> HttpResponse:
    known = {"closed": closed, "text": request.POST.get("text", ""), "before": closed.arrived < closed.opens}
    if is_autosave(request):
        words = str(render(request, "applications/closed_line.html", known).content.decode()).strip()
        return JsonResponse({"saved": False, "words": words}, status=409)
    return render(request, "applications/closed.html", known, status=409)

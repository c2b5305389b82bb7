"""What review's pages share: who must log in, which call they are about, how refusals are told."""

from collections.abc import Callable, Sized
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.calls.models import Call
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]


def staff(view: View[P]) -> View[P]:
    """A page for people who have logged in; not allowed and not there are the same 404."""

    def answer(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.user is None:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)
        try:
            return view(request, *args, **kwargs)
        except NotAllowed:
            raise Http404 from None

    update_wrapper(answer, view)
    return answer


def assessable(request: ActorRequest, slug: str) -> Call:
    """The call whose applications the actor assesses; a page that is not there for everybody else."""
    return get_object_or_404(scoped(request.actor, Call, "assess"), slug=slug)


def said(request: ActorRequest, act: Callable[[], Sized]) -> dict[str, str]:
    """What stood in the way of several words at once, by number; nothing where all were kept, which is told."""
    try:
        kept = act()
    except Refused as refused:
        return {one.place: str(one.sentence) for one in refused.remarks}
    except Outdated:
        return {"": _("A colleague said something of one of these meanwhile: what stands is shown, say it again.")}
    if kept:
        messages.success(request, _("Saved: %(n)d.") % {"n": len(kept)})
    return {}


def tell(form: forms.Form, refused: Refused) -> None:
    """What was refused, beside the fields that it is about."""
    for remark in refused.remarks:
        form.add_error(remark.place if remark.place in form.fields else None, str(remark.sentence))

"""A funder officer's morning, and the raises of the funder."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.calls.models import Participation
from renkei.site.policy.request import ActorRequest
from renkei.site.review import morning as of
from renkei.site.review import queries
from renkei.site.review.actions import save_raises, visited
from renkei.site.review.actions.raises import RAISES, is_adopted, raise_texts
from renkei.site.review.forms import RaisesForm
from renkei.site.review.views.answers import staff, tell


@staff
def morning(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """To screen, in doubt, done; our money; what changed since the last visit; what waits for our word."""
    part = _mine(request, slug, code)
    rows = queries.to_screen(request.actor, part)
    since = visited(request.actor, part)
    found = {
        "call": part.call,
        "part": part,
        "counts": queries.state_counts(rows),
        "screens": queries.parts_to_screen(request.actor).filter(pk=part.pk).exists(),
        "bars": of.money(part, rows),
        "news": of.news(request.actor, part, since),
        "since": since,
        "confirming": of.to_confirm(request.actor, part),
        "adopted": is_adopted(part.call),
        "others": queries.my_parts(request.actor).exclude(pk=part.pk),
    }
    return render(request, "review/morning.html", found)


@staff
def raises(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """The funder's confirmed and possible raise."""
    part = _mine(request, slug, code)
    texts = raise_texts(part)
    was = {f"was_{name}": text for name, text in texts.items()}
    form, status = RaisesForm(request.POST or None, initial={**texts, **was}), 200
    if request.method == "POST" and form.is_valid():
        given, status = form.cleaned_data, 422
        try:
            stood = {name: given[f"was_{name}"] for name in RAISES}
            save_raises(request.actor, slug, code, {name: given[name] for name in RAISES}, stood)
            messages.success(request, _("Saved."))
            return redirect("morning", slug, code)
        except Refused as refused:
            tell(form, refused)
        except Outdated:
            told = _("A colleague changed them meanwhile. Now: confirmed %(confirmed)s, possible %(possible)s.")
            now = {"confirmed": texts["confirmed_raise"] or "–", "possible": texts["possible_raise"] or "–"}
            form.data = {**form.data.dict(), **was}  # type: ignore[attr-defined]
            form.add_error(None, told % now)
            status = 409
    found = {"call": part.call, "part": part, "form": form, "adopted": is_adopted(part.call)}
    return render(request, "review/raises.html", found, status=status)


def _mine(request: ActorRequest, slug: str, code: str) -> Participation:
    return get_object_or_404(queries.my_parts(request.actor), call__slug=slug, funder__code=code)

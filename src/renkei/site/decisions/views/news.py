"""What others did since a page was made: asked every few seconds, and answered with nothing where nothing was."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition

from renkei.site.decisions import queries
from renkei.site.decisions.models import SelectionMeeting
from renkei.site.decisions.words import act_words
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest


def _mark(request: HttpRequest, slug: str) -> str | None:
    """The number of the meeting's last act, for whom may see it."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = scoped(actor, SelectionMeeting).filter(call__slug=slug).values_list("acts_done", flat=True)
    last = rows.first()
    return None if last is None else f'"{last}-{request.GET.get("since", "")}-{actor.user}"'


@condition(etag_func=_mark)
def news(request: ActorRequest, slug: str) -> HttpResponse:
    """The acts of others after the number `since`, the last ones first."""
    meeting = queries.meeting_of(request.actor, slug)
    text = request.GET.get("since", "")
    since = int(text) if text.isascii() and text.isdigit() else meeting.acts_done
    acts = [one for one in queries.acts(request.actor, meeting, since) if one.by_id != request.actor.user]
    told = [(one, act_words(one)) for one in reversed(acts)]
    response = render(request, "decisions/news.html", {"meeting": meeting, "told": told})
    response["Cache-Control"] = "private, no-cache"  # kept by this browser, and asked about each time
    return response

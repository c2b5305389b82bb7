"""The Atom feed of calls and their changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from renkei.site.calls.addresses import call_address
from renkei.site.calls.models import Call, Change
from renkei.site.calls.words import change_words
from renkei.site.policy import Actor, scoped
from renkei.site.policy.request import ActorRequest

LATEST = 50  # entries
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One entry: when, its address, which never changes, and what it says."""

    at: datetime
    address: str
    title: str
    text: str


def feed(request: ActorRequest) -> HttpResponse:
    """Published calls and their changes, the latest first: what the public may see, whoever asks."""
    public = Actor(request.actor.at)
    entries = sorted([*_calls(public), *_changes(public)], key=lambda entry: entry.at, reverse=True)[:LATEST]
    made = Atom1Feed(
        title=_("Calls"),
        link=f"{settings.SITE_ADDRESS}{reverse('calls')}",
        description="",
        language=get_language(),
        feed_url=f"{settings.SITE_ADDRESS}{reverse('calls_feed')}",
    )
    for one in entries:
        made.add_item(one.title, one.address, one.text, unique_id=one.address, pubdate=one.at, updateddate=one.at)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _calls(actor: Actor) -> Iterator[Entry]:
    for call in scoped(actor, Call).order_by("-published_at", "-pk")[:LATEST]:
        yield Entry(call.published_at or EPOCH, call_address(call), call.title, call.summary)


def _changes(actor: Actor) -> Iterator[Entry]:
    for change in scoped(actor, Change).select_related("call").order_by("-at", "-pk")[:LATEST]:
        address = f"{call_address(change.call)}#version-{change.version}"
        title = _("%(call)s: version %(version)d") % {"call": change.call.title, "version": change.version}
        yield Entry(change.at, address, title, change_words(change))

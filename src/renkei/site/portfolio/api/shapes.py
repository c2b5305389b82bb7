"""What routes of the portfolio share."""

from django.shortcuts import get_object_or_404
from ninja import Schema

from renkei.site.calls.models import Call
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import Text


class GroundIn(Schema):
    """Why."""

    ground: Text


def call_of(request: ActorRequest, slug: str) -> Call:
    """The call; one that you may not see is none."""
    return get_object_or_404(scoped(request.actor, Call), slug=slug)

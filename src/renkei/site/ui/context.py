"""What every page knows beside its own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from renkei.site.policy import Actor
from renkei.site.ui.navigation import links
from renkei.site.ui.reader import APPEARANCE_COOKIE, APPEARANCES, zone


def page(request: HttpRequest) -> dict[str, Any]:
    """The reader's zone and appearance, the ways through the site, and whether all is made up."""
    appearance = request.COOKIES.get(APPEARANCE_COOKIE, "")
    actor = getattr(request, "actor", None) or Actor(timezone.now())  # an early error comes before the actor
    return {
        "actor": actor,
        "appearance": appearance if appearance in APPEARANCES else "auto",
        "zone": zone(),
        "ways": links(actor, request.path),
        "demo": settings.ENVIRONMENT.demo,
    }

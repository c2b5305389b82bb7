"""The reader's language and time zone on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from renkei.site.accounts.models import User
from renkei.site.ui.reader import LANGUAGE_COOKIE, ZONE_COOKIE, zone_named


class ReaderMiddleware:
    """A person's own settings where they are logged in, else the browser's cookies and its language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, written for its reader."""
        name = request.COOKIES.get(ZONE_COOKIE, "")
        if isinstance(request.user, User) and request.user.is_authenticated:
            name = request.user.time_zone
            if LANGUAGE_COOKIE not in request.COOKIES:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language() or "en"
        with timezone.override(zone_named(name)):
            return self._get_response(request)

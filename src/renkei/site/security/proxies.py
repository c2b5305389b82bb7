"""From where a request comes, when proxies of ours stand before the site."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SAID_BY_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class ProxiesMiddleware:
    """Puts the client's own address where everything looks for it, and forgets what nobody trusted said.

    With n proxies, the n-th address from the right of X-Forwarded-For is what the outermost of them saw; whatever
    stands left of it came from the client and may be made up. Without proxies all of it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to a request whose REMOTE_ADDR is the client's."""
        said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if settings.PROXIES and len(said) >= settings.PROXIES:
            request.META["REMOTE_ADDR"] = said[-settings.PROXIES]
        for name in SAID_BY_PROXIES:
            if not settings.PROXIES or name != "HTTP_X_FORWARDED_PROTO":
                request.META.pop(name, None)
        return self._get_response(request)

"""The headers of every answer: what a browser may load, whom it tells where its reader came from, what it may keep."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
PERMISSIONS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


class HeadersMiddleware:
    """Adds them to every answer; a page of somebody who has logged in is kept by no cache."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response
        self._policy = content_policy(settings.FORMS_ALSO_TO)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        response = self._get_response(request)
        response.headers.setdefault("Content-Security-Policy", self._policy)
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in PERMISSIONS))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)  # none on what is answered before anybody is known
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def content_policy(forms_also_to: str = "") -> str:
    """The Content-Security-Policy; a form may also lead, by a redirect, to where people log in elsewhere."""
    policy = {**POLICY, "form-action": f"{POLICY['form-action']} {forms_also_to}".strip()}
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())

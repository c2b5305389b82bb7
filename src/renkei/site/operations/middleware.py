"""One line in the log for each request."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = structlog.get_logger("renkei.request")


class RequestLogMiddleware:
    """Names each request and logs how it went: the view's name, never the address, which may hold a secret."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, with its request's identifier in X-Request-ID."""
        begun, identifier = time.monotonic(), _identifier(request)
        with structlog.contextvars.bound_contextvars(request=identifier):
            response = self._get_response(request)
            log.info(
                "request",
                method=request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other",
                view=request.resolver_match.view_name if request.resolver_match else None,
                status=response.status_code,
                milliseconds=round(1000 * (time.monotonic() - begun)),
            )
        response["X-Request-ID"] = identifier
        return response


def _identifier(request: HttpRequest) -> str:
    """The name that a proxy of ours gave to the request, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if settings.PROXIES and _IDENTIFIER.fullmatch(given) else uuid.uuid4().hex

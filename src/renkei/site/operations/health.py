"""Two addresses for whoever watches over the processes; they tell nothing but one word."""

import os
from collections.abc import Callable
from functools import cache

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse

LIVE, READY = "/health/live", "/health/ready"
log = structlog.get_logger("renkei.health")


class HealthMiddleware:
    """Answers before host names are asked for: a watcher comes by the process's own address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """200 `live` while the process runs, 200 `ready` or 503 `not ready`; any other address goes on."""
        if request.path_info == LIVE:
            return _word("live")
        if request.path_info == READY:
            troubles = trouble()
            if troubles:
                log.error("not ready", troubles=troubles)
            return _word("not ready", 503) if troubles else _word("ready")
        return self._get_response(request)


def trouble() -> list[str]:
    """Why the site cannot serve, in words for its log; empty where it can."""
    found = [] if os.access(settings.DATA, os.W_OK) else ["the data folder cannot be written"]
    try:
        if pending_migrations():
            found.append("the database waits for `renkei site migrate`")
    except DatabaseError as error:
        found.append(f"the database does not answer ({type(error).__name__})")
    return found


def pending_migrations() -> list[str]:
    """The migrations that the database has not had yet, by one question; DatabaseError where it does not answer."""
    try:
        had = set(MigrationRecorder.Migration.objects.values_list("app", "name"))
    except DatabaseError:
        if MigrationRecorder(connection).has_table():
            raise
        had = set()
    return [".".join(one) for one in sorted(_migrations() - had)]


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """The migrations of this version."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _word(word: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{word}\n", "text/plain; charset=utf-8", status, headers={"Cache-Control": "no-store"})

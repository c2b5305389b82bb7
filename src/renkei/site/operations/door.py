"""The site's door: gunicorn in this process, as many workers as asked for."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from renkei.site.operations.logs import LOGGING

THREADS = 4


class Door(BaseApplication):  # type: ignore[misc]  # without types of its own
    """Gunicorn, told what it needs in words of ours."""

    def __init__(self, bind: str, workers: int) -> None:
        self._wishes: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,  # a worker that died is followed by the next at once
            "timeout": 60,
            "graceful_timeout": 30,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 8_190,
            "logconfig_dict": LOGGING,
            "proc_name": "renkei",
        }
        super().__init__()

    def load_config(self) -> None:
        """Ours, and nobody else's file."""
        for name, value in self._wishes.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """The application, before workers are forked off; none of them inherits a line to the database."""
        application = get_wsgi_application()
        connections.close_all()
        return application

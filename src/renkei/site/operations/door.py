"""The site's door: gunicorn in this process, as many workers as asked for."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
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
        """The application, in each worker anew."""
        from renkei.site.wsgi import application  # noqa: PLC0415  # a worker's own

        return application

"""The site's door: gunicorn in this process, as many workers as asked for."""

import gc
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.http import get_parser
from gunicorn.workers.gthread import TConn, ThreadWorker

from renkei.site.files.upload import largest_request
from renkei.site.operations.logs import LOGGING
from renkei.site.operations.turning_away import answers_in
from renkei.site.operations.waiting import WaitingRoom

THREADS = 4


class Worker(ThreadWorker):  # type: ignore[misc]  # without types of its own
    """Gunicorn's worker with threads, behind our waiting room."""

    def get_thread_pool(self) -> WaitingRoom:
        """Where connections wait for a thread, once their request is whole."""
        answers = answers_in([code for code, _name in settings.LANGUAGES])
        return WaitingRoom(self.cfg.threads, answers, largest_request())

    def handle(self, conn: TConn, pieces: Iterator[bytes]) -> bool:
        """Serve a request whose bytes are all here: gunicorn reads them, never the line itself."""
        conn.parser = get_parser(self.cfg, pieces, conn.client)
        conn.data_ready = True
        return bool(super().handle(conn))


class Door(BaseApplication):  # type: ignore[misc]  # without types of its own
    """Gunicorn, told what it needs in words of ours."""

    def __init__(self, bind: str, workers: int) -> None:
        self._wishes: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "threads": THREADS,
            "worker_class": Worker,
            "preload_app": True,  # a worker that died is followed by the next at once
            "timeout": 60,
            "graceful_timeout": 30,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 8_190,
            "control_socket_disable": True,  # nothing outside the data folder, and nobody's home
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
        gc.collect()
        gc.freeze()  # what is loaded once is not looked through again and again; an eighth of a page's time
        gc.set_threshold(20_000, 20, 50)
        return application

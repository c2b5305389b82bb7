"""The site's door: gunicorn in this process, as many workers as asked for."""

import gc
from concurrent.futures import Future
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.template.loader import render_to_string
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

from renkei.site.operations.logs import LOGGING
from renkei.site.operations.waiting import WaitingRoom, busy_answer, peeked

THREADS = 4


class Worker(ThreadWorker):  # type: ignore[misc]  # without types of its own
    """Gunicorn's worker with threads, behind our waiting room."""

    def get_thread_pool(self) -> WaitingRoom:
        """Where connections wait for a thread."""
        codes = [code for code, _name in settings.LANGUAGES]
        return WaitingRoom(self.cfg.threads, busy_answer(render_to_string("ui/busy.html", {"codes": codes})))

    def enqueue_req(self, conn: TConn) -> None:
        """Who is connected and has said nothing yet waits where no thread waits with them."""
        if conn.initialized or conn.data_ready or peeked(conn.sock):
            super().enqueue_req(conn)
        else:
            silent: Future[object] = Future()
            silent.set_result(_DEFER)
            self.finish_request(conn, silent)


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

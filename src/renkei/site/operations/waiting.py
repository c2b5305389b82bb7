"""The waiting room before the site: who hands in goes first, who has left is not served, who waits too long is told.

Without it a site that is asked for more than it bears works off, in the order of arrival, what nobody waits for any
more. A request that is refused here has not arrived; one that is served counts from when it was here whole.
"""

import heapq
import re
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from renkei.site.operations.arriving import Arriving, Doorstep
from renkei.site.operations.turning_away import Answers
from renkei.site.policy.arrival import ARRIVED

PATIENCE = (25.0, 20.0, 8.0)  # seconds that a request of each rank waits, before it is refused
DEAF = 30  # seconds after which nobody is listening who takes in nothing of an answer
_FIRST = re.compile(rb"POST /applications/[^/ ]+/submit/|POST /api/v1/|GET /applications/receipts/|GET /health/")
_SECOND = re.compile(rb"(POST|PUT|PATCH|DELETE) |GET /applications/[^/ ]+/submit/")


@dataclass(order=True)
class Waiting:
    """A request that waits; the lower its rank, and the earlier it came, the sooner its turn."""

    rank: int
    number: int
    since: float = field(compare=False)
    arrived: datetime = field(compare=False)
    request: Arriving = field(compare=False)


class WaitingRoom(Executor):
    """Threads that serve the most urgent request that waits, among those that are here whole.

    `answers` are those to whom it turns away; `largest` is the body, in bytes, that it lets in.
    """

    def __init__(self, threads: int, answers: Answers, largest: int) -> None:
        self._answers = answers
        self._largest = largest
        self._waiting: list[Waiting] = []
        self._changed = threading.Condition()
        self._number = 0
        self._over = False
        self._doorstep = Doorstep(self._let_in)
        for _ in range(threads):
            threading.Thread(target=self._work, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> "Future[Any]":
        """Let a connection's next request wait for its turn; `fn` is given the connection and the request's bytes."""
        (conn,) = args
        request = Arriving(conn, fn, self._answers, self._largest)
        self._doorstep.bring(request)
        return request.answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the threads end once nobody waits; they hold up nothing that ends."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _let_in(self, request: Arriving) -> None:
        """From now on a request has arrived."""
        with self._changed:
            self._number += 1
            now = time.monotonic(), datetime.now(UTC)
            heapq.heappush(self._waiting, Waiting(rank(request.head), self._number, *now, request))
            self._changed.notify()

    def _next(self) -> Waiting | None:
        with self._changed:
            while not self._waiting and not self._over:
                self._changed.wait()
            return heapq.heappop(self._waiting) if self._waiting else None

    def _work(self) -> None:
        while (one := self._next()) is not None:
            token = ARRIVED.set(one.arrived)
            try:
                one.request.answer.set_result(self._served(one))
            except BaseException as error:  # the worker that asked is told
                one.request.answer.set_exception(error)
            finally:
                ARRIVED.reset(token)
                one.request.forget()

    def _served(self, one: Waiting) -> Any:
        conn = one.request.conn
        if one.rank and has_left(conn.sock):
            return False  # gunicorn closes what is answered so
        conn.sock.setblocking(True)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", DEAF, 0))
        if time.monotonic() - one.since > PATIENCE[one.rank]:
            conn.sock.sendall(self._answers.busy)
            return False
        return one.request.serve(conn, one.request.pieces())


def rank(head: bytes) -> int:
    """How urgent a request is by its first bytes: 0 hands in, 1 sends a form or is about to hand in, 2 reads."""
    return 0 if _FIRST.match(head) else 1 if _SECOND.match(head) else 2


def has_left(sock: socket.socket) -> bool:
    """Whether the other side has closed the connection; never, where the system cannot say."""
    hung_up = getattr(select, "POLLRDHUP", 0)
    if not hung_up:
        return False
    look = select.poll()
    look.register(sock, hung_up)
    return bool(look.poll(0))

"""The waiting room before the site: who hands in goes first, who has left is not served, who waits too long is told.

Without it a site that is asked for more than it bears works off, in the order of arrival, what nobody waits for any
more. A request that is refused here has not arrived; one that is served counts from when it was here whole.
"""

import heapq
import re
import select
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from renkei.site.policy.arrival import ARRIVED

PATIENCE = (25.0, 20.0, 8.0)  # seconds that a request of each rank waits, before it is refused
AGAIN = 5  # seconds after which to try again
PEEKED = 65_536  # bytes
_FIRST = re.compile(rb"POST /applications/[^/ ]+/submit/|POST /api/v1/|GET /applications/receipts/|GET /health/")
_SECOND = re.compile(rb"(POST|PUT|PATCH|DELETE) |GET /applications/[^/ ]+/submit/")
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)[ \t]*\r\n", re.IGNORECASE)


class Connection(Protocol):
    """What gunicorn keeps of a connection."""

    sock: socket.socket


@dataclass(order=True)
class Waiting:
    """A request that waits; the lower its rank, and the earlier it came, the sooner its turn."""

    rank: int
    number: int
    since: float = field(compare=False)
    arrived: datetime | None = field(compare=False)
    conn: Connection = field(compare=False)
    serve: Callable[[Connection], Any] = field(compare=False)
    answer: "Future[Any]" = field(compare=False)


class WaitingRoom(Executor):
    """Threads that serve the most urgent connection that waits; `busy` is the whole answer to who waited too long."""

    def __init__(self, threads: int, busy: bytes) -> None:
        self._busy = busy
        self._waiting: list[Waiting] = []
        self._changed = threading.Condition()
        self._number = 0
        self._over = False
        for _ in range(threads):
            threading.Thread(target=self._work, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> "Future[Any]":
        """Let a connection wait for its turn."""
        (conn,) = args
        sent = peeked(conn.sock)
        answer: Future[Any] = Future()
        arrived = datetime.now(UTC) if is_whole(sent) else None
        with self._changed:
            self._number += 1
            one = Waiting(rank(sent), self._number, time.monotonic(), arrived, conn, fn, answer)
            heapq.heappush(self._waiting, one)
            self._changed.notify()
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the threads end once nobody waits; they hold up nothing that ends."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _next(self) -> Waiting | None:
        with self._changed:
            while not self._waiting and not self._over:
                self._changed.wait()
            return heapq.heappop(self._waiting) if self._waiting else None

    def _work(self) -> None:
        while (one := self._next()) is not None:
            token = ARRIVED.set(one.arrived)
            try:
                one.answer.set_result(self._served(one))
            except BaseException as error:  # the worker that asked is told
                one.answer.set_exception(error)
            finally:
                ARRIVED.reset(token)

    def _served(self, one: Waiting) -> Any:
        if one.rank and has_left(one.conn.sock):
            return False  # gunicorn closes what is answered so
        if time.monotonic() - one.since > PATIENCE[one.rank]:
            one.conn.sock.setblocking(True)
            one.conn.sock.sendall(self._busy)
            return False
        return one.serve(one.conn)


def rank(sent: bytes) -> int:
    """How urgent a request is by its first bytes: 0 hands in, 1 sends a form or is about to hand in, 2 reads.

    Who closed without a word is soon done with.
    """
    return 0 if not sent or _FIRST.match(sent) else 1 if _SECOND.match(sent) else 2


def is_whole(sent: bytes) -> bool:
    """Whether bytes hold a whole request: a moment counts for nobody who sends the rest of it later."""
    head, end, body = sent.partition(b"\r\n\r\n")
    head += b"\r\n"
    if not end or b"\r\ntransfer-encoding:" in head.lower():
        return False
    length = _LENGTH.search(head)
    return len(body) >= (int(length[1]) if length else 0)


def has_left(sock: socket.socket) -> bool:
    """Whether the other side has closed the connection; never, where the system cannot say."""
    hung_up = getattr(select, "POLLRDHUP", 0)
    if not hung_up:
        return False
    look = select.poll()
    look.register(sock, hung_up)
    return bool(look.poll(0))


def peeked(sock: socket.socket) -> bytes:
    """What has arrived and not been read yet, which stays; nothing where the line is broken."""
    try:
        return sock.recv(PEEKED, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return b""


def busy_answer(page: str) -> bytes:
    """The page as a whole answer: 503, to be tried again soon."""
    body = page.encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nRetry-After: {AGAIN}\r\nCache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body

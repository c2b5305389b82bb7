"""A request arrives, whole or in pieces: it is there when its last byte is, and until then no thread waits for it.

One thread of a worker process watches all that come in pieces, within a time for each.
"""

import re
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import Any, Protocol

from renkei.site.operations.turning_away import Answers

LONGEST_HEAD = 32_768  # bytes
IN_MEMORY = 65_536  # bytes of a body; what is larger lies in a file until it is served
PATIENCE = 30.0  # seconds within which a small request must be whole
SLOWEST = 16_384  # bytes a second at which a body must come beyond that
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)


class Connection(Protocol):
    """What gunicorn keeps of a connection."""

    sock: socket.socket


class TurnedAway(Exception):
    """A request never becomes whole; the answer to it, b"" where nobody is there to hear one."""

    def __init__(self, answer: bytes = b"") -> None:
        self.answer = answer


class Arriving:
    """What has come of a request on a connection, and what is awaited still."""

    def __init__(self, conn: Connection, serve: Callable[..., Any], answers: Answers, largest: int) -> None:
        self.conn = conn
        self.serve = serve
        self.answer: Future[Any] = Future()
        self.head = b""
        self._answers = answers
        self._largest = largest
        self._awaited: int | None = None  # bytes; not known before the head is whole
        self._body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # `forget` closes it
        self._until = time.monotonic() + PATIENCE

    def take(self) -> bool:
        """Take in what has come; whether the request is whole now. TurnedAway where it never will be."""
        while self._awaited != 0:
            try:
                piece = self._of_body(self._awaited) if self._awaited else self._of_head()
            except BlockingIOError:
                return False
            except OSError:
                raise TurnedAway from None
            if not piece:
                raise TurnedAway
        return True

    def pieces(self) -> Iterator[bytes]:
        """The whole request."""
        yield self.head
        self._body.seek(0)
        yield from iter(lambda: self._body.read(IN_MEMORY), b"")

    def forget(self) -> None:
        """Give up what was kept of it."""
        self._body.close()

    def in_time(self) -> None:
        """TurnedAway where it has been coming for too long."""
        if time.monotonic() > self._until:
            raise TurnedAway(self._answers.slow if self.head else b"")

    def _of_head(self) -> bytes:
        """The next piece of the head, to its end and no further: what follows may be another request."""
        sock, known = self.conn.sock, len(self.head)
        seen = self.head + sock.recv(LONGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        end = seen.find(b"\r\n\r\n")
        piece = sock.recv((len(seen) if end < 0 else end + 4) - known, socket.MSG_DONTWAIT) if seen[known:] else b""
        self.head += piece
        if end >= 0:
            self._await_body()
        elif len(self.head) > LONGEST_HEAD:
            self._awaited = 0  # gunicorn, whose limits are lower, says what is wrong
        return piece

    def _await_body(self) -> None:
        if _CHUNKED.search(self.head):
            raise TurnedAway(self._answers.unmeasured)
        told = _LENGTH.search(self.head)
        self._awaited = int(told[1]) if told else 0
        if self._awaited > self._largest:
            raise TurnedAway(self._answers.large)
        self._until += self._awaited / SLOWEST
        if self._awaited and _EXPECTS.search(self.head):
            self.conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n", socket.MSG_DONTWAIT)

    def _of_body(self, awaited: int) -> bytes:
        piece = self.conn.sock.recv(min(awaited, IN_MEMORY), socket.MSG_DONTWAIT)
        self._body.write(piece)
        self._awaited = awaited - len(piece)
        return piece


class Doorstep:
    """Where requests are until they are whole; each is let in then, or its connection is closed."""

    def __init__(self, let_in: Callable[[Arriving], None]) -> None:
        self._let_in = let_in
        self._new: deque[Arriving] = deque()
        self._bell, self._rung = socket.socketpair()
        self._rung.setblocking(False)
        threading.Thread(target=self._watch, daemon=True).start()

    def bring(self, one: Arriving) -> None:
        """Let a request in: at once where it is whole, else when it is."""
        if not self._settled(one):
            self._new.append(one)
            self._bell.send(b"\0")

    def _settled(self, one: Arriving, moved: bool = True) -> bool:
        """Whether nothing more is awaited of a request; `moved` tells whether something came."""
        try:
            if moved and one.take():
                self._let_in(one)
                return True
            one.in_time()
        except TurnedAway as why:
            with suppress(OSError):
                one.conn.sock.send(why.answer, socket.MSG_DONTWAIT)
            one.forget()
            one.answer.set_result(False)  # gunicorn closes what is answered so
            return True
        return False

    def _watch(self) -> None:
        with selectors.DefaultSelector() as coming:
            coming.register(self._rung, selectors.EVENT_READ)
            looked = time.monotonic()
            while True:
                for key, _events in coming.select(1.0):
                    if key.data is None:
                        self._rung.recv(1024)
                    elif self._settled(key.data):
                        coming.unregister(key.fileobj)
                while self._new:
                    one = self._new.popleft()
                    coming.register(one.conn.sock, selectors.EVENT_READ, one)
                if time.monotonic() - looked > 1.0:
                    looked = time.monotonic()
                    self._close_the_overdue(coming)

    def _close_the_overdue(self, coming: selectors.BaseSelector) -> None:
        for key in [*coming.get_map().values()]:
            if key.data and self._settled(key.data, moved=False):
                coming.unregister(key.fileobj)

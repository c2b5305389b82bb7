"""Who waits before a site that is asked for more than it bears: who is first, who is turned away, and what counts."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from renkei.site.operations import waiting
from renkei.site.operations.waiting import WaitingRoom, busy_answer, is_whole, rank
from renkei.site.policy.arrival import ARRIVED, arrived

SUBMIT = b"POST /applications/3f/submit/ HTTP/1.1\r\nContent-Length: 2\r\n\r\nk="
SECTION = b"POST /applications/3f/sections/plan/ HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
PAGE = b"GET /calls/ HTTP/1.1\r\n\r\n"
BUSY = busy_answer("busy")


@pytest.fixture
def connected() -> Iterator[Callable[[bytes], tuple[socket.socket, SimpleNamespace]]]:
    """Makes a client's end of a line, on which it has sent something, and the site's end of it."""
    with ExitStack() as lines:

        def made(sent: bytes) -> tuple[socket.socket, SimpleNamespace]:
            theirs, ours = (lines.enter_context(one) for one in socket.socketpair())
            theirs.sendall(sent)
            return theirs, SimpleNamespace(sock=ours)

        yield made


@contextmanager
def one_at_a_time(connected) -> Iterator[tuple[WaitingRoom, list[bytes], threading.Event]]:
    """A room with one thread, which is held until the event; what it served, in order."""
    room, served, go = WaitingRoom(1, BUSY), [], threading.Event()
    started = threading.Event()

    def hold(_conn):
        started.set()
        go.wait(10)

    room.submit(hold, connected(PAGE)[1])
    assert started.wait(10)
    try:
        yield room, served, go
    finally:
        go.set()
        room.shutdown()


def test_who_hands_in_goes_before_who_saves_and_who_saves_before_who_reads(connected):
    kept = [connected(sent) for sent in (PAGE, SECTION, SUBMIT, PAGE, SUBMIT)]
    with one_at_a_time(connected) as (room, served, go):
        answers = [room.submit(lambda conn: served.append(conn.sock.recv(100)), conn) for _theirs, conn in kept]
        go.set()
        for answer in answers:
            answer.result(10)
    assert served == [SUBMIT, SUBMIT, SECTION, PAGE, PAGE]


def test_who_has_left_is_not_served_but_what_they_handed_in_is(connected):
    reader, writer = connected(PAGE), connected(SUBMIT)
    with one_at_a_time(connected) as (room, served, go):
        answers = [room.submit(lambda conn: served.append(conn.sock.recv(100)), conn) for _, conn in (reader, writer)]
        reader[0].close()
        writer[0].close()
        go.set()
        assert answers[0].result(10) is False
        answers[1].result(10)
    assert served == [SUBMIT]


def test_who_waited_too_long_is_told_so_and_when_to_try_again(connected, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", (-1.0, -1.0, -1.0))
    theirs, ours = connected(PAGE)
    room = WaitingRoom(1, BUSY)
    assert room.submit(lambda conn: pytest.fail("served"), ours).result(10) is False
    told = theirs.recv(1000)
    room.shutdown()
    assert told.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nRetry-After: 5\r\n" in told
    assert told.endswith(b"\r\n\r\nbusy")


def test_what_arrived_whole_counts_from_then_however_long_it_waits(connected):
    with one_at_a_time(connected) as (room, _served, go):
        before = timezone.now()
        answer = room.submit(lambda _conn: (arrived(), ARRIVED.get()), connected(SUBMIT)[1])
        late = room.submit(lambda _conn: ARRIVED.get(), connected(SUBMIT[:-1])[1])
        after = timezone.now()
        go.set()
        assert before <= answer.result(10)[0] <= after
        assert late.result(10) is None
    assert arrived() >= after


@pytest.mark.parametrize(
    ("sent", "whole"),
    [
        (PAGE, True),
        (SUBMIT, True),
        (SUBMIT[:-1], False),
        (PAGE[:-1], False),
        (b"", False),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", False),
    ],
)
def test_a_request_is_whole_when_its_last_byte_is_here(sent, whole):
    assert is_whole(sent) is whole


def test_an_error_while_serving_reaches_who_asked_and_the_thread_works_on(connected):
    room = WaitingRoom(1, BUSY)
    with pytest.raises(ZeroDivisionError):
        room.submit(lambda _conn: 1 / 0, connected(PAGE)[1]).result(10)
    assert room.submit(lambda _conn: 7, connected(PAGE)[1]).result(10) == 7
    room.shutdown()


def test_a_receipt_and_the_look_after_the_process_are_as_urgent_as_handing_in():
    assert rank(b"GET /applications/receipts/3f/ ") == rank(b"GET /health/ready ") == rank(SUBMIT) == 0
    assert rank(b"GET /applications/3f/submit/ ") == rank(SECTION) == 1
    assert rank(b"GET /applications/ ") == rank(PAGE) == 2


def test_the_page_of_who_is_turned_away_says_in_three_languages_that_nothing_was_handed_in():
    page = render_to_string("ui/busy.html", {"codes": ["en", "ja", "fr"]})
    for words in ("only when you see its receipt", "受領証", "accusé de réception"):
        assert words in page

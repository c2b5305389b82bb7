"""Who waits before a site that is asked for more than it bears: who is first, who is turned away, and what counts."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace

import pytest
from django.utils import timezone

from renkei.site.operations import arriving, waiting
from renkei.site.operations.turning_away import Answers, answer, answers_in
from renkei.site.operations.waiting import WaitingRoom, rank
from renkei.site.policy.arrival import ARRIVED, arrived

SUBMIT = b"POST /applications/3f/submit/ HTTP/1.1\r\nContent-Length: 2\r\n\r\nk="
SECTION = b"POST /applications/3f/sections/plan/ HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
PAGE = b"GET /calls/ HTTP/1.1\r\n\r\n"
ANSWERS = Answers(answer("503 Busy", "busy"), answer("408 Slow", "slow"), b"HTTP/1.1 413", b"HTTP/1.1 411")
LARGEST = 1_000


@pytest.fixture
def connected() -> Iterator[Callable[[bytes], tuple[socket.socket, SimpleNamespace]]]:
    """Makes a client's end of a line, on which it has sent something, and the site's end of it."""
    with ExitStack() as lines:

        def made(sent: bytes) -> tuple[socket.socket, SimpleNamespace]:
            theirs, ours = (lines.enter_context(one) for one in socket.socketpair())
            theirs.sendall(sent)
            return theirs, SimpleNamespace(sock=ours)

        yield made


def room_of_one() -> WaitingRoom:
    return WaitingRoom(1, ANSWERS, LARGEST)


@contextmanager
def one_at_a_time(connected) -> Iterator[tuple[WaitingRoom, list[bytes], threading.Event]]:
    """A room with one thread, which is held until the event; what it served, in order."""
    room, served, go = room_of_one(), [], threading.Event()
    started = threading.Event()

    def hold(_conn, _pieces):
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
        answers = [room.submit(lambda _conn, pieces: served.append(b"".join(pieces)), conn) for _theirs, conn in kept]
        go.set()
        for answer in answers:
            answer.result(10)
    assert served == [SUBMIT, SUBMIT, SECTION, PAGE, PAGE]


def test_who_has_left_is_not_served_but_what_they_handed_in_is(connected):
    reader, writer = connected(PAGE), connected(SUBMIT)
    with one_at_a_time(connected) as (room, served, go):
        answers = [
            room.submit(lambda _conn, pieces: served.append(b"".join(pieces)), conn) for _, conn in (reader, writer)
        ]
        reader[0].close()
        writer[0].close()
        go.set()
        assert answers[0].result(10) is False
        answers[1].result(10)
    assert served == [SUBMIT]


def test_who_waited_too_long_is_told_so_and_when_to_try_again(connected, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", (-1.0, -1.0, -1.0))
    theirs, ours = connected(PAGE)
    room = room_of_one()
    assert room.submit(lambda *_: pytest.fail("served"), ours).result(10) is False
    told = theirs.recv(1000)
    room.shutdown()
    assert told.startswith(b"HTTP/1.1 503 ")
    assert told.endswith(b"\r\n\r\nbusy")


def test_what_arrived_whole_counts_from_then_however_long_it_waits(connected):
    with one_at_a_time(connected) as (room, _served, go):
        before = timezone.now()
        answered = room.submit(lambda *_: (arrived(), ARRIVED.get()), connected(SUBMIT)[1])
        after = timezone.now()
        go.set()
        assert before <= answered.result(10)[0] <= after
    assert arrived() >= after


@pytest.mark.parametrize("sent", [SUBMIT, PAGE, SECTION])
def test_what_comes_byte_by_byte_counts_from_the_last_and_is_served_as_if_it_had_come_at_once(connected, sent):
    theirs, ours = connected(b"")
    room = room_of_one()
    answered = room.submit(lambda _conn, pieces: (arrived(), b"".join(pieces)), ours)
    for place in range(len(sent)):
        before = timezone.now()
        theirs.sendall(sent[place : place + 1])
    at, served = answered.result(10)
    room.shutdown()
    assert before <= at <= timezone.now()
    assert served == sent


def test_a_body_larger_than_what_is_kept_in_memory_is_served_whole(connected, monkeypatch):
    monkeypatch.setattr(arriving, "IN_MEMORY", 64)
    body = bytes(range(250)) * 4
    sent = b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    room = room_of_one()
    assert room.submit(lambda _conn, pieces: b"".join(pieces), connected(sent)[1]).result(10) == sent
    room.shutdown()


def test_what_follows_a_request_is_left_on_the_line_for_the_next(connected):
    ours = connected(SUBMIT + PAGE)[1]
    room = room_of_one()
    for sent in (SUBMIT, PAGE):
        assert room.submit(lambda _conn, pieces: b"".join(pieces), ours).result(10) == sent
    room.shutdown()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"HTTP/1.1 411"),
        (b"POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n", b"HTTP/1.1 413"),
    ],
)
def test_what_says_no_length_or_too_large_a_one_is_turned_away_by_its_head(connected, sent, told):
    theirs, ours = connected(sent)
    room = room_of_one()
    assert room.submit(lambda *_: pytest.fail("served"), ours).result(10) is False
    room.shutdown()
    assert theirs.recv(1000) == told


def test_who_sends_too_slowly_is_told_so_and_who_leaves_in_the_middle_is_forgotten(connected, monkeypatch):
    monkeypatch.setattr(arriving, "PATIENCE", 0.1)
    (slow, ours), (gone, other) = connected(SUBMIT[:-1]), connected(SUBMIT[:-1])
    gone.close()
    room = room_of_one()
    answers = [room.submit(lambda *_: pytest.fail("served"), conn) for conn in (ours, other)]
    assert [one.result(10) for one in answers] == [False, False]
    room.shutdown()
    assert slow.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_who_takes_in_nothing_of_an_answer_holds_a_thread_for_a_while_only(connected, monkeypatch):
    monkeypatch.setattr(waiting, "DEAF", 1)
    room = room_of_one()
    with pytest.raises(BlockingIOError):
        room.submit(lambda conn, _pieces: conn.sock.sendall(bytes(10_000_000)), connected(PAGE)[1]).result(10)
    room.shutdown()


def test_an_error_while_serving_reaches_who_asked_and_the_thread_works_on(connected):
    room = room_of_one()
    with pytest.raises(ZeroDivisionError):
        room.submit(lambda *_: 1 / 0, connected(PAGE)[1]).result(10)
    assert room.submit(lambda *_: 7, connected(PAGE)[1]).result(10) == 7
    room.shutdown()


def test_a_receipt_and_the_look_after_the_process_are_as_urgent_as_handing_in():
    assert rank(b"GET /applications/receipts/3f/ ") == rank(b"GET /health/ready ") == rank(SUBMIT) == 0
    assert rank(b"GET /applications/3f/submit/ ") == rank(SECTION) == 1
    assert rank(b"GET /applications/ ") == rank(PAGE) == 2


def test_the_answers_of_the_door_say_in_three_languages_that_nothing_was_handed_in():
    answers = answers_in(["en", "ja", "fr"])
    assert b"\r\nRetry-After: 5\r\n" in answers.busy
    for status, said in ((503, answers.busy), (408, answers.slow), (413, answers.large), (411, answers.unmeasured)):
        assert said.startswith(f"HTTP/1.1 {status} ".encode())
        for words in ("only when you see its receipt", "受領証", "accusé de réception"):
            assert words in said.decode()

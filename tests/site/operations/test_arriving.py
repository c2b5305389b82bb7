"""A request counts when its last byte is here, and who sends slowly holds up nobody: on a real line to a real site."""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.site.operations.test_running import asked, open_site
from tests.site.standing import Standing, standing

SEED = "import sys; from pathlib import Path; from benchmarks.site.seed import main; main(Path(sys.argv[1]), 2, 6)"
THREADS = 4
TOKEN = "t" * 32


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, migrated: Standing) -> Iterator[Standing]:
    with standing(tmp_path_factory.mktemp("arriving") / "site", os.environ.get("RENKEI_DATABASE"), migrated) as made:
        yield made


@pytest.fixture(scope="module")
def address(site: Standing, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with open_site(site, tmp_path_factory.mktemp("log") / "log") as opened:
        yield opened


@contextmanager
def line(address: str) -> Iterator[socket.socket]:
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=20) as made:
        yield made


def handing_in(address: str, applicant: dict[str, Any]) -> bytes:
    """The whole request that hands in an application."""
    body = f"csrfmiddlewaretoken={TOKEN}&key=k"
    head = (
        f"POST {applicant['path']} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\nConnection: close\r\n"
        f"Cookie: sessionid={applicant['session']}; csrftoken={TOKEN}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def answer(made: socket.socket) -> bytes:
    said = b""
    while piece := made.recv(65_536):
        said += piece
    return said


def test_what_is_handed_in_counts_from_its_last_byte_not_from_its_first(site, address, tmp_path):
    site.python(SEED, str(tmp_path / "plan.json"))
    plan = json.loads((tmp_path / "plan.json").read_text())
    punctual, late = (handing_in(address, one) for one in plan["applicants"])
    with line(address) as first, line(address) as second:
        for made, sent in ((first, punctual), (second, late)):
            made.sendall(sent[:-20])
        time.sleep(0.2)
        assert time.time() < plan["deadline"], "the machine was too slow to try this"
        first.sendall(punctual[-20:])
        assert answer(first).startswith(b"HTTP/1.1 302 ")
        time.sleep(max(0.0, plan["deadline"] - time.time()) + 0.2)
        second.sendall(late[-20:])
        assert answer(second).startswith(b"HTTP/1.1 409 ")
    assert site.rows("SELECT count(*) FROM applications_submission") == [(1,)]


def test_those_who_send_slowly_hold_up_nobody(address):
    begun = b"POST /accounts/login/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nlogin="
    with ExitStack() as slow:
        for sent in (begun, begun[:30], b"") * THREADS:
            slow.enter_context(line(address)).sendall(sent)
        assert asked(f"{address}/")[0] == 200


def test_a_request_that_says_no_length_or_one_far_too_large_is_told_so_at_once(address):
    for told, status in (("Transfer-Encoding: chunked", b"411"), (f"Content-Length: {10**9}", b"413")):
        with line(address) as made:
            made.sendall(f"POST /accounts/login/ HTTP/1.1\r\nHost: x\r\n{told}\r\n\r\n".encode())
            assert answer(made).startswith(b"HTTP/1.1 " + status + b" ")


def test_who_waits_to_be_asked_for_the_body_is_asked(address):
    body = b"login=a&password=b"
    head = (
        f"POST /accounts/login/ HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\nExpect: 100-continue\r\n"
        f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with line(address) as made:
        made.sendall(head.encode())
        assert made.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        made.sendall(body)
        assert b"HTTP/1.1 403 " in answer(made)  # a form without its token


def test_two_requests_sent_in_one_go_are_both_answered_on_one_line(address):
    host = urlsplit(address).netloc
    one, last = (f"GET /health/live HTTP/1.1\r\nHost: {host}\r\n{more}\r\n" for more in ("", "Connection: close\r\n"))
    with line(address) as made:
        made.sendall((one + last).encode())
        assert answer(made).count(b"HTTP/1.1 200 OK") == 2

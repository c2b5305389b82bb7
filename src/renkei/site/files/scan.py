"""Asking ClamAV's daemon about bytes (its INSTREAM command, as in the manual of clamd)."""

import socket
import struct
from enum import StrEnum

from django.conf import settings

SECONDS = 20.0
PIECE = 1 << 18


class Verdict(StrEnum):
    """What is known of a file."""

    NOT_SCANNED = "not_scanned"  # there was no scanner
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"


class ScannerAway(Exception):
    """The scanner cannot be reached, or gave no verdict."""


def set_up() -> bool:
    """Whether there is a scanner."""
    return settings.CLAMAV is not None


def verdict(data: bytes) -> Verdict:
    """What the scanner says now; WAITING where it is away, NOT_SCANNED where there is none."""
    try:
        return ask(data) if set_up() else Verdict.NOT_SCANNED
    except ScannerAway:
        return Verdict.WAITING


def ask(data: bytes) -> Verdict:
    """CLEAN or INFECTED; ScannerAway where there is no clear answer."""
    answer = _say(b"zINSTREAM\0", data)
    if answer == "stream: OK":
        return Verdict.CLEAN
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return Verdict.INFECTED
    raise ScannerAway(f"the scanner answers {answer[:200]!r}")


def ping() -> None:
    """ScannerAway unless the scanner answers."""
    answer = _say(b"zPING\0")
    if answer != "PONG":
        raise ScannerAway(f"the scanner answers {answer[:200]!r}")


def _say(command: bytes, data: bytes | None = None) -> str:
    where = settings.CLAMAV
    if where is None:
        raise ScannerAway("no scanner is set up")
    try:
        with socket.create_connection((where.host, where.port), SECONDS) as line:
            line.sendall(command)
            if data is not None:
                _stream(line, data)
            return _answer(line)
    except OSError as error:
        raise ScannerAway(f"{where.host}:{where.port}: {error}") from error


def _stream(line: socket.socket, data: bytes) -> None:
    """The bytes in pieces, each after its length; a length of zero ends them."""
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE]
        line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(struct.pack("!I", 0))


def _answer(line: socket.socket) -> str:
    found = b""
    while not found.endswith(b"\0") and len(found) < 4096 and (more := line.recv(4096)):
        found += more
    return found.rstrip(b"\0\n").decode(errors="replace")

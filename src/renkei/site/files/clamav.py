"""ClamAV's daemon over TCP: its commands PING and INSTREAM, as in the manual of clamd."""

import socket
import struct

from renkei.site.environment import Address

SECONDS = 20.0
PIECE = 1 << 18


class ScannerAway(Exception):
    """The scanner cannot be reached, or gave no verdict."""


def clean(where: Address, data: bytes) -> bool:
    """Whether the scanner finds nothing in some bytes; ScannerAway where there is no clear answer."""
    answer = _say(where, b"zINSTREAM\0", data)
    if answer == "stream: OK":
        return True
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return False
    raise ScannerAway(f"it answers {answer[:200]!r}")


def ping(where: Address) -> None:
    """ScannerAway unless the scanner answers."""
    answer = _say(where, b"zPING\0")
    if answer != "PONG":
        raise ScannerAway(f"it answers {answer[:200]!r}")


def _say(where: Address, command: bytes, data: bytes | None = None) -> str:
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

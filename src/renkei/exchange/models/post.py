"""One request to one address: no redirect is followed, no proxy asked, and its end comes in time."""

import contextlib
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from time import monotonic

from renkei.exchange.models.address import Address
from renkei.exchange.models.unanswered import Unanswered

LARGEST = 2_000_000  # bytes of an answer
_WHY = {
    401: "it refuses the key: set RENKEI_MODEL_KEY",
    403: "it refuses the key: set RENKEI_MODEL_KEY",
    404: "there is no such address or model: mend --model or --model-name",
    429: "it is asked too often: try again later, or with fewer --threads",
}
_LATE = "it did not answer in time: give it more --model-seconds"


def post(address: Address, body: bytes, key: str, until: float) -> bytes:
    """What the address answers before `until`, a time of the monotonic clock; Unanswered for all but a whole answer."""
    left = until - monotonic()
    if left <= 0:
        raise Unanswered(_LATE)
    connection = (HTTPSConnection if address.secure else HTTPConnection)(address.host, address.port, timeout=left)
    try:
        connection.connect()
        with _ending(connection.sock, until):
            content = _answer(connection, address, body, key)
    except (OSError, HTTPException, ValueError) as error:
        late = monotonic() >= until or isinstance(error, TimeoutError)
        raise Unanswered(_LATE if late else _broken(error)) from None
    finally:
        connection.close()
    if monotonic() >= until:  # a connection that was ended looks like an answer that is
        raise Unanswered(_LATE)
    return content


@contextlib.contextmanager
def _ending(connected: socket.socket, until: float) -> Iterator[None]:
    """End a connection when its time is over: a server that sends a sign now and then would hold it for ever."""
    timer = Timer(max(0.0, until - monotonic()), _end, [connected])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(connected: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)  # below TLS, whose own state another thread has


def _answer(connection: HTTPConnection, address: Address, body: bytes, key: str) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    connection.request("POST", address.path, body, headers)
    with connection.getresponse() as answer:
        if answer.status != 200:
            raise Unanswered(_refusal(answer))
        content = answer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unanswered(f"its answer has more than {LARGEST:,} bytes")
    return content


def _refusal(answer: HTTPResponse) -> str:
    if 300 <= answer.status < 400:
        return "it sends elsewhere, where nothing is sent: give the address that answers"
    return f"{_WHY.get(answer.status, 'it cannot answer')} (HTTP {answer.status})"


def _broken(error: Exception) -> str:
    """What went wrong in our own words: the other side's could say anything."""
    if isinstance(error, ConnectionRefusedError | socket.gaierror):
        return "nobody is there: mend --model, or start the model"
    return f"the connection broke ({type(error).__name__})"

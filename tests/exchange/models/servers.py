"""A server on this machine that answers as a model would, or as badly as a test wants."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Served:
    """Where the server is, and what it was asked."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)  # the test is: whoever waits may go


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[Served]:
    """Run a server that notes each request and leaves the answer to `answer`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            served.asked.append({"path": self.path, **json.loads(body)})
            served.headers.append(dict(self.headers))
            with contextlib.suppress(OSError):  # who asked has hung up
                answer(self)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield served
    finally:
        served.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def sent(request: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """Send an answer whole."""
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def chat(words: object) -> bytes:
    """The body of a chat's answer that says these words."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode()


def drafts(*found: tuple[str, list[tuple[str, str, str]]]) -> str:
    """What a model says: kinds with fields, values and quotations."""
    return json.dumps(
        {
            "drafts": [
                {
                    "kind": kind,
                    "fields": [dict(zip(("field", "value", "quotation"), one, strict=True)) for one in fields],
                }
                for kind, fields in found
            ]
        }
    )


def saying(words: object) -> Answer:
    """A server that answers every question with the same words."""
    return lambda request: sent(request, chat(words))

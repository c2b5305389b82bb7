"""A small server that speaks clamd's protocol over TCP, in a thread: real sockets, a known virus."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VIRUS = b"a-made-up-virus"


class Clam(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        self.wfile.write({b"zPING\0": b"PONG\0"}.get(command) or self._verdict())

    def _verdict(self) -> bytes:
        data = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
        if b"limit" in data:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Made.Up FOUND\0" if VIRUS in data else b"stream: OK\0"


@contextmanager
def scanner() -> Iterator[int]:
    """Its port."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clam) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()

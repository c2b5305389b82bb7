"""A mail server in a process of its own, and what arrived at it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.site.standing import ROOT


class Letters:
    """What arrived at the mail server."""

    def __init__(self, place: Path, port: int) -> None:
        self._place = place
        self.address = f"smtp://127.0.0.1:{port}"

    def arrived(self) -> list[dict]:
        return [json.loads(line) for line in self._place.read_text().splitlines()]

    def recipients(self) -> list[str]:
        return sorted(address for letter in self.arrived() for address in letter["to"])


@contextmanager
def mail_server(folder: Path) -> Iterator[Letters]:
    place = folder / "letters"
    command = [sys.executable, "-m", "tests.site.outbox.mail_server", str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        yield Letters(place, int(server.stdout.readline()))
        server.stdin.close()

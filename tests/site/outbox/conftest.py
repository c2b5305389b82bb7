"""A mail server of one's own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture
def letters(tmp_path) -> Iterator[Letters]:
    place = tmp_path / "letters"
    command = [sys.executable, "-m", "tests.site.outbox.mail_server", str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        yield Letters(place, int(server.stdout.readline()))
        server.stdin.close()

"""A site of one's own, and a mail server beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.standing import ROOT, Standing, standing


class Letters:
    """What arrived at the mail server."""

    def __init__(self, place: Path, port: int) -> None:
        self._place = place
        self.address = f"smtp://127.0.0.1:{port}"

    def arrived(self) -> list[dict]:
        return [json.loads(line) for line in self._place.read_text().splitlines()]

    def recipients(self) -> list[str]:
        return sorted(address for letter in self.arrived() for address in letter["to"])


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path | None:
    """A migrated SQLite site to copy; none on PostgreSQL."""
    if os.environ.get("RENKEI_DATABASE"):
        return None
    place = tmp_path_factory.mktemp("migrated") / "site"
    with standing(place, None):
        return place


@pytest.fixture
def site(tmp_path, migrated) -> Iterator[Standing]:
    with standing(tmp_path / "site", os.environ.get("RENKEI_DATABASE"), migrated) as made:
        yield made


@pytest.fixture
def letters(tmp_path) -> Iterator[Letters]:
    place = tmp_path / "letters"
    command = [sys.executable, "-m", "tests.site.outbox.mail_server", str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        yield Letters(place, int(server.stdout.readline()))
        server.stdin.close()

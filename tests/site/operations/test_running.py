"""The site is checked, served, watched and logged: real processes, real addresses."""

import contextlib
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.site.files.clam import scanner
from tests.site.standing import Standing

REAL = {
    "RENKEI_SECRET_KEY": "abcdefghij0123456789" * 3,
    "RENKEI_ADDRESS": "https://calls.agency.example",
    "RENKEI_SENDER": "calls@agency.example",
    "RENKEI_PROXIES": "1",
}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def asked(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@contextlib.contextmanager
def open_site(site: Standing, log: Path, **variables: str) -> Iterator[str]:
    """The address of a site that serves, with its log in a file."""
    port = free_port()
    command = [sys.executable, "-m", "renkei.cli", "site", "run", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    with log.open("wb") as out, subprocess.Popen(command, env={**site.environment, **variables}, stderr=out) as door:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            with contextlib.suppress(OSError):
                if asked(f"{address}/health/live")[0] == 200:
                    break
            time.sleep(0.1)
        yield address
        door.terminate()


def test_a_site_serves_says_how_it_is_and_logs_no_secret(site, tmp_path):
    log = tmp_path / "log"
    with open_site(site, log, HOME=str(tmp_path)) as address:
        assert asked(f"{address}/health/live") == (200, "live\n")
        assert asked(f"{address}/health/ready", Host="10.0.0.1") == (200, "ready\n")
        assert asked(f"{address}/")[0] == 200
        assert asked(f"{address}/applications/invitations/a-secret-in-a-link/")[0] in (200, 302, 404)
        assert asked(f"{address}/nothing/somebody@x.example/")[0] == 404
        assert asked(f"{address}/", Host="evil.example")[0] == 400
        static = re.search(r'href="(/static/ui/site[^"]*\.css)"', asked(f"{address}/")[1])
        assert static is not None
        assert asked(address + static[1])[0] == 200
    assert not list(tmp_path.rglob("*.ctl")), "nobody steers the processes but by signals"
    told = log.read_text()
    lines = [json.loads(line) for line in told.splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert {line["view"] for line in requests} >= {"home"}
    assert all(re.fullmatch("[0-9a-f]{32}", line["request"]) for line in requests)
    assert not any(secret in told for secret in ("a-secret-in-a-link", "x.example", "evil"))


def test_a_site_without_its_migrations_does_not_start_and_says_what_to_do(tmp_path):
    bare = Standing(tmp_path / "bare", None)
    bare.data.mkdir()
    refused = bare.site("run", "--bind", f"127.0.0.1:{free_port()}")
    assert refused.returncode == 1
    assert "renkei site migrate" in refused.stderr


def test_ready_is_no_longer_said_when_the_database_has_lost_its_tables(client, monkeypatch, db):
    assert client.get("/health/ready").status_code == 200
    monkeypatch.setattr("renkei.site.operations.health.pending_migrations", lambda: ["audit.0001_initial"])
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert client.get("/health/live").status_code == 200


def test_to_say_how_it_is_costs_the_site_one_question(client, django_assert_num_queries, db):
    client.get("/health/ready")
    with django_assert_num_queries(1):
        assert client.get("/health/ready").status_code == 200
    with django_assert_num_queries(0):
        assert client.get("/health/live").status_code == 200


def test_check_finds_nothing_wrong_with_a_demonstration(site):
    done = site.site("check")
    assert (done.returncode, done.stdout) == (0, "everything holds\n"), done.stderr


def test_check_says_every_defect_at_once(site, tmp_path):
    (tmp_path / "file").write_text("")
    done = site.site(
        "check",
        RENKEI_SECRET_KEY="short",
        RENKEI_ADDRESS="http://calls.agency.example",
        RENKEI_DATA=str(tmp_path / "file" / "data"),
        RENKEI_DATABASE="postgresql://nobody@127.0.0.1:9/none",
        RENKEI_SMTP="smtp://127.0.0.1:9",
        RENKEI_CLAMAV="tcp://127.0.0.1:9",
        RENKEI_HOSTS="*",
        RENKEI_SENDRE="x",
    )
    assert done.returncode == 1
    told = re.findall(r"^  (RENKEI_\w+):", done.stderr, re.MULTILINE)
    assert sorted(told) == sorted(
        [
            "RENKEI_ADDRESS",
            "RENKEI_CLAMAV",
            "RENKEI_DATA",
            "RENKEI_DATABASE",
            "RENKEI_HOSTS",
            "RENKEI_PROXIES",
            "RENKEI_SECRET_KEY",
            "RENKEI_SENDER",
            "RENKEI_SENDRE",
            "RENKEI_SMTP",
        ]
    )


def test_check_asks_the_mail_server_and_the_scanner_and_wants_the_migrations(site, letters, tmp_path):
    with scanner() as port:
        services = {"RENKEI_SMTP": letters.address, "RENKEI_CLAMAV": f"tcp://127.0.0.1:{port}"}
        done = site.site("check", **REAL, **services)
        assert done.returncode == 0, done.stderr
    bare = Standing(tmp_path / "bare", None)
    done = bare.site("check", **REAL, RENKEI_SMTP=letters.address)
    assert done.returncode == 1
    assert done.stderr.count("renkei site migrate") == 2


def test_a_malformed_environment_stops_every_verb_with_all_its_sentences(site):
    done = site.site("work", "--once", RENKEI_PROXIES="one", RENKEI_CLAMAV="x")
    assert done.returncode == 1
    assert "RENKEI_PROXIES" in done.stderr
    assert "RENKEI_CLAMAV" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_djangos_packages_the_command_says_what_to_install(tmp_path):
    hidden = "import sys; sys.modules['django'] = None; from renkei.cli.app import app; app(['site', 'check'])"
    done = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "renkei[site]" in done.stderr


def test_an_error_is_logged_by_its_kind_and_its_places_never_by_its_words(tmp_path):
    code = (
        "import logging.config\nfrom renkei.site.operations.logs import LOGGING, configure\n"
        "logging.config.dictConfig(LOGGING); configure()\n"
        "try:\n    raise ValueError('Key (email)=(a@x.example) already exists')\n"
        "except ValueError: logging.getLogger('django.request').exception('Internal Server Error: %s', '/secret/')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told = json.loads(done.stderr)
    assert told["error"] == "ValueError"
    assert told["places"]
    assert not any(secret in done.stderr for secret in ("x.example", "/secret/"))


@pytest.mark.django_db
def test_tests_run_on_the_database_that_they_are_told_to():
    import os

    assert connection.vendor == ("postgresql" if os.environ.get("RENKEI_DATABASE") else "sqlite")


def test_the_first_administrator_is_appointed_once_by_whoever_has_the_machine(site: Standing) -> None:
    refused = site.site("appoint", "no address")
    assert (refused.returncode, "nothing was changed" in refused.stderr) == (1, True)
    assert site.site("appoint", "head@agency.example").returncode == 0
    second = site.site("appoint", "other@agency.example")
    assert (second.returncode, "an administrator already" in second.stderr) == (1, True)
    assert site.rows("SELECT role FROM accounts_appointment") == [("administrator",)]

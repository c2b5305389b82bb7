"""`renkei audit`, as an auditor types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from renkei.site.audit.immutable import allowed
from renkei.site.audit.models import Head
from renkei.site.audit.trail import record
from tests.cli.running import renkei
from tests.site.conftest import acting

EXPORT = Path(__file__).parent / "export.jsonl"
WITHOUT_DJANGO = """
import sys
sys.modules["django"] = None
from renkei.cli.app import app
app(sys.argv[1:])
"""


@pytest.fixture
def events(call):
    return [record(acting(None), "call.changed", call, {"n": n}, {"n": n + 1}, "ground") for n in range(4)]


def tamper(sql: str) -> None:
    with allowed(connection), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_whole_trail_holds(events):
    done = renkei("audit", "verify")
    assert (done.returncode, done.stdout) == (0, f"4 events hold; the last one's digest is {events[-1].digest}\n")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE audit_event SET after = '{\"n\":9}' WHERE number = 3", "event 3 does not give its digest"),
        ("UPDATE audit_event SET ground = '' WHERE number = 1", "event 1 does not give its digest"),
        ("DELETE FROM audit_event WHERE number = 2", "event 2 is missing"),
        ("DELETE FROM audit_event WHERE number = 4", "event 4 is missing: there were 4 events"),
        ("UPDATE audit_head SET digest = 'x'", "event 4 is not the one that the site remembers as its last"),
    ],
)
def test_the_first_event_that_does_not_hold_is_named(sql, said, events):
    tamper(sql)
    done = renkei("audit", "verify")
    assert (done.returncode, said in done.stdout) == (1, True), done.stdout


def test_a_trail_cut_off_with_its_head_is_found_by_a_digest_noted_elsewhere(events):
    tamper("DELETE FROM audit_event WHERE number > 2")
    Head.objects.update(number=2, digest=events[1].digest)
    assert renkei("audit", "verify").returncode == 0
    done = renkei("audit", "verify", "--head", events[3].digest)
    assert (done.returncode, "it was cut off" in done.stdout) == (1, True)
    assert renkei("audit", "verify", "--head", events[0].digest).returncode == 0


def test_what_is_no_digest_is_wrong_usage():
    assert renkei("audit", "verify", "--head", "abc").returncode == 2


def test_an_export_verifies_anywhere_and_a_touched_one_does_not(events, tmp_path):
    file = tmp_path / "trail.jsonl"
    assert renkei("audit", "export", "--out", file).returncode == 0
    assert renkei("audit", "verify", file).stdout == f"4 events hold; the last one's digest is {events[-1].digest}\n"
    lines = file.read_text().splitlines()
    told = json.loads(lines[1])
    told["before"]["n"] = 7
    file.write_text("\n".join([lines[0], json.dumps(told), *lines[2:]]))
    assert "event 2 does not give its digest" in renkei("audit", "verify", file).stdout


def test_what_is_no_export_is_said_to_be_none(tmp_path):
    for text in ("{", "[]", '{"number": 1.5}', "\xff"):
        (tmp_path / "x").write_bytes(text.encode("latin-1"))
        done = renkei("audit", "verify", tmp_path / "x")
        assert (done.returncode, "is no exported trail: line 1" in done.stderr) == (1, True)


def test_without_the_sites_libraries_an_export_is_verified_and_the_database_is_refused_in_words():
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT_DJANGO, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert run("audit", "verify", EXPORT).stdout.startswith("5 events hold")
    refused = run("audit", "verify")
    assert (refused.returncode, "pip install 'renkei[site]'" in refused.stderr) == (1, True)
    assert "Traceback" not in refused.stderr

"""Numbered snapshots: programme folders that the real commands take."""

import hashlib
import subprocess
import sys
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest

from renkei.site.audit.models import Event
from renkei.site.policy import NotAllowed, Role, unscoped
from renkei.site.review.actions import Assessed, save_standing, show_scores, take_snapshot
from renkei.site.review.models import Snapshot
from tests.site.clients import client_of
from tests.site.conftest import acting, person
from tests.site.review.made import WHY


def scored(made):
    for place, number in enumerate(made.submissions):
        save_standing(acting(made.secretary), "joint", number, Assessed(score=Decimal(14 - place)), 0)


def unpacked(made, folder, number=1):
    content = client_of(made.secretary).get(f"/review/joint/snapshots/{number}.zip").content
    zipfile.ZipFile(BytesIO(content)).extractall(folder)
    return content


def renkei(*arguments):
    return subprocess.run([sys.executable, "-m", "renkei.cli", *arguments], capture_output=True, text=True, check=False)


def test_the_real_commands_check_screen_and_select_on_a_snapshot(made, tmp_path):
    scored(made)
    browser = client_of(made.secretary)
    assert browser.post("/review/joint/snapshots/", {"ground": "For the analysts"}).status_code == 302
    folder = tmp_path / "snapshot"
    unpacked(made, folder)
    names = {one.name for one in folder.iterdir()}
    tables = {"applications.csv", "requests.csv", "request_costs.csv", "funders.csv"}
    assert names == {"programme.yaml", "annexes.yaml", "manifest.sha256", *tables}
    for verb in ("check", "screen", "select"):
        out = [] if verb == "check" else ["--out", str(tmp_path / verb)]
        done = renkei(verb, str(folder), *out)
        assert done.returncode == 0, (verb, done.stdout, done.stderr)
    assert (tmp_path / "select" / "decision.json").exists()


def test_the_manifest_holds_the_hash_of_every_file_and_is_itself_in_the_trail(made, tmp_path):
    scored(made)
    made_by = take_snapshot(acting(made.secretary), "joint")
    unpacked(made, tmp_path)
    manifest = (tmp_path / "manifest.sha256").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == made_by.sha256
    for line in manifest.decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    assert unscoped(Event, WHY).get(action="snapshot.taken").after["sha256"] == made_by.sha256


def test_snapshots_are_numbered_stay_as_they_were_and_give_the_same_bytes(made, tmp_path):
    scored(made)
    take_snapshot(acting(made.secretary), "joint")
    first = unpacked(made, tmp_path / "a")
    save_standing(acting(made.secretary), "joint", "JOINT-0001", Assessed(score=Decimal(3)), 1)
    assert take_snapshot(acting(made.secretary), "joint").number == 2
    assert unpacked(made, tmp_path / "b") == first
    assert unpacked(made, tmp_path / "c", 2) != first


def test_a_call_can_be_snapshotted_before_its_scores_are_there(made):
    assert take_snapshot(acting(made.secretary), "joint").number == 1


def test_what_a_folder_lacks_is_told_and_no_number_is_used(made):
    made.call.reporting_currency = "JPY"
    made.call.save()
    answer = client_of(made.secretary).post("/review/joint/snapshots/", {"ground": ""})
    assert answer.status_code == 422
    assert "rates" in answer.content.decode()
    assert not unscoped(Snapshot, WHY).exists()


def test_officers_get_no_snapshot_and_observers_once_the_scores_are_shown(made):
    scored(made)
    take_snapshot(acting(made.secretary), "joint")
    observer = person("o@x.example", Role.OBSERVER)
    address = "/review/joint/snapshots/1.zip"
    assert client_of(observer).get(address).status_code == 404
    show_scores(acting(made.secretary), "joint")
    assert client_of(observer).get(address).status_code == 200
    assert client_of(observer).get("/review/joint/snapshots/").status_code == 200
    for who in (made.officers["F1"], person("x@x.example"), None):
        assert client_of(who).get(address).status_code in (302, 404)
    with pytest.raises(NotAllowed):
        take_snapshot(acting(observer), "joint")

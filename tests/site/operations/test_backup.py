"""A backup brings the whole site back, from either database into either, or changes nothing."""

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.on_postgresql import QUICK, server
from tests.site.standing import Standing, standing

FILL = """
from datetime import datetime, UTC
from decimal import Decimal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from renkei.site.accounts.models import User
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.files.receive import receive
from renkei.site.outbox.models import Parcel
from renkei.site.outbox.post import post, post_mail
from renkei.site.policy import Actor
at = datetime(2027, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
user = User.objects.create_user("hito@x.example", "secret", first_name="太郎 \\u2028 \\n O'Neil")
actor = Actor(at, user.pk, frozenset(), "太郎")
call = Call(slug="joint", title="Joint \\t call", summary="", opens_at=at, closes_at=at, accepts_until=at,
            rules={"most": None, "rate": "0.5", "list": [1, True, "二"]})
call.save()
for number in range(3):
    with transaction.atomic():
        record(actor, "call.made", call, None, {"number": number, "title": "題"}, "the test")
receive(actor, SimpleUploadedFile("plan.txt", "計画\\n".encode()))
receive(actor, SimpleUploadedFile("copy.txt", "計画\\n".encode()))
post_mail("letter/1", ["a@x.example"], "A receipt", "Kept.")
post_mail("letter/2", ["b@x.example"], "A receipt", "Kept.")
post("scan", "scan/1", {"file": 1})
unscoped(Parcel, "the test").filter(key="letter/2").update(state="done", contents={})
"""
CHAIN = """
from renkei.site.audit.chain import FIRST, digest_of
from renkei.site.audit.models import Event, Head
before = FIRST
for event in unscoped(Event, "the test").order_by("number"):
    facts = {name: getattr(event, name) for name in ("number", "actor", "actor_name", "action", "subject", "subject_id",
             "before", "after", "ground")}
    assert event.previous == before
    assert event.digest == digest_of(before, {**facts, "at": event.at.isoformat()}), event.number
    before = event.digest
assert Head.objects.get().digest == before
"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str | None]:
    """The other kind of database than the one under test: None is SQLite."""
    if os.environ.get("RENKEI_DATABASE"):
        yield None
    else:
        with server(*QUICK) as address:
            yield address


@pytest.fixture(scope="module")
def empty_elsewhere(elsewhere, tmp_path_factory) -> Iterator[Standing]:
    with standing(tmp_path_factory.mktemp("elsewhere") / "site", elsewhere) as made:
        yield made


def whole(site: Standing, file: Path) -> dict[str, bytes]:
    """What a backup of a site holds, but for its own moment."""
    done = site.site("backup", str(file))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    facts = json.loads(held.pop("manifest.json"))
    assert facts["members"].keys() == held.keys()
    return held


def test_a_round_trip_through_the_other_database_brings_back_every_row_and_every_file(site, empty_elsewhere, tmp_path):
    site.python(FILL)
    there, back = tmp_path / "there.zip", tmp_path / "back.zip"
    first = whole(site, there)
    assert there.stat().st_mode & 0o077 == 0
    restored = empty_elsewhere.site("restore", str(there))
    assert restored.returncode == 0, restored.stderr
    empty_elsewhere.python(CHAIN)
    second = whole(empty_elsewhere, back)
    assert sorted(first) == sorted(second)
    differs = {name for name in first if first[name] != second[name]}
    assert differs == {"tables/outbox.Parcel.jsonl"}  # mail that had not left is set aside
    states = dict(empty_elsewhere.rows("SELECT key, state FROM outbox_parcel"))
    assert states == {"letter/1": "set_aside", "letter/2": "done", "scan/1": "waiting"}
    assert site.site("restore", str(back), "--replace").returncode == 0
    assert whole(site, tmp_path / "again.zip") == second
    site.python(CHAIN)
    site.python(FILL.replace("hito@", "other@").replace('slug="joint"', 'slug="next"').replace("letter/", "further/"))
    site.python(CHAIN)  # rows that come after are numbered on


def test_nothing_is_restored_over_what_a_site_holds(site, tmp_path):
    site.python(FILL)
    before = whole(site, tmp_path / "one.zip")
    refused = site.site("restore", str(tmp_path / "one.zip"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert whole(site, tmp_path / "two.zip") == before


def test_a_damaged_or_foreign_archive_changes_nothing(site, tmp_path):
    site.python(FILL)
    before = whole(site, good := tmp_path / "good.zip")
    for name, words in (("changed", "its bytes are not"), ("less", "missing"), ("more", "not in the manifest")):
        bad = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
            for member in source.namelist():
                data = source.read(member)
                if member != "tables/calls.Call.jsonl" or name == "more":
                    target.writestr(member, data)
                elif name == "changed":
                    target.writestr(member, data.replace(b"Joint", b"Other"))
            if name == "more":
                target.writestr("files/x", b"x")
        refused = site.site("restore", str(bad), "--replace")
        assert refused.returncode == 1
        assert words in refused.stderr
    (tmp_path / "cut.zip").write_bytes(good.read_bytes()[:500])
    assert "no backup" in site.site("restore", str(tmp_path / "cut.zip"), "--replace").stderr
    assert whole(site, tmp_path / "after.zip") == before


def test_a_restore_that_fails_half_way_changes_nothing(site, tmp_path):
    site.python(FILL)
    before = whole(site, good := tmp_path / "good.zip")
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        from hashlib import sha256

        facts = json.loads(source.read("manifest.json"))
        for member in facts["members"]:
            data = source.read(member)
            if member == "tables/files.StoredFile.jsonl":  # a row that belongs to nobody
                row = json.loads(data.splitlines()[0])
                row[facts["columns"]["files.StoredFile"].index("handed_in_by_id")] = 999_999
                data = json.dumps(row).encode() + b"\n"
            facts["members"][member] = sha256(data).hexdigest()
            target.writestr(member, data)
        target.writestr("manifest.json", json.dumps(facts))
    assert site.site("restore", str(bad), "--replace").returncode != 0
    assert whole(site, tmp_path / "after.zip") == before


def test_a_backup_names_the_files_that_the_store_has_lost_and_writes_nothing(site, tmp_path):
    site.python(FILL)
    (lost,) = (path for path in (site.data / "files").rglob("*") if path.is_file())
    lost.unlink()
    refused = site.site("backup", str(tmp_path / "b.zip"))
    assert refused.returncode == 1
    assert lost.name in refused.stderr
    assert list(tmp_path.glob("*.zip")) == list(tmp_path.glob(".backup-*")) == []

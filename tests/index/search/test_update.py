"""Bringing an index up to date: what is written, what is left, and that a run that is killed changes nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from renkei.index.search import Changes, IndexUnusable, opened, search, update
from renkei.index.search.store import DATA, MARKER, opened_or_made, writer
from tests.index.search.indexes import FOLDER, ids, index_of, profile

OTHER = "/portfolios/two"
ROOT = Path(__file__).parents[3]


def test_a_second_run_takes_only_what_is_new_changed_or_gone(tmp_path: Path) -> None:
    index = opened_or_made(tmp_path / "index")
    first = [profile("P1", "alpha"), profile("P2", "beta"), profile("P3", "gamma")]
    assert update(index, {FOLDER: first}) == Changes(new=3)
    assert update(index, {FOLDER: first}) == Changes(same=3)
    second = [profile("P1", "alpha"), profile("P2", "delta"), profile("P4", "epsilon")]
    assert update(index, {FOLDER: second}) == Changes(new=1, changed=1, gone=1, same=1)
    after = opened(tmp_path / "index")
    answers = {word: ids(after, word) for word in ("alpha", "beta", "gamma", "delta", "epsilon")}
    assert answers == {"alpha": ["P1"], "beta": [], "gamma": [], "delta": ["P2"], "epsilon": ["P4"]}


@pytest.mark.parametrize("change", [{"countries": ("JP",)}, {"stage": "seed"}, {"year": 2020}, {"organisation": "X"}])
def test_a_change_of_anything_that_is_shown_or_filtered_by_is_a_change(
    tmp_path: Path, change: dict[str, object]
) -> None:
    index = opened_or_made(tmp_path / "index")
    update(index, {FOLDER: [profile("P1", "alpha")]})
    assert update(index, {FOLDER: [profile("P1", "alpha", **change)]}) == Changes(changed=1)
    assert len(search(opened(tmp_path / "index"), "alpha").hits) == 1


def test_many_runs_leave_what_the_last_one_said(tmp_path: Path) -> None:
    """Each run changes a third, drops some and adds some; each record is there once."""
    place, now = tmp_path / "index", dict[str, str]()
    for run in range(8):
        now = {key: text for key, text in now.items() if (int(key[1:]) + run) % 5}
        now |= {f"P{run * 7 + at}": "alpha" for at in range(9)}
        now |= {key: f"alpha run{run}" for at, key in enumerate(sorted(now)) if at % 3 == run % 3}
        index = index_of(place, [profile(key, text) for key, text in now.items()])
        assert sorted(ids(index, "alpha", limit=100)) == sorted(now)


def test_records_of_other_folders_stay(tmp_path: Path) -> None:
    place = tmp_path / "index"
    index_of(place, [profile("P1", "alpha")])
    index = index_of(place, [profile("P1", "alpha beta", folder=OTHER)], OTHER)
    assert [hit.record.folder for hit in search(index, "alpha").hits] == ["/portfolios/one", OTHER]
    assert ids(index_of(place, [], OTHER), "beta") == []
    assert ids(opened(place), "alpha") == ["P1"]


def test_an_index_that_is_open_answers_as_it_was_until_it_is_opened_again(tmp_path: Path) -> None:
    before = index_of(tmp_path / "index", [profile("P1", "alpha")])
    after = index_of(tmp_path / "index", [profile("P2", "alpha")])
    assert (ids(before, "alpha"), ids(after, "alpha")) == (["P1"], ["P2"])


KILLED = """
import os, signal, sys
from pathlib import Path
from renkei.index.search import update as package
from renkei.index.search import store
from renkei.index.search.record import Record
import importlib
module = importlib.import_module("renkei.index.search.update")
place, step = Path(sys.argv[1]), sys.argv[2]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def records():
    for at in range(3000):
        if step == "reading" and at == 2500:
            die()
        yield Record("/portfolios/one", "profiles", f"N{at}", "offer", "", f"beta number{at}")
    if step == "read":
        die()

class Pen:
    def __init__(self, pen):
        self.pen = pen
    def __getattr__(self, name):
        return getattr(self.pen, name)
    def commit(self):
        if step == "before the commit":
            die()
        self.pen.commit()
        if step == "after the commit":
            die()

writer = module.writer
module.writer = lambda index: Pen(writer(index))
store.HEAP = 60_000_000
if step == "making":
    os.rename = os.replace = lambda *_: die()
index = store.opened_or_made(place)
module.update(index, {"/portfolios/one": records()})
"""


FULL = """
import resource, sys
from pathlib import Path
from renkei.index.search import IndexUnusable, Record, opened, update
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
records = (Record("/portfolios/one", "profiles", f"N{at}", "offer", "", f"beta number{at} " * 9) for at in range(9000))
try:
    update(opened(Path(sys.argv[1])), {"/portfolios/one": records})
except IndexUnusable as error:
    sys.exit(str(error))
"""


def test_where_there_is_no_room_the_index_stays_and_the_reason_is_said(tmp_path: Path) -> None:
    place = tmp_path / "index"
    index_of(place, [profile("P1", "alpha")])
    command = [sys.executable, "-c", FULL, str(place)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, check=False, env=environment, stderr=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == 1
    assert "the index could not be written, and is as it was" in done.stderr
    assert ids(opened(place), "alpha beta") == ["P1"]
    assert update(opened(place), {FOLDER: [profile("P2", "alpha")]}) == Changes(new=1, gone=1)


def killed(place: Path, step: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place), step],
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", ["reading", "read", "before the commit"])
def test_a_run_killed_before_its_end_leaves_the_index_as_it_was(tmp_path: Path, step: str) -> None:
    place = tmp_path / "index"
    index_of(place, [profile("P1", "alpha"), profile("P2", "alpha beta")])
    killed(place, step)
    assert ids(opened(place), "alpha") == ["P1", "P2"]
    assert ids(opened(place), "beta") == ["P2"]
    assert update(opened(place), {FOLDER: [profile("P1", "alpha")]}) == Changes(gone=1, same=1)


def test_a_run_killed_after_its_end_has_changed_everything(tmp_path: Path) -> None:
    place = tmp_path / "index"
    index_of(place, [profile("P1", "alpha")])
    killed(place, "after the commit")
    assert ids(opened(place), "alpha") == []
    assert search(opened(place), "beta").total == 3000


def test_a_first_run_killed_while_it_makes_the_index_leaves_no_index(tmp_path: Path) -> None:
    place = tmp_path / "index"
    killed(place, "making")
    assert not place.exists()
    assert ids(index_of(place, [profile("P1", "alpha")]), "alpha") == ["P1"]


def test_while_one_run_writes_another_is_refused_and_searching_goes_on(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", [profile("P1", "alpha")])
    pen = writer(index)
    with pytest.raises(IndexUnusable, match="another `renkei index` is writing it; wait"):
        update(opened(tmp_path / "index"), {FOLDER: []})
    assert ids(opened(tmp_path / "index"), "alpha") == ["P1"]
    del pen


def test_a_folder_with_other_files_is_no_place_for_an_index(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(IndexUnusable, match="is no index of Renkei"):
        opened_or_made(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    index_of(tmp_path / "index", [])
    (tmp_path / "index" / MARKER).write_text(json.dumps({"format": 99}))
    with pytest.raises(IndexUnusable, match="made by another version"):
        opened(tmp_path / "index")


def broken(place: Path) -> list[Path]:
    """Files of the index without which it has no answer."""
    return sorted(path for path in (place / DATA).iterdir() if path.suffix in (".term", ".store", ".fast", ".idx"))


@pytest.mark.parametrize("harm", ["cut", "zeros", "gone", "empty", "no data", "no meta", "meta cut"])
def test_a_damaged_index_is_said_to_be(tmp_path: Path, harm: str) -> None:
    place = tmp_path / "index"
    index_of(place, [profile(f"P{at}", f"alpha beta number{at}") for at in range(200)])
    meta = place / DATA / "meta.json"
    if harm == "no data":
        shutil.rmtree(place / DATA)
    elif harm == "no meta":
        meta.unlink()
    elif harm == "meta cut":
        meta.write_bytes(meta.read_bytes()[:40])
    else:
        for path in broken(place):
            content = path.read_bytes()
            path.unlink()
            if harm != "gone":
                kept = {"cut": content[: len(content) // 2], "zeros": bytes(len(content)), "empty": b""}[harm]
                path.write_bytes(kept)
    with pytest.raises(IndexUnusable, match="the index is damaged"):
        search(opened(place), "alpha")

"""`renkei fingerprint` and `renkei compare`: what they write, print and say, and what they refuse."""

import csv
import json
import random
import shutil
from pathlib import Path

import pytest

from renkei.tables import OVERLAPS
from tests.cli.running import records, renkei
from tests.engines.overlap.test_sketch import edited, text


@pytest.fixture(scope="module")
def agencies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two portfolios of which the third texts are alike, and a key."""
    home = tmp_path_factory.mktemp("agencies")
    lot = random.Random(4)
    texts = [text(lot) for _ in range(6)]
    ours = [(f"JP-{at}", one) for at, one in enumerate(texts)]
    theirs = [(f"FR-{at}", edited(one, lot, 0.05) if at == 3 else text(lot)) for at, one in enumerate(texts)]
    for name, rows in (("jst", [*ours, ("JP-9", "to be told")]), ("anr", theirs)):
        (home / name).mkdir()
        with (home / name / "projects.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("project_id", "title", "text"), *((a, "On it", b) for a, b in rows)])
    assert renkei("fingerprint", "--new-key", home / "shared.key").returncode == 0
    assert renkei("fingerprint", "--new-key", home / "own.key").returncode == 0
    for name in ("jst", "anr"):
        assert renkei("fingerprint", home / name, "--key", home / "shared.key").returncode == 0
    return home


@pytest.fixture
def home(agencies: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(agencies, tmp_path / "agencies"))


def sketches(home: Path) -> tuple[Path, Path]:
    return home / "jst/sketch/jst.sketch", home / "anr/sketch/anr.sketch"


def test_the_pair_in_common_is_found_without_either_sides_texts(home: Path) -> None:
    for name in ("jst", "anr"):
        (home / name / "projects.csv").unlink()
    done = renkei("compare", *sketches(home), "--out", home / "both", "--key", home / "shared.key")
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 and 6 projects: 1 pair with texts alike.\n  JP-3 – FR-3: about " in done.stdout
    (row,) = records(home / "both" / "overlaps.csv")
    assert set(row) <= set(OVERLAPS.names)
    assert (row["left_id"], row["right_id"], row["test"]) == ("JP-3", "FR-3", "text")
    assert 0.7 < float(row["strength"]) < 1


def test_what_was_sketched_and_left_out_is_told(home: Path) -> None:
    told = json.loads(renkei("fingerprint", home / "jst", "--key", home / "shared.key", "--json").stdout)
    assert (told["projects"], told["left_out"], told["names"]) == (6, ["JP-9"], "shown")
    done = renkei("fingerprint", home / "jst", "--key", home / "shared.key")
    assert "Sketched: 6 projects, under their own identifiers" in done.stdout
    assert "Left out, their text missing or too short: 1: JP-9" in done.stdout


def test_the_same_portfolio_and_key_give_the_same_bytes(home: Path) -> None:
    for out in ("a", "b"):
        renkei("fingerprint", home / "jst", "--key", home / "shared.key", "--out", home / out)
    assert (home / "a/jst.sketch").read_bytes() == (home / "b/jst.sketch").read_bytes()


def test_pseudonyms_hide_identifiers_from_the_other_agency_and_stay_in_a_table_of_ones_own(home: Path) -> None:
    renkei("fingerprint", home / "jst", "--key", home / "shared.key", "--pseudonyms", home / "own.key")
    content = (home / "jst/sketch/jst.sketch").read_bytes()
    assert b"JP-" not in content
    assert renkei("compare", *sketches(home), "--out", home / "both").returncode == 0
    (row,) = records(home / "both/overlaps.csv")
    names = {one["pseudonym"]: one["project_id"] for one in records(home / "jst/sketch/pseudonyms.csv")}
    assert names[row["left_id"]] == "JP-3"


def test_whole_sketches_find_a_passage_in_a_longer_text_too(home: Path) -> None:
    lot = random.Random(6)
    ours, theirs = records(home / "jst/projects.csv"), home / "anr/projects.csv"
    passage = " ".join(ours[0]["text"].split()[10:90])
    with theirs.open("a", encoding="utf-8") as file:
        file.write(f"FR-P,On it,{text(lot, 150)} {passage} {text(lot, 150)}\n")
    found = {}
    for whole in ((), ("--whole",)):
        for name in ("jst", "anr"):
            done = renkei("fingerprint", home / name, "--key", home / "shared.key", *whole)
            assert done.stdout.startswith("Sketched, whole: " if whole else "Sketched: ")
        renkei("compare", *sketches(home), "--out", home / "both")
        found[whole] = {(row["left_id"], row["right_id"]): row for row in records(home / "both/overlaps.csv")}
    assert ("JP-0", "FR-P") not in found[()]
    assert "% of the shorter one’s" in found[("--whole",)]["JP-0", "FR-P"]["evidence"]
    assert found[()].keys() <= found[("--whole",)].keys()


def test_the_figures_alone_are_json(home: Path) -> None:
    told = json.loads(renkei("compare", *sketches(home), "--out", home / "both", "--json").stdout)
    assert told == {"left": 6, "right": 6, "pairs": 1, "crowds": [], "crowded_bands": 0}


def test_others_rights_to_a_key_are_noted(home: Path) -> None:
    (home / "shared.key").chmod(0o644)
    assert "chmod 600" in renkei("fingerprint", home / "jst", "--key", home / "shared.key").stdout


def test_a_key_that_is_there_is_never_overwritten(home: Path) -> None:
    before = (home / "shared.key").read_bytes()
    done = renkei("fingerprint", "--new-key", home / "shared.key")
    assert (done.returncode, "is there already" in done.stderr) == (1, True)
    assert (home / "shared.key").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("jst",), 2, "--key FILE"),
        ((), 2, "--key FILE"),
        (("jst", "--new-key", "new.key"), 2, "first make the key"),
        (("--new-key", "new.key", "--whole"), 2, "first make the key"),
        (("--new-key", "new.key", "--out", "keys"), 2, "first make the key"),
        (("jst", "--key", "shared.key", "--out", "jst"), 2, "another place"),
        (("jst", "--key", "nowhere.key"), 1, "the key is there"),
        (("jst", "--key", "jst/projects.csv"), 1, "a key's file is one line"),
        (("jst", "--key", "shared.key", "--pseudonyms", "shared.key"), 1, "is the shared key"),
        (("nowhere", "--key", "shared.key"), 1, "the programme is there"),
        (("empty", "--key", "shared.key"), 1, "projects"),
        (("twice", "--key", "shared.key"), 1, "a key stands once in its table"),
    ],
)
def test_what_cannot_be_sketched_is_refused_and_nothing_written(
    home: Path, arguments: tuple[str, ...], code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "empty").mkdir()
    (home / "twice").mkdir()
    (home / "twice/projects.csv").write_text("project_id,title\nA,x\nA,y\n", encoding="utf-8")
    shutil.rmtree(home / "jst/sketch")
    monkeypatch.chdir(home)
    done = renkei("fingerprint", *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert not list(home.rglob("*/sketch/*jst*"))


def test_sketches_that_cannot_be_compared_are_refused_and_nothing_written(home: Path) -> None:
    ours, theirs = sketches(home)
    other = home / "other"
    renkei("fingerprint", home / "anr", "--key", home / "own.key", "--out", other)
    cut, changed, newer = home / "cut.sketch", home / "changed.sketch", home / "newer.sketch"
    cut.write_bytes(theirs.read_bytes()[:-10])
    changed.write_bytes(theirs.read_bytes()[:-1] + bytes([theirs.read_bytes()[-1] ^ 1]))
    newer.write_bytes(theirs.read_bytes().replace(b'"version":1', b'"version":2'))
    for path, words in (
        (other / "anr.sketch", "of different keys"),
        (cut, "cut off"),
        (changed, "altered on its way"),
        (newer, "of version 1"),
        (home / "anr/projects.csv", "a sketch begins with a line that says so"),
        (home / "nowhere", "the sketch is there"),
    ):
        done = renkei("compare", ours, path, "--out", home / "both")
        assert (done.returncode, words in done.stderr) == (1, True), (path, done.stderr)
    done = renkei("compare", ours, theirs, "--key", home / "own.key", "--out", home / "both")
    assert (done.returncode, "made with this key" in done.stderr) == (1, True)
    assert not (home / "both").exists()
    assert renkei("compare", ours, theirs, "--least", "2").returncode == 2
    twice = renkei("compare", ours, ours)
    assert (twice.returncode, "named twice" in twice.stderr) == (2, True)


def test_a_new_key_is_not_said_to_be_for_the_other_agency_where_it_may_be_ones_own(home: Path) -> None:
    said = renkei("fingerprint", "--new-key", home / "second.key").stdout
    assert "For --key: hand it to the other agency" in said
    assert "For --pseudonyms: keep it, and hand it to nobody." in said
    own = renkei("fingerprint", home / "jst", "--key", home / "shared.key", "--pseudonyms", home / "own.key").stdout
    assert f"Written to {home / 'jst/sketch/pseudonyms.csv'}: whose pseudonym is whose; it stays with you." in own

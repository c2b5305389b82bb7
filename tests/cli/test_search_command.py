"""`renkei index` and `renkei search`: what they make, find, print and refuse."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from renkei.index.search import opened
from renkei.index.search.store import MARKER, writer
from tests.cli.running import renkei
from tests.cli.test_startup import HEAVY, LOADED

ROOT = Path(__file__).parents[2]
PROFILES = [
    ("P1", "offer", "固体電池", "全固体電池の材料", "東北大学", "JP", "エネルギー", "university", "applied"),
    ("P2", "need", "Batteries for drones", "We need light batteries.", "Fly GmbH", "DE", "Mobility", "sme", ""),
    (
        "P3",
        "offer",
        "Enzymes",
        "Enzymes for paper mills",
        "Papeterie Réunie",
        "FR",
        "Bioeconomy",
        "large",
        "commercial",
    ),
]
HEADER = ("profile_id", "kind", "title", "text", "organisation", "country", "field", "size", "stage")


def table(folder: Path, name: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    table(tmp_path / "home", "profiles", HEADER, PROFILES)
    return tmp_path / "home"


@pytest.fixture
def place(home: Path, tmp_path: Path) -> Path:
    done = renkei("index", home, "--out", tmp_path / "index")
    assert done.returncode == 0, done.stderr
    return tmp_path / "index"


def found(place: Path, words: str, *options: object) -> list[str]:
    done = renkei("search", place, words, "--json", *options)
    assert done.returncode == 0, done.stderr
    return [one["id"] for one in json.loads(done.stdout)["results"]]


def test_a_hit_is_told_with_title_kind_organisation_country_folder_words_and_snippet(place: Path, home: Path) -> None:
    done = renkei("search", place, "battery")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "1 record answers battery:",
        "",
        "  1. Batteries for drones",
        f"     need · P2 · Fly GmbH · DE · {home}",
        "     We need light batteries.",
        "     words: Batteries",
    ]


def test_json_holds_the_same_with_marks(place: Path, home: Path) -> None:
    told = json.loads(renkei("search", place, "light battery", "--json").stdout)
    assert told["found"] == 1
    (one,) = told["results"]
    assert [one["snippet"][start:end] for start, end in one["marks"]] == ["light", "batteries"]
    assert {key: one[key] for key in ("id", "kind", "table", "organisation", "countries", "folder", "size")} == {
        "id": "P2", "kind": "need", "table": "profiles", "organisation": "Fly GmbH", "countries": ["DE"],
        "folder": str(home), "size": "sme",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--country", "jp"], ["P1"]),
        (["--country", "JP", "--country", "DE"], ["P1", "P2"]),
        (["--field", "mobility"], ["P2"]),
        (["--size", "sme"], ["P2"]),
        (["--stage", "commercial"], []),
        (["--kind", "offer"], ["P1"]),
        (["--kind", "offer", "--country", "DE"], []),
        (["--limit", "1"], ["P2"]),
    ],
)
def test_filters(place: Path, options: list[str], ids: list[str]) -> None:
    assert sorted(found(place, "電池 batteries", *options)) == ids


def test_again_only_what_is_new_changed_or_gone_is_taken(home: Path, place: Path) -> None:
    assert "0 new, 0 changed, 0 gone, 3 as they were" in renkei("index", home, "--out", place).stdout
    changed, new = ("P2", "offer", *PROFILES[1][2:]), ("P4", "need", "Zircon", "x", *[""] * 5)
    table(home, "profiles", HEADER, [PROFILES[0], changed, new])
    done = renkei("index", home, "--out", place, "--json")
    assert json.loads(done.stdout) == {"new": 1, "changed": 1, "gone": 1, "same": 1}
    assert (found(place, "zircon"), found(place, "enzyme")) == (["P4"], [])
    assert found(place, "drones", "--kind", "offer") == ["P2"]


def test_several_folders_make_one_index_and_one_of_them_can_be_forgotten(home: Path, tmp_path: Path) -> None:
    rows = [("X1", "JST", "Battery recycling", "", "2019-04-01"), ("X2", "ANR", "Battery chemistry", "", "2021-01-01")]
    table(tmp_path / "paid", "projects", ("project_id", "funder_id", "title", "text", "start"), rows)
    place = tmp_path / "index"
    assert "5 new" in renkei("index", home, tmp_path / "paid", "--out", place).stdout
    assert sorted(found(place, "battery")) == ["P2", "X1", "X2"]
    assert found(place, "battery", "--year", "2019") == ["X1"]
    assert sorted(found(place, "battery", "--year", "2019-2021")) == ["X1", "X2"]
    assert found(place, "battery", "--funder", "anr", "--kind", "project") == ["X2"]
    (tmp_path / "paid" / "projects.csv").unlink()
    assert "2 gone" in renkei("index", tmp_path / "paid", "--out", place, "--forget").stdout
    assert found(place, "battery") == ["P2"]


def test_a_call_its_applications_and_programmes_are_found(tmp_path: Path) -> None:
    programme = ("programme_id", "agency", "title", "aim", "fiscal_year")
    table(tmp_path / "policy", "programmes", programme, [("M1", "METI", "Green iron", "Iron without coke", "2026")])
    place = tmp_path / "index"
    assert renkei("index", ROOT / "examples" / "small", tmp_path / "policy", "--out", place).returncode == 0
    assert found(place, "iron", "--kind", "programme", "--funder", "METI", "--year", "2026") == ["M1"]
    told = json.loads(renkei("search", place, "materials", "--kind", "application", "--json").stdout)["results"]
    assert told
    assert all(one["countries"] and one["organisation"] and one["funders"] for one in told)
    assert len(found(place, "materials research", "--kind", "call")) == 1


def test_a_new_profile_is_found_by_the_next_search(home: Path, place: Path) -> None:
    table(home, "profiles", HEADER, [*PROFILES, ("P9", "need", "Zeolith", "for gas", *[""] * 5)])
    renkei("index", home, "--out", place)
    assert found(place, "zeolith") == ["P9"]


def test_nothing_found_is_said_and_no_error(place: Path) -> None:
    done = renkei("search", place, "qwertyuiop")
    assert (done.returncode, done.stdout) == (0, "Nothing answers qwertyuiop\n")
    done = renkei("search", place, "battery", "--country", "FR")
    assert (done.returncode, done.stdout) == (0, "Nothing that these options leave answers battery\n")


def test_how_many_answer_and_how_many_of_them_are_shown_is_said(place: Path) -> None:
    assert renkei("search", place, "batteries enzymes").stdout.startswith("2 records answer batteries enzymes:\n")
    done = renkei("search", place, "batteries enzymes", "--limit", "1")
    assert done.stdout.startswith("2 records answer batteries enzymes; the best 1:\n")


def test_a_hit_has_its_lines_however_many_lines_a_text_has(home: Path, tmp_path: Path) -> None:
    row = ("P1", "need", "Laser\nlight", "red\n\nlaser\tlight", "Labs", "", "", "", "")
    table(home, "profiles", HEADER, [row])
    renkei("index", home, "--out", tmp_path / "other")
    told = renkei("search", tmp_path / "other", "laser").stdout.splitlines()
    assert (told[2], told[4]) == ("  1. Laser light", "     red  laser light")


def test_the_words_asked_for_are_told_on_one_line_and_without_control_signs(place: Path) -> None:
    first, *_ = renkei("search", place, "light\nbattery \x1b[31m").stdout.splitlines()
    assert first.startswith("1 record answers light battery")
    assert "\x1b" not in first


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["!?"], "holds no word"),
        ([""], "holds no word"),
        (["x" * 10_000], "10,000 signs: ask with at most 2,000"),
        (["a", "--size", "huge"], "--size huge: there are large"),
        (["a", "--stage", "x"], "there are seed"),
        (["a", "--kind", "profile"], "there are offer"),
        (["a", "--country", "Japan"], "--country Japan: write a country code, such as JP"),
        (["a", "--year", "19"], "write a year"),
        (["a", "--year", "2020-2019"], "write a year"),
        (["a", "--limit", "0"], "limit"),
        (["a", "b"], "unexpected"),
    ],
)
def test_wrong_usage_of_search_ends_with_2(place: Path, options: list[str], words: str) -> None:
    done = renkei("search", place, *options)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr


def test_the_folder_itself_is_no_place_for_its_index(home: Path) -> None:
    assert renkei("index", home, "--out", home).returncode == 2
    assert renkei("index", home).returncode == 2


def test_what_is_no_index_is_said_to_be_none(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for other, words in (
        (home, "is no index of Renkei"),
        (tmp_path / "none", "no such folder"),
        (tmp_path / "file", "is a file"),
    ):
        done = renkei("search", other, "a")
        assert (done.returncode, words in done.stderr) == (1, True), done.stderr


def test_an_index_is_not_written_into_a_foreign_folder(home: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    for out in (tmp_path / "mine", tmp_path / "mine" / "letter.txt"):
        done = renkei("index", home, "--out", out)
        assert done.returncode == 1
        assert "is no index" in done.stderr or "is a file" in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("people.csv", "project_id,person_id\nX,Y\n", "profiles"),
        ("profiles.csv", "profile_id,kind,text\nP1,gift,x\n", "gift"),
        ("profiles.csv", "profile_id,kind,text\nP1,offer,x\nP1,offer,y\n", "P1"),
        ("profiles.csv", "profile_id,text\nP1,x\n", "kind"),
        ("profiles.csv", b"\xff\xfe\x00", "profiles.csv"),
        ("projects.csv", "project_id,title,start\nX,Y,yesterday\n", "yesterday"),
        ("programme.yaml", "name: [", "programme.yaml"),
    ],
)
def test_tables_that_do_not_hold_leave_the_index_as_it_was(
    place: Path, tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = renkei("index", tmp_path / "home", tmp_path / "bad", "--out", place)
    assert (done.returncode, words in done.stderr, "nothing was indexed" in done.stderr) == (1, True, True), done.stderr
    assert found(place, "enzyme") == ["P3"]


def test_the_defects_of_all_folders_come_at_once(place: Path, tmp_path: Path) -> None:
    for name, kind in (("bad", "gift"), ("worse", "loan")):
        table(tmp_path / name, "profiles", ("profile_id", "kind", "text"), [("P1", kind, "x")])
    done = renkei("index", tmp_path / "bad", tmp_path / "home", tmp_path / "worse", "--out", place)
    assert (done.returncode, "gift" in done.stderr, "loan" in done.stderr) == (1, True, True), done.stderr


def test_a_folder_that_is_not_there_is_said_not_to_be(place: Path, tmp_path: Path) -> None:
    done = renkei("index", tmp_path / "nowhere", "--out", place)
    assert (done.returncode, "the programme is there" in done.stderr) == (1, True), done.stderr


def test_an_index_of_another_version_and_a_damaged_one_are_left_alone(home: Path, place: Path) -> None:
    marker = (place / MARKER).read_text()
    (place / MARKER).write_text('{"format": 0}')
    for arguments in (("search", place, "a"), ("index", home, "--out", place)):
        done = renkei(*arguments)
        assert (done.returncode, "made by another version" in done.stderr) == (1, True), done.stderr
    (place / MARKER).write_text(marker)
    for path in (place / "tantivy").glob("*.term"):
        path.write_bytes(path.read_bytes()[:10])
    for arguments in (("search", place, "a"), ("index", home, "--out", place)):
        done = renkei(*arguments)
        assert (done.returncode, "the index is damaged" in done.stderr) == (1, True), done.stderr


def test_a_second_run_at_the_same_time_is_refused(home: Path, place: Path) -> None:
    pen = writer(opened(place))
    done = renkei("index", home, "--out", place)
    assert (done.returncode, "another `renkei index` is writing it" in done.stderr) == (1, True), done.stderr
    del pen
    assert renkei("index", home, "--out", place).returncode == 0


def test_a_place_that_cannot_be_written_is_said(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = renkei("index", home, "--out", tmp_path / "file" / "index")
    assert (done.returncode, "a part of that path is no folder" in done.stderr) == (1, True), done.stderr


def test_two_programs_that_make_the_same_index_at_once_leave_one_that_is_whole(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "renkei.cli", "index", str(home), "--out", str(tmp_path / "index")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    runs = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [run.communicate(timeout=120)[1] for run in runs]
    assert 0 in [run.returncode for run in runs]
    assert all(run.returncode == 0 or "is writing it" in why for run, why in zip(runs, said, strict=True)), said
    assert found(tmp_path / "index", "enzyme") == ["P3"]


def test_the_query_of_the_guide_runs_as_it_is_told(tmp_path: Path) -> None:
    assert renkei("index", ROOT / "docs/worked/search", "--out", tmp_path / "index").returncode == 0
    told = json.loads(renkei("search", tmp_path / "index", "lasr steel", "--json").stdout)["results"]
    assert [(one["id"], round(one["strength"], 3)) for one in told] == [("P1", 1.222), ("P2", 1.061), ("P3", 0.341)]


def test_searching_loads_nothing_heavy(place: Path) -> None:
    command = [sys.executable, "-c", LOADED, "search", str(place), "battery 電池", "--country", "JP"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert not HEAVY & set(done.stdout.splitlines()[-1].split())

"""`renkei overlap`: what it writes, prints and says, and what it refuses."""

import csv
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from renkei.tables import CONCENTRATIONS, OVERLAPS, PASSAGES, TO_READ
from tests.cli.running import records, renkei

EXAMPLE = Path(__file__).parents[2] / "examples" / "overlap"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "battery"))


def test_it_finds_what_was_worked_by_hand(home: Path) -> None:
    done = renkei("overlap", home)
    assert (done.returncode, done.stderr) == (0, "")
    rows = records(home / "overlap-findings" / "to_read.csv")
    assert [(row["left_id"], row["right_id"], row["tests"]) for row in rows] == [
        ("CA-17", "JP-101", "text;people;role_swap;effort;cost"),
        ("JP-101", "JP-102", "people;effort"),
        ("CA-17", "JP-102", "people;effort"),
    ]
    assert "3 pairs of projects to read." in done.stdout
    assert "The effort of 1 person in a project is not known" in done.stdout


def test_the_tables_have_the_contracts_columns_in_both_forms(home: Path) -> None:
    renkei("overlap", home, "--out", home / "a")
    renkei("overlap", home, "--out", home / "b", "--parquet")
    for table in (OVERLAPS, TO_READ, PASSAGES, CONCENTRATIONS):
        typed = pl.read_parquet(home / "b" / f"{table.name}.parquet")
        written = records(home / "a" / f"{table.name}.csv")
        assert typed.height == len(written) > 0
        assert set(typed.columns) == set(written[0]) <= set(table.names)


def test_two_portfolios_are_compared_with_each_other(home: Path, tmp_path: Path) -> None:
    done = renkei("overlap", home, EXAMPLE, "--out", tmp_path / "out", "--json")
    told = json.loads(done.stdout)
    assert told["tests"]["text"] == 5 + 2  # each with itself, and the two that share a passage, both ways
    assert renkei("overlap", home, home).returncode == 2


def test_an_index_of_the_right_gives_the_same_and_takes_in_what_is_new_and_gone(home: Path, tmp_path: Path) -> None:
    right = Path(shutil.copytree(EXAMPLE, tmp_path / "right"))
    arguments = ("overlap", home, right, "--index", tmp_path / "index")
    first = renkei(*arguments, "--out", tmp_path / "a")
    assert "5 texts added, 0 gone, 0 as they were" in first.stderr
    renkei("overlap", home, right, "--out", tmp_path / "b")
    key = OVERLAPS.key
    told = [
        [tuple(row[name] for name in key) for row in records(tmp_path / out / "overlaps.csv")] for out in ("a", "b")
    ]
    assert told[0] == told[1]
    text = (right / "projects.csv").read_text("utf-8")
    (right / "projects.csv").write_text(text.replace("Snow load prediction", "x").replace("wet snow", "snow"), "utf-8")
    again = renkei(*arguments, "--out", tmp_path / "a")
    assert "1 texts added, 1 gone, 4 as they were" in again.stderr
    assert renkei("overlap", home, "--index", tmp_path / "index").returncode == 2
    other = renkei("overlap", home, right, "--index", EXAMPLE, "--out", tmp_path / "c")
    assert (other.returncode, other.stdout) == (1, "")


def test_the_figures_alone_are_json(home: Path) -> None:
    told = json.loads(renkei("overlap", home, "--json").stdout)
    assert (told["pairs"], told["several_tests"], told["concentrations"]) == (3, 3, 1)
    assert told["tests"] == {"text": 1, "people": 3, "role_swap": 1, "effort": 3, "cost": 1}
    assert told["unknown"] == {"efforts": 1, "days": 0, "costs": 0}


def test_a_persons_verdicts_are_carried_over_and_no_overlap_comes_last(home: Path) -> None:
    renkei("overlap", home)
    place = home / "overlap-findings" / "overlaps.csv"
    rows = records(place)
    for row in rows:
        row["verdict"] = "no_overlap" if row["right_id"] == "JP-101" else ""
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "verdict"] if "verdict" not in rows[0] else list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = renkei("overlap", home, "--verdicts", place.parent)
    assert "1 pair was judged to be no overlap, and comes last." in done.stdout
    last = records(home / "overlap-findings" / "to_read.csv")[-1]
    assert (last["left_id"], last["right_id"], last["verdict"]) == ("CA-17", "JP-101", "no_overlap")
    assert [row["verdict"] for row in records(place)] == [row["verdict"] for row in rows]
    gone = renkei("overlap", home, "--verdicts", place, "--most", "2", "--out", home / "few")
    assert gone.returncode == 0
    assert {row["test"] for row in records(home / "few" / "verdicts_left_over.csv")} == {"role_swap", "effort", "cost"}


def test_verdicts_in_the_place_are_never_overwritten_unless_they_are_carried_over(home: Path) -> None:
    renkei("overlap", home)
    place = home / "overlap-findings" / "overlaps.csv"
    place.write_text("left_id,right_id,test,verdict\nCA-17,JP-101,text,overlap\n", "utf-8")
    done = renkei("overlap", home)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{place} holds 1 verdict, which would be lost" in done.stderr
    assert "text,overlap" in place.read_text("utf-8")
    assert renkei("overlap", home, "--out", home / "other").returncode == 0
    assert renkei("overlap", home, "--verdicts", place).returncode == 0
    assert records(place)[4]["verdict"] == "overlap"


@pytest.mark.parametrize(("language", "words"), [("fr", "recoupements"), ("ja", "重複の疑い")])
def test_the_page_and_the_summary_are_in_the_readers_language(home: Path, language: str, words: str) -> None:
    done = renkei("overlap", home, "--language", language)
    assert words in done.stdout
    assert f'<html lang="{language}">' in (home / "overlap-findings" / "overlap.html").read_text("utf-8")


def test_two_runs_and_any_order_of_rows_give_the_same_bytes(home: Path) -> None:
    renkei("overlap", home, "--out", home / "a")
    for name in ("projects", "people", "costs"):
        head, *lines = (home / f"{name}.csv").read_text("utf-8").splitlines()
        (home / f"{name}.csv").write_text("\n".join([head, *reversed(lines)]) + "\n", "utf-8")
    renkei("overlap", home, "--out", home / "b", "--threads", "2")
    for path in (home / "a").iterdir():
        assert path.read_bytes() == (home / "b" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--language", "de"), "there are en, fr, ja"),
        (("--alike", "0"), "0.2"),
        (("--most", "1"), "2"),
        (("--memory", "much"), "500MB or 2GB"),
        (("--out", "HOME"), "another place"),
    ],
)
def test_wrong_usage_is_said(home: Path, arguments: tuple[str, str], words: str) -> None:
    done = renkei("overlap", home, *(home if one == "HOME" else one for one in arguments))
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert not (home / "overlap-findings").exists()


BAD = {
    "no table at all": ({"projects.csv": None}, "projects"),
    "a project twice": ({"projects.csv": "project_id,title\nA,x\nA,y\n"}, "a key stands once in its table"),
    "a project without a title": ({"projects.csv": "project_id,title\nA,\n"}, "title"),
    "an end before the start": (
        {"projects.csv": "project_id,title,start,end\nA,x,2027-01-01,2026-01-01\n"},
        "the last day is not before the first",
    ),
    "a day that no calendar has": ({"projects.csv": "project_id,title,start\nA,x,2026-02-30\n"}, "start"),
    "a person of a project that is not there": ({"people.csv": "project_id,person_id\nZ,1\n"}, "Z"),
    "an effort in percent": (
        {"people.csv": "project_id,person_id,effort\nJP-101,1,80\n"},
        "an effort is a share of a full year, 0 to 1",
    ),
    "a role that nobody has": ({"people.csv": "project_id,person_id,role\nJP-101,1,boss\n"}, "boss"),
    "an amount with a comma": ({"costs.csv": 'project_id,item,amount,currency\nJP-101,x,"1,5",EUR\n'}, "1,5"),
    "a currency that is none": ({"costs.csv": "project_id,item,amount,currency\nJP-101,x,1,EURO\n"}, "EURO"),
    "an item twice": ({"costs.csv": "project_id,item\nJP-101,x\nJP-101,x\n"}, "a key stands once in its table"),
    "a file in Latin-1": ({"people.csv": b"project_id,person_id,name\nJP-101,1,Andr\xe9\n"}, "UTF-8"),
    "a quote that never closes": ({"costs.csv": 'project_id,item\nJP-101,"x\n'}, "quote"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_refused_whole_and_nothing_is_written(home: Path, kind: str) -> None:
    files, words = BAD[kind]
    for name, content in files.items():
        if content is None:
            (home / name).unlink()
        else:
            (home / name).write_bytes(content.encode() if isinstance(content, str) else content)
    done = renkei("overlap", home)
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert not (home / "overlap-findings").exists()


def test_the_defects_of_both_portfolios_and_of_the_verdicts_are_in_one_report(home: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(EXAMPLE, tmp_path / "other"))
    for place in (home, other):
        for name in ("people", "costs"):
            (place / f"{name}.csv").unlink()
        (place / "projects.csv").write_text("project_id,title\nA,x\nA,y\n", encoding="utf-8")
    said = tmp_path / "overlaps.csv"
    said.write_text("left_id,right_id,test,verdict\nA,B,text,perhaps\n", encoding="utf-8")
    done = renkei("overlap", home, other, "--verdicts", said)
    assert done.returncode == 1
    for words in (f"{home}/projects.csv", f"{other}/projects.csv", "perhaps"):
        assert words in done.stderr
    assert renkei("overlap", home, "--verdicts", tmp_path / "nowhere.csv").returncode == 1


def test_a_portfolio_that_is_not_there_is_named_once(home: Path, tmp_path: Path) -> None:
    done = renkei("overlap", home, tmp_path / "nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith(f"1 defect; nothing was looked for:\n  {tmp_path / 'nowhere'}: ")

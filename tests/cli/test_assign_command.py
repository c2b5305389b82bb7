"""`renkei assign`: a folder in, panels and reasons out, or in words why not."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import folder_of, records, renkei

SETTINGS = "name: review of 2026\nreview: {per_application: 2, load_max: 3, distinct_organisations: true, pools: yes}\n"
TABLES = {
    "applications": "application_id,title,status\nA1,Quiet motors,\nA2,=Warm batteries,\nA3,Clear water,withdrawn\n",
    "reviewers": "reviewer_id,name,organisation_id,country,pool\nR1,Aoi,O1,JP,JST\nR2,Bo,O1,JP,JST\nR3,Cléo,O2,FR,ANR\n"
    "R4,=Dan,O3,FR,ANR\n",
    "affinity": "application_id,reviewer_id,affinity,bid\nA1,R1,0.9,\nA1,R2,0.8,\nA1,R3,0.7,\nA1,R4,0.6,refused\n"
    "A2,R1,0.5,\n"
    "A2,R2,0.4,\nA2,R3,0.3,\nA2,R4,0.2,\nA3,R1,1,\n",
    "conflicts": "application_id,reviewer_id,rule,evidence\nA2,R1,JST:same_organisation,both at O1\n",
    "requests": "application_id,partner_id,funder_id,amount,currency\nA1,P1,JST,100,JPY\n"
    "A1,P2,ANR,100.00,EUR\nA2,P1,ANR,5.00,EUR\n",
    "funders": "funder_id,name,currency,budget\nJST,Japan Agency,JPY,900\nANR,Agence,EUR,400.00\n",
}
NAMES = ["assignments.csv", "passed_over.csv", "loads.csv", "assignment.html"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "call", TABLES, SETTINGS)


def test_each_eligible_application_has_its_panel_in_the_contracts_table(home: Path) -> None:
    done = renkei("assign", home)
    assert done.returncode == 0, done.stderr
    found = {(row["application_id"], row["reviewer_id"]) for row in records(home / "assignment" / "assignments.csv")}
    assert found == {("A1", "R1"), ("A1", "R3"), ("A2", "R2"), ("A2", "R3")}
    over = records(home / "assignment" / "passed_over.csv")
    assert [(row["application_id"], row["reviewer_id"], row["why"], row["rules"]) for row in over] == [
        ("A1", "R2", "organisations", ""),
        ("A2", "R1", "conflicts", "JST:same_organisation"),
    ]
    assert "2 applications have their panels of 2" in done.stdout


def test_the_figures_are_plain_decimals(home: Path) -> None:
    found = json.loads(renkei("assign", home, "--fair", "leximin", "--json").stdout)
    assert (found["minimum"], found["minimum_bound"], found["applications"], found["pairs"]) == ("0.7", "0.7", 2, 4)


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
@pytest.mark.parametrize("fair", ["total", "leximin", "random"])
def test_the_page_stands_alone_in_each_language(home: Path, language: str, fair: str) -> None:
    done = renkei("assign", home, "--language", language, "--fair", fair)
    assert done.returncode == 0, done.stderr
    page = (home / "assignment" / "assignment.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page
    assert "=Dan" in page
    assert "JST:same_organisation" in page
    assert not re.search(r"<script|https?://|\{\w+\}", page)


@pytest.mark.parametrize(("language", "says"), [("en", " and 2 more"), ("fr", " et 2 autres"), ("ja", " ほか2件")])
def test_of_many_passed_over_the_page_says_how_many_more(home: Path, language: str, says: str) -> None:
    better = [f"B{number}" for number in range(6)]
    with (home / "reviewers.csv").open("a", encoding="utf-8") as reviewers:
        reviewers.writelines(f"{one},{one},,,\n" for one in better)
    with (home / "affinity.csv").open("a", encoding="utf-8") as known:
        known.writelines(f"A2,{one},0.9,\n" for one in better)
    with (home / "conflicts.csv").open("a", encoding="utf-8") as conflicts:
        conflicts.writelines(f"A2,{one},JST:kinship,declared\n" for one in better[1:])
    renkei("assign", home, "--language", language)
    assert says in (home / "assignment" / "assignment.html").read_text("utf-8")


def test_the_same_seed_gives_the_same_bytes(home: Path) -> None:
    (home / "affinity.csv").write_text(TABLES["affinity"].replace("refused", "maybe"), "utf-8")
    for place in "ab":
        renkei("assign", home, "--fair", "random", "--cap", "0.75", "--seed", 5, "--out", home / place)
    assert all((home / "a" / name).read_bytes() == (home / "b" / name).read_bytes() for name in NAMES)


def test_a_drop_out_is_mended_with_the_fewest_changes(home: Path) -> None:
    renkei("assign", home, "--out", home / "before")
    done = renkei("assign", home, "--after", home / "before", "--without", "R2", "--out", home / "after")
    assert done.returncode == 0, done.stderr
    assert "3 of its 4 pairs stay" in done.stdout
    found = {(row["application_id"], row["reviewer_id"]) for row in records(home / "after" / "assignments.csv")}
    assert found == {("A1", "R1"), ("A1", "R3"), ("A2", "R4"), ("A2", "R3")}


def test_a_reviewer_who_is_gone_from_the_table_is_no_defect_of_the_earlier_one(home: Path) -> None:
    renkei("assign", home, "--out", home / "before")
    for name in ("reviewers", "affinity"):
        lines = (home / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)
        (home / f"{name}.csv").write_text("".join(line for line in lines if "R2," not in line), "utf-8")
    done = renkei("assign", home, "--after", home / "before" / "assignments.csv", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kept"] == 3


def test_tables_can_be_written_as_parquet(home: Path) -> None:
    renkei("assign", home, "--parquet")
    assert {path.suffix for path in (home / "assignment").iterdir()} == {".parquet", ".html"}


PINNED = "application_id,reviewer_id,affinity,pinned\nA2,R1,,yes\n"


@pytest.mark.parametrize(
    ("change", "arguments", "code", "words"),
    [
        ({"affinity.csv": None}, (), 1, "affinity.csv: the table is there"),
        ({"reviewers.csv": None}, (), 1, "reviewers.csv: the table is there"),
        ({"affinity.csv": "application_id,reviewer_id,affinity\nA1,R9,0.5\n"}, (), 1, "the identifier stands in"),
        ({"affinity.csv": "application_id,reviewer_id,affinity\nA1,R1,1.5\n"}, (), 1, "between 0 and 1"),
        ({"affinity.csv": "application_id,reviewer_id,affinity\nA1,R1,0,5\n"}, (), 1, "affinity.csv row 1"),
        ({"reviewers.csv": "reviewer_id,name,load_min,load_max\nR1,Aoi,3,2\n"}, (), 1, "no more than the most"),
        ({"assignments.csv": PINNED}, (), 1, "a pinned pair may read together"),
        ({"programme.yaml": "name: x\nreview: {per_application: 0}\n"}, (), 1, "a whole number, 1 or more"),
        ({"programme.yaml": "name: x\nreview: {per_aplication: 2}\n"}, (), 1, "write per_application"),
        ({"programme.yaml": "name: x\nreview: {per_application: 2, countries: 3}\n"}, (), 1, "no more countries"),
        ({"programme.yaml": "name: x\nreview: {per_application: 2, floor: 35}\n"}, (), 1, "between 0 and 1"),
        ({"programme.yaml": "name: x\n"}, (), 1, "how many read an application is not stated"),
        (
            {"programme.yaml": "name: x\nreview: {per_application: 2, load_max: 0}\n"},
            (),
            1,
            "let every reviewer read 1 more",
        ),
        ({}, ("--fair", "lexmin"), 2, "there are total, leximin, random"),
        ({}, ("--cap", "0.5"), 2, "goes with --fair random"),
        ({}, ("--fair", "random", "--cap", "2"), 2, "at most 1"),
        ({}, ("--fair", "random", "--cap", "0.1"), 1, "no lot keeps the cap 0.1"),
        ({}, ("--without", "R9"), 1, "no reviewer is called R9"),
        ({}, ("--after", "nowhere"), 1, "the earlier assignments are there"),
        ({}, ("--fair", "random", "--after", "nowhere"), 2, "fewest changes"),
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_written(
    home: Path, change: dict[str, str | None], arguments: tuple[str, ...], code: int, words: str
) -> None:
    for name, text in change.items():
        if text is None:
            (home / name).unlink()
        else:
            (home / name).write_text(text, "utf-8")
    done = renkei("assign", home, *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert not (home / "assignment").exists()

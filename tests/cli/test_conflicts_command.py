"""`renkei conflicts`: what it writes, prints and says, and what it refuses."""

import csv
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from renkei.tables import BROKEN, CONFLICTS, UNASKED
from tests.cli.running import records, renkei

FIVE = Path(__file__).parents[1] / "conflicts" / "five-funders"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIVE, tmp_path / "call"))


def test_it_finds_what_was_worked_by_hand(home: Path) -> None:
    done = renkei("conflicts", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert records(home / "conflict-findings" / "conflicts.csv") == records(home / "by_hand.csv")
    assert (
        "Kept apart: 14 of 84 pairs of a reviewer and an application.\nNot asked of everybody: 12 of the rules"
        in done.stdout
    )


def test_the_tables_have_the_contracts_columns_in_both_forms(home: Path) -> None:
    renkei("conflicts", home, "--out", home / "a")
    renkei("conflicts", home, "--out", home / "b", "--parquet")
    for name, table in (("conflicts", CONFLICTS), ("unasked", UNASKED)):
        typed = pl.read_parquet(home / "b" / f"{name}.parquet")
        assert dict(typed.schema) == table.schema
        assert typed.height == len(records(home / "a" / f"{name}.csv"))
        assert tuple(records(home / "a" / f"{name}.csv")[0]) == table.names


def test_the_figures_alone_are_json(home: Path) -> None:
    found = json.loads(renkei("conflicts", home, "--json").stdout)
    assert (found["on"], found["pairs"], found["pairs_to_confirm"]) == ("2026-11-29", 14, 1)
    assert found["rules"]["SNSF:co_publication"] == {"pairs": 2, "to_confirm": 1}
    assert found["broken"] == []


def test_another_day_counts_other_years(home: Path) -> None:
    found = json.loads(renkei("conflicts", home, "--json", "--on", "2028-01-01").stdout)
    assert "JST:co_publication" not in found["rules"]  # of 2022


def test_what_is_to_be_confirmed_binds_unless_it_is_asked_to_stand_apart(home: Path) -> None:
    renkei("conflicts", home, "--unconfirmed", "apart")
    assert [row["to_confirm"] for row in records(home / "conflict-findings" / "to_confirm.csv")] == ["yes"]
    assert {row["to_confirm"] for row in records(home / "conflict-findings" / "conflicts.csv")} == {"no"}
    renkei("conflicts", home)
    assert not (home / "conflict-findings" / "to_confirm.csv").exists()  # of the run before


def test_what_was_looked_into_and_cleared_is_kept_in_a_file_of_its_own(home: Path) -> None:
    with (home / "declarations.csv").open("a", encoding="utf-8") as file:
        file.write("C1,R11,cleared,S1,,,,,,,,,another L. Keller: asked on 12 November\n")
    done = renkei("conflicts", home)
    assert "Cleared of what was to be confirmed: 1." in done.stdout
    (row,) = records(home / "conflict-findings" / "cleared.csv")
    assert (row["application_id"], row["reviewer_id"], row["rule"]) == ("S1", "R11", "SNSF:co_publication")


def test_assignments_that_are_broken_are_named(home: Path) -> None:
    text = "application_id,reviewer_id,affinity,pinned\nN1,R02,0.5,yes\nN1,R10,0.5,\nS1,R11,0.5,\n"
    (home / "assignments.csv").write_text(text, encoding="utf-8")
    done = renkei("conflicts", home)
    assert "Assignments broken: 2\n  N1 by R02 (pinned): NEDO:consortium, Sakura Battery" in done.stdout
    assert (
        "S1 by R11: SNSF:co_publication, On old ice (2023), with Keller, L.: Lea Keller here (to confirm)"
        in done.stdout
    )
    rows = records(home / "conflict-findings" / "broken.csv")
    assert tuple(rows[0]) == BROKEN.names
    assert [(row["application_id"], row["reviewer_id"]) for row in rows] == [
        ("N1", "R02"),
        ("N1", "R02"),
        ("S1", "R11"),
    ]
    apart = json.loads(renkei("conflicts", home, "--json", "--unconfirmed", "apart").stdout)
    assert apart["broken"] == [["N1", "R02"]]


def test_two_runs_and_any_order_of_rows_give_the_same_bytes(home: Path) -> None:
    renkei("conflicts", home, "--out", home / "a")
    for name in ("reviewers", "investigators", "publications", "declarations", "requests", "applications"):
        head, *lines = (home / f"{name}.csv").read_text("utf-8").splitlines()
        (home / f"{name}.csv").write_text("\n".join([head, *reversed(lines)]) + "\n", "utf-8")
    renkei("conflicts", home, "--out", home / "b")
    for name in ("conflicts.csv", "unasked.csv"):
        assert (home / "a" / name).read_bytes() == (home / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--on", "29.11.2026"), "YYYY-MM-DD"),
        (("--on", "2026-02-30"), "YYYY-MM-DD"),
        (("--unconfirmed", "maybe"), "bind or apart"),
        (("--out", "HOME"), "another place"),
    ],
)
def test_wrong_usage_is_said(home: Path, arguments: tuple[str, str], words: str) -> None:
    done = renkei("conflicts", home, *(home if one == "HOME" else one for one in arguments))
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert not (home / "conflict-findings").exists()


def test_without_a_day_it_asks_for_one(home: Path) -> None:
    text = (home / "conflicts.yaml").read_text("utf-8")
    (home / "conflicts.yaml").write_text(text.replace("on: 2026-11-29\n", ""), "utf-8")
    done = renkei("conflicts", home)
    assert (done.returncode, "write on: in conflicts.yaml" in done.stderr) == (2, True), done.stderr
    assert renkei("conflicts", home, "--on", "2026-11-29").returncode == 0


def spoilt(home: Path, name: str, old: str, new: str) -> None:
    text = (home / name).read_text("utf-8")
    assert old in text
    (home / name).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("conflicts.yaml", "kinship: any", "kinshp: any", "write kinship"),
        ("conflicts.yaml", "years: 5", "years: five", "digits only"),
        ("conflicts.yaml", "NEDO:", "NEDOO:", "write NEDO"),
        ("conflicts.yaml", "funders:", "funders: [", "valid YAML"),
        ("reviewers.csv", "R02,", "R01,", "a key stands once"),
        ("reviewers.csv", ",0000-0002-9079-593X", ",0000-0002-9079-5930", "check digit"),
        ("reviewers.csv", "reviewer_id", "reviewer", "reviewer_id"),
        ("publications.csv", "R04", "R44", "stands in reviewers"),
        ("publications.csv", "2022", "'22", "2022"),
        ("investigators.csv", "N1,p2,Ken Mori,P2", "N1,p2,Ken Mori,P7", "one in requests"),
        ("declarations.csv", "2005-04-01", "April 2005", "year-month-day"),
        ("declarations.csv", "kinship", "cousin", "one of"),
        ("declarations.csv", "D6,R10", "D5,R10", "a key stands once"),
        ("controls.csv", "AD,AI", "AI,AI", "an organisation controls another"),
    ],
)
def test_input_that_does_not_hold_is_refused_whole(home: Path, name: str, old: str, new: str, words: str) -> None:
    spoilt(home, name, old, new)
    done = renkei("conflicts", home)
    assert done.returncode == 1, done.stdout
    assert "nothing was looked for" in done.stderr
    assert words in done.stderr or name == "publications.csv", done.stderr
    assert not (home / "conflict-findings").exists()


@pytest.mark.parametrize("name", ["conflicts.yaml", "reviewers.csv", "applications.csv"])
def test_what_is_not_there_is_asked_for(home: Path, name: str) -> None:
    (home / name).unlink()
    done = renkei("conflicts", home)
    assert (done.returncode, f"{name}" in done.stderr) == (1, True), done.stderr
    assert not (home / "conflict-findings").exists()


def test_a_place_that_cannot_be_written_is_said(home: Path) -> None:
    (home / "taken").write_text("a file", "utf-8")
    done = renkei("conflicts", home, "--out", home / "taken")
    assert (done.returncode, "nothing was written" in done.stderr) == (1, True), done.stderr


def test_a_funders_name_is_printed_as_it_is_written(home: Path) -> None:
    for name in ("funders.csv", "requests.csv", "conflicts.yaml"):
        text = (home / name).read_text("utf-8").replace("NEDO:", "'[b]':").replace("NEDO,", "[b],")
        (home / name).write_text(text, "utf-8")
    done = renkei("conflicts", home)
    assert (done.returncode, "[b]:department" in done.stdout) == (0, True), done.stderr


def test_no_cell_is_taken_for_a_formula(home: Path) -> None:
    spoilt(home, "publications.csv", "On old ice", "=HYPERLINK(1)")
    renkei("conflicts", home)
    assert "\"'=HYPERLINK(1)" in (home / "conflict-findings" / "conflicts.csv").read_text("utf-8")


def test_a_registry_adds_its_parents_and_children_to_who_controls_whom(home: Path, tmp_path: Path) -> None:
    (home / "controls.csv").unlink()
    registry = tmp_path / "registry.csv"
    with registry.open("w", encoding="utf-8", newline="") as file:
        child = '[{"type": "child", "id": "AI", "label": "Alpine Institute"}]'
        csv.writer(file).writerows([("ror", "name", "relationships"), ("AD", "Alpine Domain", child)])
    renkei("conflicts", home, "--out", tmp_path / "without")
    renkei("conflicts", home, "--registry", registry, "--out", tmp_path / "with")
    expected = [row for row in records(home / "by_hand.csv") if row["reviewer_id"] == "R03"]
    found = [row for row in records(tmp_path / "with" / "conflicts.csv") if row["reviewer_id"] == "R03"]
    assert [row["rule"] for row in found] == [row["rule"] for row in expected]
    assert expected
    assert not any(row["reviewer_id"] == "R03" for row in records(tmp_path / "without" / "conflicts.csv"))


def test_a_registry_that_names_parents_in_a_circle_ends_and_finds_the_same(home: Path, tmp_path: Path) -> None:
    (home / "controls.csv").unlink()
    for name, ties in (("straight", ["child"]), ("circle", ["child", "parent"])):
        registry = tmp_path / f"{name}.csv"
        with registry.open("w", encoding="utf-8", newline="") as file:
            ends = [{"type": tie, "id": "AI", "label": "Alpine Institute"} for tie in ties]
            own = [{"type": tie, "id": "AD", "label": "Alpine Domain"} for tie in ties]
            rows = [("AD", "Alpine Domain", json.dumps(ends)), ("AI", "Alpine Institute", json.dumps(own[1:]))]
            csv.writer(file).writerows([("ror", "name", "relationships"), *rows])
        done = renkei("conflicts", home, "--registry", registry, "--out", tmp_path / f"out-{name}")
        assert done.returncode == 0, done.stderr
    key = ("application_id", "reviewer_id", "rule")
    found = [
        {tuple(row[one] for one in key) for row in records(tmp_path / f"out-{name}" / "conflicts.csv")}
        for name in ("straight", "circle")
    ]
    assert found[0] == found[1] != set()


def test_a_registry_that_cannot_be_read_is_said_and_nothing_is_written(home: Path, tmp_path: Path) -> None:
    done = renkei("conflicts", home, "--registry", home / "reviewers.csv", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "1 defect of the registry; nothing was looked for" in done.stderr
    assert not (tmp_path / "out").exists()

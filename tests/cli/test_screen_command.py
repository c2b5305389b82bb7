"""`renkei screen`: what it writes, prints and says, and the call with its new statuses."""

import csv
import json
import re
import shutil
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from renkei.programme import read_folder
from renkei.tables import SCREENINGS
from tests.annexes.test_published_annexes import CALLS
from tests.annexes.test_published_annexes import HOME as PUBLISHED
from tests.cli.running import records, renkei


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PUBLISHED / "globalstars-japan-2023", tmp_path / "call"))


def test_it_prints_what_it_came_to_and_writes_table_and_page(home: Path) -> None:
    done = renkei("screen", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 of 6 applications fail a rule.\n1 more is in doubt, for facts that are not known.\n" in done.stdout
    assert done.stdout.startswith("Globalstars Japan 2023: screening\n")
    assert sorted(path.name for path in (home / "screening").iterdir()) == ["screening.html", "screenings.csv"]


def test_the_table_has_the_contracts_columns_and_one_row_a_key(home: Path) -> None:
    renkei("screen", home)
    found = records(home / "screening" / "screenings.csv")
    assert tuple(found[0]) == SCREENINGS.names
    assert len({tuple(row[name] for name in SCREENINGS.key) for row in found}) == len(found)
    assert {row["verdict"] for row in found} == {"pass", "fail", "doubt"}


def test_the_table_can_be_parquet(home: Path) -> None:
    renkei("screen", home, "--out", home / "a")
    renkei("screen", home, "--parquet", "--out", home / "b")
    table = pl.read_parquet(home / "b" / "screenings.parquet")
    assert dict(table.schema) == SCREENINGS.schema
    assert table.height == len(records(home / "a" / "screenings.csv"))


def test_the_figures_alone_are_json(home: Path) -> None:
    done = renkei("screen", home, "--json")
    found = json.loads(done.stdout)
    assert found["counts"] == {"pass": 1, "fail": 4, "doubt": 1}
    assert found["applications"]["G1"]["verdict"] == "pass"
    (rate,) = [one for one in found["applications"]["G2"]["rules"] if one["rule"] == "NRC-IRAP:rate"]
    assert (rate["figure"], rate["limit"], rate["partner_id"]) == (["62", "%"], ["50", "%"], "P2")
    assert rate["remedy"] == "lower the request to CAD\N{NO-BREAK SPACE}410,000"


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
@pytest.mark.parametrize("name", CALLS)
def test_the_page_stands_alone_in_each_language(name: str, language: str, tmp_path: Path) -> None:
    done = renkei("screen", PUBLISHED / name, "--language", language, "--out", tmp_path / "made")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "made" / "screening.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page
    assert not re.search(r"<script|src=|\{\w+\}|screening\.\w+\.", page)


def test_two_runs_and_any_order_of_rows_give_the_same_bytes(home: Path) -> None:
    renkei("screen", home, "--out", home / "a")
    head, *lines = (home / "requests.csv").read_text("utf-8").splitlines()
    (home / "requests.csv").write_text("\n".join([head, *reversed(lines)]) + "\n", "utf-8")
    renkei("screen", home, "--out", home / "b")
    for name in ("screenings.csv", "screening.html"):
        assert (home / "a" / name).read_bytes() == (home / "b" / name).read_bytes()


def test_a_call_that_fails_nowhere_ends_as_well_as_one_that_fails(home: Path) -> None:
    (home / "annexes.yaml").write_text("call: {organisations_at_least: 1}\n", "utf-8")
    done = renkei("screen", home)
    assert (done.returncode, "0 of 6 applications fail a rule." in done.stdout) == (0, True)
    assert "INNOVATE-UK, NEDO and NRC-IRAP" in done.stdout  # who have no annex


def test_applying_writes_a_new_folder_with_status_and_ground_and_all_else_as_it_stands(
    home: Path, tmp_path: Path
) -> None:
    done = renkei("screen", home, "--apply", tmp_path / "applied")
    assert "4 made ineligible" in done.stdout
    rows = {row["application_id"]: row for row in records(tmp_path / "applied" / "applications.csv")}
    assert {one for one, row in rows.items() if row["status"] == "ineligible"} == {"G2", "G3", "G4", "G6"}
    assert rows["G6"]["ground"] == "independent organisations counted: 1; asked for by the call: 2"
    assert rows["G2"]["ground"].startswith("P1: large company is not a kind that NEDO funds")
    assert (rows["G1"]["status"], rows["G5"]["status"]) == ("", "")  # a doubt changes nothing
    for name in ("programme.yaml", "annexes.yaml", "requests.csv", "controls.csv", "rates.csv"):
        assert (tmp_path / "applied" / name).read_bytes() == (home / name).read_bytes()
    assert "status" not in (home / "applications.csv").read_text("utf-8")


def test_a_call_once_applied_is_screened_alike_and_applied_again_it_stays(home: Path, tmp_path: Path) -> None:
    renkei("screen", home, "--apply", tmp_path / "one", "--out", tmp_path / "a")
    renkei("screen", tmp_path / "one", "--apply", tmp_path / "two", "--out", tmp_path / "b")
    assert (tmp_path / "a" / "screenings.csv").read_bytes() == (tmp_path / "b" / "screenings.csv").read_bytes()
    tables = [(tmp_path / name / "applications.csv").read_bytes() for name in ("one", "two")]
    assert tables[0] == tables[1]


def test_a_ground_that_stands_there_is_kept(home: Path, tmp_path: Path) -> None:
    (home / "applications.csv").write_text(
        "application_id,title,ground,status\n"
        "G1,one,,\nG2,two,seen by two officers,\nG3,three,late,withdrawn\nG4,four,,excluded\nG5,five,,\nG6,six,,\n",
        "utf-8",
    )
    renkei("screen", home, "--apply", tmp_path / "applied")
    rows = {row["application_id"]: row for row in records(tmp_path / "applied" / "applications.csv")}
    assert rows["G2"]["ground"].startswith("seen by two officers; P1: ")
    assert (rows["G3"]["ground"], rows["G3"]["status"], rows["G4"]["status"]) == ("late", "withdrawn", "excluded")


def test_a_workbook_is_applied_as_csv_files(home: Path, tmp_path: Path) -> None:
    book = tmp_path / "book" / "call.xlsx"
    book.parent.mkdir()
    with xlsxwriter.Workbook(book) as made:
        for name in ("applications", "requests", "rates", "controls"):
            sheet = made.add_worksheet(name)
            for at, row in enumerate(csv.reader((home / f"{name}.csv").read_text("utf-8").splitlines())):
                sheet.write_row(at, 0, row)
        sheet = made.add_worksheet("funders")
        funders = ("NEDO,JPY", "INNOVATE-UK,GBP", "NRC-IRAP,CAD")
        for at, row in enumerate(["funder_id,currency,name,budget", *(f"{one},name,9" for one in funders)]):
            sheet.write_row(at, 0, row.split(","))
    for name in ("programme.yaml", "annexes.yaml"):
        shutil.copy(home / name, book.parent / name)
    done = renkei("screen", book, "--apply", tmp_path / "applied")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "applied" / "annexes.yaml").read_bytes() == (home / "annexes.yaml").read_bytes()
    status = read_folder(tmp_path / "applied", "screen").tables["applications"]["status"].to_list()
    assert status.count("ineligible") == 4


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--language", "de"), 2, "there are"),
        (("--out", "HOME"), 2, "another place"),
        (("--apply", "HOME"), 2, "new one"),
    ],
)
def test_wrong_usage_is_said(home: Path, arguments: tuple[str, str], code: int, words: str) -> None:
    done = renkei("screen", home, *(home if one == "HOME" else one for one in arguments))
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert not (home / "screening").exists()


@pytest.mark.parametrize(
    ("name", "words"), [("annexes.yaml", "write annexes.yaml"), ("requests.csv", "write requests.csv")]
)
def test_what_is_not_there_is_asked_for(home: Path, name: str, words: str) -> None:
    (home / name).unlink()
    done = renkei("screen", home)
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert not (home / "screening").exists()


def test_input_that_does_not_hold_is_refused_whole(home: Path, tmp_path: Path) -> None:
    text = (home / "annexes.yaml").read_text("utf-8")
    (home / "annexes.yaml").write_text(text.replace("rate: 50", "rate: half").replace("[JP]", "[Japan]"), "utf-8")
    done = renkei("screen", home, "--apply", tmp_path / "applied")
    assert (done.returncode, "3 defects; nothing was screened" in done.stderr) == (1, True), done.stderr
    assert not (home / "screening").exists()
    assert not (tmp_path / "applied").exists()

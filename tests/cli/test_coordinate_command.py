"""`renkei coordinate`: what it writes, prints and refuses."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from renkei.programme import read_folder
from renkei.tables import CELL_OVERLAPS, CELLS
from tests.cli.running import records, renkei

TABLES = ("cells", "cell_overlaps", "similar_programmes", "complements", "gaps", "themes", "theme_projects")
FILES = sorted([*(f"{name}.csv" for name in TABLES), "coordination.html"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made") / "portfolio"
    done = renkei("example", home, "--programmes")
    assert (done.returncode, "made-up programmes" in done.stdout) == (0, True)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "portfolio"))


def test_it_writes_the_contracts_tables_and_a_page(home: Path) -> None:
    done = renkei("coordinate", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (home / "coordination").iterdir()) == FILES
    assert set(records(home / "coordination/cells.csv")[0]) <= set(CELLS.names)
    assert "126 programmes and 160 projects of 5 agencies" in done.stdout
    assert "Made-up data" in (home / "coordination/coordination.html").read_text("utf-8")


def test_a_second_run_and_rows_in_another_order_give_the_same_bytes(home: Path) -> None:
    renkei("coordinate", home)
    first = {name: (home / "coordination" / name).read_bytes() for name in FILES}
    for name in ("programmes.csv", "projects.csv"):
        header, *rows = (home / name).read_text("utf-8").splitlines()
        (home / name).write_text("\n".join([header, *reversed(rows)]) + "\n", "utf-8")
    assert renkei("coordinate", home).returncode == 0
    assert {name: (home / "coordination" / name).read_bytes() for name in FILES} == first


def test_the_figures_alone_are_json_and_add_up_to_the_tables(home: Path) -> None:
    found = json.loads(renkei("coordinate", home, "--json").stdout)
    cells = [row for row in records(home / "coordination/cells.csv") if row["level"] == "programme"]
    assert found["amounts"]["programme"] == {"EUR": f"{sum(float(row['amount'] or 0) for row in cells):.2f}"}
    assert found["overlaps"] == len(
        {tuple(row[name] for name in CELLS.key[:5]) for row in records(home / "coordination/cell_overlaps.csv")}
    )
    assert (found["year"], found["reporting_currency"], found["items"]["programme"]) == (2026, "EUR", 126)


def test_without_programme_yaml_amounts_stay_in_their_currencies_and_it_is_said(home: Path) -> None:
    (home / "programme.yaml").unlink()
    done = renkei("coordinate", home)
    assert (done.returncode, "say with --currency" in done.stdout) == (0, True)
    assert {row["currency"] for row in records(home / "coordination/cells.csv")} == {"EUR", "JPY"}
    assert renkei("coordinate", home, "--currency", "EUR").returncode == 0
    assert {row["currency"] for row in records(home / "coordination/cells.csv")} == {"EUR"}


def test_rates_for_one_of_another_currency_are_never_taken_for_the_one_asked_for(home: Path) -> None:
    done = renkei("coordinate", home, "--currency", "JPY")
    assert (done.returncode, "rates.csv is for one EUR" in done.stderr) == (2, True), done.stderr
    (home / "programme.yaml").unlink()
    done = renkei("coordinate", home, "--currency", "JPY")
    assert (done.returncode, "rates.csv gives JPY a rate of 162.5" in done.stderr) == (1, True), done.stderr
    assert not (home / "coordination").exists()


def test_a_currency_without_rates_changes_nothing_and_it_is_said(home: Path) -> None:
    (home / "rates.csv").unlink()
    done = renkei("coordinate", home, "--currency", "EUR")
    assert (done.returncode, "there is no rates.csv" in done.stdout) == (0, True)
    assert {row["currency"] for row in records(home / "coordination/cells.csv")} == {"EUR", "JPY"}


def test_the_folder_with_what_was_made_can_still_be_read(home: Path) -> None:
    renkei("coordinate", home)
    read_folder(home, "check")


def test_the_tables_can_be_parquet(home: Path) -> None:
    renkei("coordinate", home, "--parquet")
    found = pl.read_parquet(home / "coordination/cell_overlaps.parquet")
    assert set(found.columns) <= set(CELL_OVERLAPS.names)


def test_projects_may_be_absent(home: Path) -> None:
    (home / "projects.csv").unlink()
    done = renkei("coordinate", home)
    assert (done.returncode, "126 programmes and 0 projects" in done.stdout) == (0, True)


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_the_page_is_in_the_readers_language(home: Path, language: str) -> None:
    assert renkei("coordinate", home, "--language", language).returncode == 0
    assert f'<html lang="{language}">' in (home / "coordination/coordination.html").read_text("utf-8")


def test_a_workbook_does_as_well_as_a_folder(home: Path, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "ours.xlsx") as book:
        sheet = book.add_worksheet("programmes")
        for at, row in enumerate([list(records(home / "programmes.csv")[0]), ["P1", "A", "T", "aim", "optics"]]):
            sheet.write_row(at, 0, row)
    done = renkei("coordinate", tmp_path / "ours.xlsx")
    assert (done.returncode, "ours: programmes laid over each other" in done.stdout) == (0, True), done.stderr
    assert (tmp_path / "coordination/cells.csv").exists()
    done = renkei("coordinate", tmp_path / "ours.xlsx", "--out", tmp_path / "ours.xlsx")
    assert (done.returncode, f"such as {tmp_path / 'coordination'}" in done.stderr) == (2, True), done.stderr


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        text = (home / name).read_text("utf-8")
        assert old in text
        (home / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def without(name: str) -> Callable[[Path], None]:
    return lambda home: (home / name).unlink()


def holding(name: str, text: str) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        (home / name).write_text(text, "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("programmes.csv"), "programmes.csv"),
        (changed("programmes.csv", "programme_id", "programme"), "programme_id"),
        (changed("programmes.csv", "MU02-2023", "MU01-2023"), "MU01-2023"),
        (holding("programmes.csv", "programme_id,agency,title\nP1,,T\n"), "a required cell is filled"),
        (holding("programmes.csv", "programme_id,agency,title,budget\nP1,A,T,5\n"), "an amount has a currency"),
        (holding("programmes.csv", "programme_id,agency,title,fiscal_year\nP1,A,T,26\n"), "four digits"),
        (holding("programmes.csv", "programme_id,agency,title,stage\nP1,A,T,sowing\n"), "stage"),
        (holding("programmes.csv", "programme_id,agency,title,budget,currency\nP1,A,T,-5,EUR\n"), "0 or more"),
        (
            holding("projects.csv", "project_id,title,start,end\nQ1,T,2026-02-01,2026-01-01\n"),
            "the last day is not before the first",
        ),
        (holding("projects.csv", "project_id,title,start,end\nQ1,T,1026-02-01,2026-01-01\n"), "a hundred years"),
        (holding("projects.csv", "project_id,title,start\nQ1,T,1 May\n"), "start"),
        (holding("rates.csv", "currency,rate\nJPY,0\n"), "a rate is above 0"),
        (holding("rates.csv", "currency,rate\nJPY,0.000001\n"), "larger than can be added up"),
        (holding("programme.yaml", "name: [\n"), "programme.yaml"),
    ],
)
def test_input_that_does_not_hold_is_refused_whole(home: Path, change: Callable[[Path], None], words: str) -> None:
    change(home)
    done = renkei("coordinate", home)
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert not (home / "coordination").exists()


def test_all_defects_come_at_once(home: Path) -> None:
    holding("programmes.csv", "programme_id,agency,title,fiscal_year,budget\nP1,A,T,26,5\n")(home)
    said = renkei("coordinate", home).stderr
    assert "four digits" in said
    assert "an amount has a currency" in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--currency", "EURO"], "currency code"),
        (["--year", "1999"], "there are 2023"),
        (["--aims", "0"], "above 0"),
        (["--themes", "2"], "themes"),
        (["--month", "13"], "month"),
        (["--largest", "1"], "largest"),
        (["--language", "de"], "there are en"),
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(home: Path, options: list[str], words: str) -> None:
    done = renkei("coordinate", home, *options)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert not (home / "coordination").exists()


def test_the_folder_itself_is_no_place_to_write(home: Path) -> None:
    assert renkei("coordinate", home, "--out", home).returncode == 2


def test_the_place_that_cannot_be_written_is_named(home: Path) -> None:
    done = renkei("coordinate", home, "--out", home / "programmes.csv/new")
    assert (done.returncode, "a part of that path is no folder" in done.stderr) == (1, True)

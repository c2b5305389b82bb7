"""`renkei what-if` through the command: printed, as JSON, written; refused whole; never a decision."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from renkei.cli.app import app

ROOT = Path(__file__).parents[2]
SMALL, MIXED = ROOT / "examples" / "small", ROOT / "docs" / "worked" / "mixed-pot"


def run(*words: object) -> tuple[int, str]:
    found = CliRunner().invoke(app, [str(word) for word in words])
    return found.exit_code, found.output


def figures(*words: object) -> dict:
    code, output = run("what-if", *words, "--json")
    assert code == 0, output
    return json.loads(output)


def first_of(folder: Path, table: str) -> str:
    return next(csv.reader((folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()[1:]))[0]


@pytest.mark.parametrize("rule", ["ranking", "gaps", "sum"])
def test_a_raise_is_answered_against_the_call_as_it_is(rule: str) -> None:
    funder = first_of(SMALL, "funders")
    found = figures(SMALL, "--rule", rule, "--raise", f"{funder}=250000", "--draw", "7", "--seconds", "60")
    assert found["kind"] == "simulation"
    assert found["change"]["raises"] == {funder: 250_000}  # JPY
    assert set(found["enters"]) == set(found["after"]["funded"]) - set(found["before"]["funded"])
    assert found["cheapest_raise"]["state"] in {"exact", "none"}


def test_the_words_say_that_it_is_a_simulation_and_nothing_is_written(tmp_path: Path) -> None:
    for language, words in {"en": "A simulation", "fr": "une simulation", "ja": "試算"}.items():
        code, output = run("what-if", SMALL, "--rule", "gaps", "--language", language)
        assert code == 0, output
        assert words in output
    assert not (SMALL / "decision").exists()


def test_a_simulation_is_written_only_where_it_is_asked_for_and_is_no_decision(tmp_path: Path) -> None:
    code, output = run("what-if", SMALL, "--rule", "gaps", "--out", tmp_path / "out")
    assert code == 0, output
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["what_if.json"]
    assert json.loads((tmp_path / "out" / "what_if.json").read_text(encoding="utf-8"))["kind"] == "simulation"


def test_everything_wrong_is_said_in_one_message_and_nothing_is_written(tmp_path: Path) -> None:
    words = ["--raise", "NOBODY=1", "--raise", f"{first_of(SMALL, 'funders')}=-1", "--force-out", "NONE"]
    code, output = run("what-if", SMALL, "--rule", "gaps", *words, "--top-up", "0.3", "--out", tmp_path / "out")
    assert code == 1
    for part in ("raise NOBODY", "0 or more", "no such application", "which ground", "no top-up"):
        assert part in output
    assert not (tmp_path / "out").exists()


def test_more_decimals_than_the_currency_has_are_refused(tmp_path: Path) -> None:
    code, output = run("what-if", MIXED, "--raise", "KR=100.50", "--raise", "Q=1")
    assert code == 1
    assert "KRW has 0 decimals" in output
    assert "no such funder" in output


@pytest.mark.parametrize(
    "words",
    [
        ["--raise", "DE"],
        ["--raise", "DE=much"],
        ["--raise", "DE=1,2"],
        ["--raise", "DE=1", "--raise", "DE=2"],
        ["--raises", "DE=1"],
        ["--rule", "fair"],
        ["--language", "xx"],
        ["--ground", "withdrawn"],
        ["--top-up", "a third"],
        ["--table", "--raise", "DE=1"],
        ["--draw", ""],
    ],
)
def test_wrong_usage_ends_with_2(words: list[str]) -> None:
    code, output = run("what-if", MIXED, *words)
    assert code == 2, output


def test_a_raise_of_a_funder_in_a_real_pot_is_said_in_its_own_currency() -> None:
    code, output = run("what-if", MIXED.parent / "real-pot", "--raise", "FI=100000", "--rule", "gaps")
    assert code == 0, output
    assert re.search(r"FI gives EUR\s100,000(\.00)? more", output)


def test_one_ground_stands_for_all_and_several_go_in_order() -> None:
    found = figures(MIXED, "--force-out", "A", "--force-out", "B", "--ground", "withdrawn")
    assert found["change"]["force_out"] == {"A": "withdrawn", "B": "withdrawn"}
    found = figures(MIXED, "--force-out", "A", "--force-out", "B", "--ground", "one", "--ground", "two")
    assert found["change"]["force_out"] == {"A": "one", "B": "two"}


def test_another_top_up_is_answered() -> None:
    found = figures(MIXED, "--top-up", "0.1", "--gap-part", "0.5")
    assert found["change"]["share"] == "0.1"
    means = {budget["funder"]: budget["means"] for budget in found["after"]["budgets"]}
    assert means["EU"] < {budget["funder"]: budget["means"] for budget in found["before"]["budgets"]}["EU"]


def test_where_everybody_is_funded_no_raise_is_looked_for() -> None:
    found = figures(MIXED, "--raise", "DE=200000", "--force-out", "A", "--ground", "withdrawn")
    assert found["cheapest_raise"]["state"] == "none"


def test_the_table_is_written_as_a_page_a_sheet_and_figures(tmp_path: Path) -> None:
    code, output = run("what-if", SMALL, "--table", "--bands", "each", "--out", tmp_path / "out")
    assert code == 0, output
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "what_if.csv").read_text(encoding="utf-8"))))
    stated = json.loads((tmp_path / "out" / "what_if.json").read_text(encoding="utf-8"))["rows"]
    page = ElementTree.fromstring((tmp_path / "out" / "what_if.html").read_text(encoding="utf-8"))
    shown = page.findall(".//tbody/tr")
    assert len(rows) == len(stated) == len(shown) > 0
    assert [int(row["funded"]) for row in rows] == [row["number"] for row in stated]
    assert [row["not_beaten"] for row in rows] == ["no" if row["beaten"] else "yes" for row in stated]
    assert {row["simulation"] for row in rows} == {"yes"}


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_the_page_refers_to_nothing_elsewhere_and_describes_its_plot(language: str, tmp_path: Path) -> None:
    code, output = run("what-if", SMALL, "--table", "--language", language, "--out", tmp_path / "out")
    assert code == 0, output
    text = (tmp_path / "out" / "what_if.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=\"(?!#)|https?:|<script|@import", text)
    picture = ElementTree.fromstring(text).find(".//figure//svg")
    assert picture is not None
    assert picture.find("desc") is not None
    assert picture.findall(".//circle")


def test_a_table_tries_the_raises_given() -> None:
    found = figures(MIXED, "--table", "--raises", "DE=1000,2000")
    assert [row["raised"] for row in found["rows"]][:3] == [
        None,
        {"amount": 100_000, "funder": "DE"},
        {"amount": 200_000, "funder": "DE"},
    ]
    assert set(found["left_out"]) == {"best", "sum"}
    code, output = run("what-if", MIXED, "--table", "--raises", "Q=1000")
    assert code == 1
    assert "no such funder" in output


def test_forcing_in_is_simulated_with_its_ground_and_refused_as_select_refuses_it() -> None:
    before = figures(SMALL, "--rule", "gaps", "--draw", "7")["before"]
    gone = first_of(SMALL, "applications")
    waiting = next(one for one in before["next"] if one != gone)
    code, output = run("what-if", SMALL, "--rule", "gaps", "--force-in", waiting)
    assert code == 1
    assert f"force in {waiting}: say on which ground" in output
    words = ["--force-out", gone, "--force-in", waiting, "--ground", "withdrawn", "--ground", "agreed"]
    found = figures(SMALL, "--rule", "gaps", "--draw", "7", *words)
    assert found["change"]["force_in"] == {waiting: "agreed"}
    assert found["change"]["force_out"] == {gone: "withdrawn"}
    assert waiting in found["after"]["funded"]
    assert gone not in found["after"]["funded"]

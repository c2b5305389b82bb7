"""The worked pages of what-if and drop-out: their folders, read from them, give what they work out by hand."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from renkei.cli.app import app
from renkei.records.canonical import load
from tests.engines.selection.ranking.test_worked import PAGES, folder


def run(*words: object) -> tuple[int, str]:
    found = CliRunner().invoke(app, [str(word) for word in words])
    return found.exit_code, found.output


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    (tmp_path / "call").mkdir()
    folder("what-if", tmp_path / "call")
    return tmp_path / "call"


def asked(call: Path, *words: str) -> dict[str, Any]:
    code, output = run("what-if", call, *words, "--json")
    assert code == 0, output
    found: dict[str, Any] = json.loads(output)
    return found


def left(found: dict[str, Any]) -> dict[str, int]:
    return {budget["funder"]: budget["left"] // 100_000 for budget in found["after"]["budgets"]}


def test_as_it_is(meeting: Path) -> None:
    found = asked(meeting)
    assert found["after"]["funded"] == ["A", "C", "D"]
    assert left(found) == {"X": 10, "Y": 0, "Z": 60}
    assert found["cheapest_raise"]["raises"] == {"X": 1_000_000, "Y": 3_000_000}
    assert found["cheapest_raise"]["cost"] == 4_000_000
    assert found["cheapest_raise"]["enters"] == ["E"]


def test_a_raise_costs_somebody(meeting: Path) -> None:
    found = asked(meeting, "--raise", "X=40000")
    assert (found["enters"], found["leaves"]) == (["B"], ["D"])
    assert found["cheapest_raise"]["raises"] == {"X": 3_000_000}
    assert found["cheapest_raise"]["enters"] == ["D"]


def test_one_forced_out(meeting: Path) -> None:
    found = asked(meeting, "--force-out", "A", "--ground", "withdrawn")
    assert (found["enters"], found["leaves"]) == (["B", "E"], ["A", "D"])


def test_the_table_is_the_pages(meeting: Path) -> None:
    found = asked(meeting, "--table", "--raises", "X=40000", "--raises", "Z=10000")
    text = (PAGES / "what-if.md").read_text(encoding="utf-8")
    printed = [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\| \d.*\|$", text, re.M)]
    assert [cells(number, row) for number, row in enumerate(found["rows"], 1)] == printed


def cells(number: int, row: dict[str, Any]) -> list[str]:
    raised = row["raised"]
    gives = "none" if raised is None else f"{raised['funder']} {raised['amount'] // 100_000}"
    figures = (row["number"], row["mean_score"], row["idle"] // 100_000, row["passed_over"])
    return [str(number), row["rule"], gives, *map(str, figures), "no" if row["beaten"] else "yes"]


@pytest.fixture
def decided(tmp_path: Path) -> tuple[Path, Path]:
    call = tmp_path / "call"
    call.mkdir()
    folder("drop-out", call)
    assert run("select", call, "--out", tmp_path / "first")[0] == 0
    return call, tmp_path / "first" / "decision.json"


def dropped(call: Path, record: Path, out: Path, *words: str) -> tuple[int, str]:
    return run("drop-out", record, call, *words, "--ground", "lead partner gone", "--out", out)


def test_the_next_one_that_can_be_paid_moves_up(decided: tuple[Path, Path], tmp_path: Path) -> None:
    call, first = decided
    code, output = dropped(call, first, tmp_path / "second", "--application", "A", "--date", "2027-05-02")
    assert code == 0, output
    assert "Move up: E" in output
    rows = {line.split()[0]: re.findall(r"EUR\s([\d,]+)", line) for line in output.splitlines() if "EUR" in line}
    assert [one.replace(",000", "") for one in rows["X"]] == ["10", "60", "20", "50"]
    assert [one.replace(",000", "") for one in rows["Y"]] == ["0", "40", "30", "10"]
    record = load((tmp_path / "second" / "decision.json").read_bytes())
    assert [one for one, entry in record["outcomes"].items() if entry["outcome"] == "funded"] == ["C", "D", "E"]
    waiting = record["outcomes"]["B"]["reason"]
    assert (waiting["short"], waiting["passed_over_for"]) == ({"X": 1_000_000}, ["C", "D", "E"])
    code, output = run("verify", "--replay", tmp_path / "second" / "decision.json", call, "--earlier", first)
    assert code == 0, output
    code, output = dropped(call, tmp_path / "second" / "decision.json", tmp_path / "third", "--application", "D")
    assert code == 0, output
    assert "Move up: B" in output
    code, output = run(
        "verify", tmp_path / "third" / "decision.json", call, "--earlier", tmp_path / "second" / "decision.json"
    )
    assert code == 0, output


def test_after_the_reserve_list_expired_nothing_is_written(decided: tuple[Path, Path], tmp_path: Path) -> None:
    call, first = decided
    code, output = dropped(call, first, tmp_path / "second", "--application", "A", "--date", "2027-07-01")
    assert code == 1
    assert "held until 2027-06-30" in output
    assert not (tmp_path / "second").exists()


def test_a_record_of_other_tables_or_of_no_award_is_refused(decided: tuple[Path, Path], tmp_path: Path) -> None:
    call, first = decided
    code, output = dropped(call, first, tmp_path / "second", "--application", "B", "--application", "Q")
    assert code == 1
    assert "B has no award" in output
    assert "Q has no award" in output
    funders = call / "funders.csv"
    funders.write_text(funders.read_text(encoding="utf-8").replace("Z,Made-up agency Z,EUR,100000", "Z,Z,EUR,90000"))
    code, output = dropped(call, first, tmp_path / "second", "--application", "A")
    assert code == 1
    assert "inputs.funders" in output
    assert not (tmp_path / "second").exists()


def test_the_earlier_decision_is_never_written_over(decided: tuple[Path, Path]) -> None:
    call, first = decided
    code, _ = dropped(call, first, first.parent, "--application", "A")
    assert code == 2
    code, _ = run("drop-out", first, call, "--application", "A", "--ground", "gone", "--date", "soon")
    assert code == 2


def test_a_call_that_states_no_rule_is_followed_by_the_rule_that_decided(
    decided: tuple[Path, Path], tmp_path: Path
) -> None:
    call, _ = decided
    assert run("select", call, "--rule", "ranking", "--out", tmp_path / "other")[0] == 0
    code, output = dropped(call, tmp_path / "other" / "decision.json", tmp_path / "next", "--application", "A")
    assert code == 0, output
    assert load((tmp_path / "next" / "decision.json").read_bytes())["rule"] == "ranking"

"""Calls with common money through the command: decided, refused in words, verified and decided again."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renkei.cli.app import app

WORKED = Path(__file__).parents[2] / "docs" / "worked"


def run(*words: object) -> tuple[int, str]:
    found = CliRunner().invoke(app, [str(word) for word in words])
    return found.exit_code, found.output


@pytest.mark.parametrize("name", ["mixed-pot", "real-pot"])
def test_a_call_with_a_pot_is_decided_and_verified_and_decided_again(name: str, tmp_path: Path) -> None:
    code, output = run("select", WORKED / name, "--out", tmp_path / "out", "--json")
    assert code == 0, output
    assert list(json.loads(output)["pots"]) == [{"mixed-pot": "EU", "real-pot": "POT"}[name]]
    code, output = run("verify", "--replay", tmp_path / "out" / "decision.json", WORKED / name)
    assert code == 0, output


@pytest.mark.parametrize("rule", ["best", "sum"])
def test_a_rule_without_a_gap_refuses_a_top_up_and_writes_nothing(rule: str, tmp_path: Path) -> None:
    code, output = run("select", WORKED / "mixed-pot", "--rule", rule, "--bands", "each", "--out", tmp_path / "out")
    assert code == 1
    assert "choose ranking or gaps" in output
    assert not (tmp_path / "out").exists()


def test_a_decision_does_not_hold_on_another_grant(tmp_path: Path) -> None:
    folder = tmp_path / "call"
    shutil.copytree(WORKED / "mixed-pot", folder)
    run("select", folder, "--out", tmp_path / "out")
    pots = folder / "pots.csv"
    pots.write_text(pots.read_text(encoding="utf-8").replace("300000.00", "200000.00"), encoding="utf-8")
    code, output = run("verify", tmp_path / "out" / "decision.json", folder)
    assert code == 1
    assert "pots.EU.amount" in output
    assert "inputs.pots" in output

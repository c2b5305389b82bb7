"""`renkei check` says every defect, or what was read, and its exit code tells which."""

import json

import pytest
import typer
from typer.testing import CliRunner

from renkei.cli.check import check

app = typer.Typer()
app.command()(check)


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_good_call_is_summed_up(call):
    done = run(call.home)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:3] == [
        "a small call: no defects",
        "  applications: 3 rows (applications.csv)",
        "  criteria_scores: 1 row (criteria_scores.csv)",
    ]


def test_defects_are_printed_and_the_exit_code_is_one(call):
    call.change("requests", "150000.50", "x")
    done = run(call.home)
    assert done.exit_code == 1
    assert "requests.csv row 3 column amount holds 'x'" in done.stdout
    assert done.stdout.endswith("1 defect; nothing was read\n")


def test_json_prints_one_object_a_defect(call):
    call.change("requests", "150000.50", "x")
    call.change("rates", "162.5", "0")
    done = run(call.home, "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["file"], line["row"], line["column"], line["value"]) for line in lines] == [
        ("rates.csv", 1, "rate", "0"),
        ("requests.csv", 3, "amount", "x"),
    ]
    assert list(lines[0]) == ["file", "row", "column", "value", "rule", "remedy"]
    assert all(line["rule"] and line["remedy"] for line in lines)


def test_json_prints_nothing_where_there_is_no_defect(call):
    done = run(call.home, "--json")
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("flag", [(), ("--json",)])
def test_many_alike_are_shown_twenty_times_to_people_and_all_to_programs(call, flag):
    for at in range(30):
        call.add("requests", f"A1,Q{at},ANR,,x,EUR")
    done = run(call.home, *flag)
    assert len(done.stdout.splitlines()) == (30 if flag else 22)
    assert flag or "10 more such rows" in done.stdout


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path):
    assert run(tmp_path / "nowhere").exit_code == 2


def test_control_signs_in_a_cell_never_reach_the_terminal(call):
    call.change("requests", "A3,P1", "A3,\x1b[2J")
    call.write("rates.csv", "currency,rate,\x1b[31m\x07\nJPY,1,x\n")
    done = run(call.home)
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout

"""`renkei verify` on real files: exit 0 when everything holds, 1 with the reasons when not."""

import json

import pytest
import typer
from typer.testing import CliRunner

from renkei.cli.verify import verify
from renkei.programme import read_folder
from renkei.records.canonical import dump, load
from renkei.records.projection import hashes
from tests.records.calls import WORKED
from tests.records.reference import record

APPLICATIONS = "application_id,title,score,band\nA,a,14.0,1\nB,b,13.5,1\nC,c,13.0,2\nD,d,12.5,2\n"
REQUESTS = """\
application_id,partner_id,funder_id,amount,currency
A,X,X,60.00,EUR
A,Y,Y,40.00,EUR
B,X,X,60.00,EUR
B,Z,Z,50.00,EUR
C,Y,Y,50.00,EUR
C,Z,Z,40.00,EUR
D,X,X,30.00,EUR
D,Y,Y,10.00,EUR
"""
FUNDERS = "funder_id,name,currency,budget\nX,x,EUR,100.00\nY,y,EUR,100.00\nZ,z,EUR,100.00\n"
PROGRAMME = """\
name: a small call
made_up: true
reporting_currency: EUR
scale: {min: 0, max: 15, best: high}
thresholds: {total: 8}
selection: {rule: gaps, bands: column}
"""


@pytest.fixture
def folder(tmp_path):
    files = {"applications.csv": APPLICATIONS, "requests.csv": REQUESTS, "funders.csv": FUNDERS}
    for name, text in (files | {"programme.yaml": PROGRAMME}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = record(WORKED[1].by(rule="gaps"), inputs=hashes(read_folder(tmp_path, "select").tables))
    (tmp_path / "decision.json").write_bytes(dump(found))
    return tmp_path


def run(folder, *more):
    app = typer.Typer()
    app.command()(verify)
    return CliRunner().invoke(app, [str(folder / "decision.json"), str(folder), *more])


def test_a_true_record_holds(folder):
    done = run(folder)
    assert done.exit_code == 0, done.output
    assert "everything checked holds" in done.output
    assert "not checked: versions" in done.output


def test_a_cell_changed_in_the_folder_is_told_and_the_exit_is_1(folder):
    (folder / "funders.csv").write_text(FUNDERS.replace("Z,z,EUR,100.00", "Z,z,EUR,101.00"), encoding="utf-8")
    done = run(folder)
    assert done.exit_code == 1
    assert "does not hold: inputs.funders" in done.output
    assert "spending.Z.budget: found 10000; it should be 10100" in done.output


def test_json_gives_checks_failures_and_open_questions(folder):
    path = folder / "decision.json"
    path.write_bytes(dump({**load(path.read_bytes()), "call": "another"}))
    done = run(folder, "--json")
    told = json.loads(done.output)
    assert done.exit_code == 1
    assert told["holds"] is False
    assert [one["key"] for one in told["failures"]] == ["call"]
    assert told["checks"]
    assert told["unchecked"]


def test_a_folder_with_defects_is_refused_before_anything_is_verified(folder):
    (folder / "funders.csv").write_text(FUNDERS.replace("100.00", "many"), encoding="utf-8")
    done = run(folder)
    assert done.exit_code == 1
    assert "no decision on it can be verified" in done.output


def test_a_missing_record_is_wrong_usage(folder):
    (folder / "decision.json").unlink()
    assert run(folder).exit_code == 2

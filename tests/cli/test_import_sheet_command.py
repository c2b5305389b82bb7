"""`renkei import sheet` on the ranking list of the shared data, as far as a decision."""

from pathlib import Path

import pytest

from renkei.programme import read_folder
from tests.cli.running import renkei

REAL = Path(__file__).parents[3] / "shared/data/sheets/ranking-list.xlsx"


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    if not REAL.exists():
        pytest.skip("the shared data are not here")
    folder = tmp_path_factory.mktemp("imported") / "call"
    done = renkei("import", "sheet", REAL, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_sheet_becomes_a_folder_without_defects_that_says_which_top_up_is_missing(imported):
    programme = read_folder(imported, "select")
    assert programme.tables["applications"].height == 15
    assert any("may draw on a top-up, and the call has none" in note for note in programme.notes)


def test_the_folder_is_decided_and_verified_under_every_rule(imported, tmp_path):
    for rule, funded in {"ranking": 3, "gaps": 5}.items():
        out = tmp_path / rule
        assert renkei("select", imported, "--rule", rule, "--draw", "2026", "--out", out).returncode == 0
        done = renkei("verify", out / "decision.json", imported)
        assert done.returncode == 0, done.stdout + done.stderr
        assert (out / "decision.json").read_text(encoding="utf-8").count('"outcome":"funded"') == funded

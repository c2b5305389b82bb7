import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renkei.cli.app import app
from renkei.programme import read_folder
from tests.exchange.sheets.conftest import save

HEAD = ["Rank", "ID", "Title", "Score", "FWF (AT) k€", "FNRS (BE) k€"]
ROWS = [["A call"], HEAD, [1, "a", "+A", 9, "1,234", 120], ["", "", "Budget", "", 9000, 800]]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return save(tmp_path / "list.xlsx", {"List": ROWS})


def run(*words: object):
    return CliRunner().invoke(app, ["import", "sheet", *(str(word) for word in words)])


def test_an_open_sheet_exits_1_writes_nothing_and_offers_a_mapping(sheet, tmp_path):
    result = run(sheet, tmp_path / "out", "--mapping-out", tmp_path / "map.yaml")
    assert result.exit_code == 1
    assert "comma: 1,234 is 1.234" in result.output
    assert not (tmp_path / "out").exists()
    offered = (tmp_path / "map.yaml").read_text("utf-8")
    (tmp_path / "map.yaml").write_text(offered.replace('decimal: "?"', "decimal: point"), "utf-8")
    assert run(sheet, tmp_path / "out", "--mapping", tmp_path / "map.yaml").exit_code == 0
    assert read_folder(tmp_path / "out").tables["requests"]["amount"].to_list() == [123_400_000, 12_000_000]


def test_a_settled_sheet_becomes_a_folder_that_checks_with_its_report_beside_it(sheet, tmp_path):
    result = run(sheet, tmp_path / "out", "--decimal", "point")
    assert result.exit_code == 0, result.output
    programme = read_folder(tmp_path / "out")
    assert programme.settings.name == "A call"
    assert programme.tables["funders"]["country"].to_list() == ["AT", "BE"]
    report = json.loads((tmp_path / "out/import.json").read_text("utf-8"))
    assert report["header_rows"] == [2]
    assert [funder["unit"] for funder in report["funders"]] == [1000, 1000]
    assert "decimal point, as stated" in (tmp_path / "out/import.txt").read_text("utf-8")
    assert CliRunner().invoke(app, ["check", str(tmp_path / "out")]).exit_code == 0


def test_the_same_import_gives_the_same_bytes(sheet, tmp_path):
    for name in ("one", "two"):
        assert run(sheet, tmp_path / name, "--decimal", "point").exit_code == 0
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_rates_of_the_mapping_become_a_table(tmp_path):
    rows = [[*HEAD[:5], "JST (JP) 千円"], [1, "a", "A", 9, "1,234", 12000], ["", "", "Budget", "", 9000, 80000]]
    sheet = save(tmp_path / "list.xlsx", {"List": rows})
    assert "the call is in several currencies (EUR, JPY)" in run(sheet, tmp_path / "out", "--decimal", "point").output
    (tmp_path / "map.yaml").write_text("decimal: point\nreporting_currency: EUR\nrates: {JPY: 160.25}\n", "utf-8")
    assert run(sheet, tmp_path / "out", "--mapping", tmp_path / "map.yaml").exit_code == 0
    assert (tmp_path / "out/rates.csv").read_text("utf-8").splitlines()[1].startswith("JPY,160.25")


def test_a_sheet_of_another_name_is_refused(sheet, tmp_path):
    result = run(sheet, tmp_path / "out", "--sheet", "Nope")
    assert result.exit_code == 1
    assert "is not a sheet of the file" in result.output


def test_a_folder_that_holds_something_is_wrong_usage(sheet, tmp_path):
    assert run(sheet, tmp_path).exit_code == 2

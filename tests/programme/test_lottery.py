"""`selection.lottery`: read, written back, and every setting that it cannot stand beside said at its line."""

from decimal import Decimal
from pathlib import Path

import pytest

from renkei.programme import Folder, write_folder
from renkei.programme.read import read_folder
from renkei.settings import Lottery, SelectionSettings, Settings

HEAD = "name: a call\nreporting_currency: EUR\ncriteria: [Impact]\n"
START = f"{HEAD}selection:\n  rule: ranking\n"


def test_the_lottery_is_read_with_its_width_as_printed(call):
    call.write(
        "applications.csv", "application_id,title,score,score_error\nA1,One,14,0.3\nA2,Two,13,0\nA3,Three,12,1\n"
    )
    call.settings(f"{START}  lottery: {{width: 0.674, draw_named: a dice at noon}}\n")
    assert call.read("select").settings.selection.lottery == Lottery(Decimal("0.674"), "a dice at noon")


@pytest.mark.parametrize(
    "lottery", [None, Lottery(Decimal("1.96")), Lottery(Decimal(0), "dice"), Lottery(None, "dice")]
)
def test_a_lottery_is_written_as_it_is_read(lottery, tmp_path: Path):
    settings = Settings("a call", selection=SelectionSettings(rule="gaps", lottery=lottery))
    home = tmp_path / "home"
    write_folder(Folder(settings, {}), home)
    (home / "applications.csv").write_text("application_id,title\n", encoding="utf-8")
    assert read_folder(home).settings == settings


@pytest.mark.parametrize(
    ("stated", "column", "rule"),
    [
        ("lottery: {width: -1}", "selection.lottery.width", "0 or more standard errors"),
        ("lottery: {width: wide}", "selection.lottery.width", "digits"),
        ("lottery: {widht: 1}", "selection.lottery.widht", "the key is known"),
        ("binding: rank\n  lottery: {width: 1}", "selection.binding", "intervals are of scores"),
        ("tie_criteria: [sme_share]\n  lottery: {width: 1}", "selection.tie_criteria", "no tie criteria"),
    ],
)
def test_what_does_not_hold_is_said_where_it_stands(call, stated, column, rule):
    call.settings(f"{HEAD}selection:\n  rule: gaps\n  {stated}\n")
    found = [defect for defect in call.defects() if defect.file == "programme.yaml"]
    assert [(defect.column, rule in defect.rule, defect.row > 0) for defect in found] == [(column, True, True)]


def test_a_rule_without_a_line_and_ranks_by_funders_are_refused_beside_intervals(call):
    call.settings(f"{HEAD}selection:\n  rule: best\n  bands: each\n  lottery: {{width: 1}}\n")
    assert "selection.rule" in [defect.column for defect in call.defects()]
    call.settings(f"{HEAD}selection:\n  who_ranks: merged\n  merge: mean\n  lottery: {{width: 1}}\n")
    assert "selection.who_ranks" in [defect.column for defect in call.defects()]


def test_an_eligible_application_without_a_standard_error_is_a_defect_of_its_row(call):
    call.settings(f"{HEAD}selection: {{rule: gaps, lottery: {{width: 1}}}}\n")
    call.write(
        "applications.csv", "application_id,title,score,score_error\nA1,One,14,0.3\nA2,Two,13,\nA3,Three,12,-1\n"
    )
    found = {(defect.row, defect.column): defect.rule for defect in call.defects()}
    assert found == {
        (2, "score_error"): "an eligible application has a score_error",
        (3, "score_error"): "the number is 0 or more",
    }

"""Side conditions in the files: read, written back, and every defect with its row and its remedy."""

from decimal import Decimal
from pathlib import Path

import pytest

from renkei.programme import read_folder, write_folder
from renkei.programme.entries import Reading, entries_of_sheet
from renkei.programme.settings_file import settings_of
from renkei.settings import Condition
from tests.programme.conftest import Call

TABLES = {
    "applications": "application_id,title,field,score,forced,ground\n"
    "A,Quiet motors,energy,14,,\nB,Warm batteries,energy,13,in,agreed\nC,Clear water,water,,out,fraud\n",
    "requests": "application_id,partner_id,organisation_id,country,size,funder_id,amount,currency\n"
    "A,P1,o1,JP,sme,X,50.00,EUR\nB,P1,o2,FI,large,X,60.00,EUR\nC,P1,o3,FI,large,X,70.00,EUR\n",
    "funders": "funder_id,name,currency,budget\nX,Agency,EUR,100.00\n",
    "exclusive": "set_id,application_id,ground\nS,A,one team\nS,C,\n",
}
SETTINGS = """\
name: a small call
reporting_currency: EUR
selection:
  rule: gaps
  conditions:
    - {at_most: 2, field: energy, ground: the call text}
    - at_most: 150.50
      of: money
      country: FI
      ground: the board
"""


@pytest.fixture
def call(tmp_path: Path) -> Call:
    made = Call(tmp_path / "call")
    made.home.mkdir()
    made.settings(SETTINGS)
    for name, text in TABLES.items():
        made.write(f"{name}.csv", text)
    return made


def test_the_call_holds_before_anything_is_spoilt(call):
    folder = call.read("select")
    assert folder.settings.selection.conditions == (
        Condition("field", "energy", "applications", Decimal(2), False, "the call text"),
        Condition("country", "FI", "money", Decimal("150.50"), False, "the board"),
    )
    assert not folder.notes


def test_in_a_sheet_of_keys_and_values_conditions_are_numbered():
    rows = [("name", "a call"), ("selection.conditions.1.at_most", "2"), ("selection.conditions.1.size", "sme")]
    rows += [("selection.conditions.1.ground", "the call text"), ("selection.conditions.10.at_least", "0.3")]
    rows += [("selection.conditions.10.of", "share_of_money"), ("selection.conditions.10.country", "UK")]
    rows += [("selection.conditions.10.ground", "the board")]
    reading = Reading("call.xlsx")
    found = settings_of(entries_of_sheet(rows, reading), reading)
    assert not reading.defects
    assert found.selection.conditions == (
        Condition("size", "sme", "applications", Decimal(2), False, "the call text"),
        Condition("country", "GB", "share_of_money", Decimal("0.3"), True, "the board"),
    )


def test_what_is_forced_out_needs_no_score(call):
    call.change("applications", "out,fraud", ",")
    assert call.defect("select").rule == "an eligible application has a score"


def test_a_folder_written_and_read_again_is_equal(call, tmp_path):
    folder = call.read()
    write_folder(folder, tmp_path / "again")
    again = read_folder(tmp_path / "again")
    assert again.settings == folder.settings
    assert again.tables["exclusive"].equals(folder.tables["exclusive"])


@pytest.mark.parametrize(
    ("table", "old", "new", "column", "rule", "remedy"),
    [
        ("applications", "in,agreed", "in,", "ground", "forcing in or out has a ground", "write it here"),
        ("exclusive", "S,A,one team", "S,A,", "ground", "one at most is funded has a ground", "in one row"),
        ("exclusive", "S,C", "S,D", "application_id", "stands in applications", "write A, or add it"),
        ("applications", "in,agreed", "inn,agreed", "forced", "one of: in, out", "write in"),
        ("funders", "100.00", "59.00", "forced", "they ask 60.00 EUR of X, which has 59.00 EUR", "force fewer in"),
    ],
)
def test_a_defect_of_the_tables_is_said(call, table, old, new, column, rule, remedy):
    call.change(table, old, new)
    found = call.defect("select")
    assert (found.column, rule in found.rule, remedy in found.remedy) == (column, True, True), found


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        (", ground: the call text", "", "selection.conditions.1.ground", "a side condition has a ground"),
        ("field: energy, ", "", "selection.conditions.1", "states one of field, country"),
        ("field: energy", "field: energy, country: JP", "selection.conditions.1", "states one of field, country"),
        ("{at_most: 2, ", "{", "selection.conditions.1", "states one of at_most, at_least"),
        ("at_most: 2", "at_most: 2.5", "selection.conditions.1.at_most", "applications are counted whole"),
        ("at_most: 2", "at_most: -1", "selection.conditions.1.at_most", "no limit is below 0"),
        ("at_most: 2", "at_most: many", "selection.conditions.1.at_most", "a number is digits"),
        ("at_most: 2", "at_mots: 2", "selection.conditions.1.at_mots", "the key is known"),
        ("country: FI", "country: Finland", "selection.conditions.2.country", "ISO 3166"),
        ("of: money", "of: share_of_money", "selection.conditions.2.of", "a share is a minimum"),
        ("150.50", "150.505", "selection.conditions", "EUR has 2 decimals"),
        ("{at_most: 2", "{at_least: 2", "selection.conditions", "which gaps cannot bear"),
    ],
)
def test_a_defect_of_the_settings_is_said(call, old, new, column, rule):
    assert old in SETTINGS
    call.settings(SETTINGS.replace(old, new, 1))
    found = [one for one in call.defects("select") if one.file == "programme.yaml"]
    assert any(one.column == column and rule in one.rule for one in found), found


@pytest.mark.parametrize(
    ("percent", "rule", "said"),
    [
        ("100.01", "gaps", "a reduction is a percentage, 100 at most"),
        ("10", "best, bands: each", "the rule best has no cut at which to reduce"),
    ],
)
def test_a_reduction_that_cannot_be_is_said_in_its_row(call, percent, rule, said):
    call.write("funders.csv", f"funder_id,name,currency,budget,max_reduction\nX,Agency,EUR,100.00,{percent}\n")
    call.settings(SETTINGS.replace("rule: gaps", f"rule: {rule}".replace(", ", "\n  ")))
    (found,) = (one for one in call.defects("select") if one.file == "funders.csv")
    assert (found.row, found.column, found.rule) == (1, "max_reduction", said)


def test_a_condition_that_speaks_of_nobody_is_noted(call):
    call.settings(SETTINGS.replace("field: energy", "field: enrgy"))
    assert "speaks of field enrgy, which applications do not have; energy may be meant" in " ".join(call.read().notes)

"""Side conditions in every report and language, from the worked calls."""

from decimal import Decimal
from pathlib import Path

import pytest

from renkei.engines.selection import options_from, select
from renkei.programme import read_folder
from renkei.records.canonical import load
from renkei.records.verify import verify
from renkei.records.write import write
from renkei.reports import LANGUAGES, html, summary, workbook
from renkei.reports.language import Language
from renkei.settings import Condition
from tests.engines.selection.conditions.calls import ConditionCall
from tests.records.conditions.test_records_that_hold import settings_of, written
from tests.reports.test_order import rows, said, text

WORKED = Path(__file__).parents[2] / "docs" / "worked"


def made(name):
    call = read_folder(WORKED / name, "select")
    found = select(**call.tables, options=options_from(call.settings))
    record = write(found, call.settings, call.tables)
    assert verify(record, call.settings, call.tables).holds
    return load(record), call.settings, call.tables


@pytest.fixture(scope="module")
def quota():
    return made("quota")


@pytest.fixture(scope="module")
def reduction():
    return made("reduction")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["quota", "reduction"])
def test_every_report_is_made_in_every_language(name, language):
    parts = made(name)
    assert html(*parts, language)
    assert workbook(*parts, language)
    assert summary(*parts, language)


def test_the_page_says_who_is_forced_and_how_far_each_limit_is_used(quota):
    page = text(html(*quota))
    assert "Forced in: F." in page
    assert "Forced out: under criminal investigation" in page
    assert "condition 1 applications: field photonics 2 2 0 the call text allows two projects in a field" in page
    assert "condition 2 money: country Finland EUR 120,000 EUR 110,000 EUR 10,000 decided by the board" in page
    assert "exclusive set twins one of D and E 1 1 0 the same team has applied twice" in page


def test_a_limit_that_left_no_room_is_named_as_the_reason(quota):
    page = text(html(*quota))
    assert "No room: condition 1 leaves no room." in page  # C, though both agencies could pay
    assert "room under condition 1" in page


def test_the_workbook_has_a_sheet_of_conditions(quota):
    sheet = rows(workbook(*quota), "Conditions")
    assert ["condition 2", "money: country Finland", 120000, 110000, 10000, "decided by the board on 3 March"] in sheet


def test_the_terminal_says_that_a_binding_ranking_is_departed_from(quota):
    record, *rest = quota
    departing = record | {"conditions": record["conditions"] | {"departs": True}}
    assert "Departs from the binding ranking" in said((departing, *rest))


def test_a_reduction_is_made_as_its_page_works_it(reduction):
    record = reduction[0]
    assert record["reductions"]["rates"] == {"X": "10"}
    assert {one: entry["outcome"] for one, entry in record["outcomes"].items()} == {
        "A": "funded",
        "B": "funded",
        "C": "funded",
        "D": "reserve",
    }
    assert record["spending"]["X"]["left"] == 0


def test_the_page_says_what_is_granted_at_the_cut(reduction):
    page = text(html(*reduction))
    assert "At the cut, score 13, requests are reduced so that the group is funded whole: X by 10 %." in page
    assert "B b1 X EUR 30,000.00 EUR 27,000.00" in page
    assert "C c2 X EUR 3,333.33 EUR 3,000.00" in page


def test_committed_is_what_is_granted_in_the_terminal_and_the_workbook(reduction):
    assert "Money committed EUR 128,750.00" in said(reduction)  # 110,000 of X and JPY 3,000,000 at 160
    sums = [row for row in rows(workbook(*reduction), "Ranking") if "Committed" in row]
    assert 110000 in sums[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "condition 1 share of money: SMEs and startups 40.0% 40 100 the call text"),
        ("fr", "condition 1 part du montant : PME et jeunes pousses 40,0 % 40 100 the call text"),
        ("ja", "条件1 金額の割合：中小企業とスタートアップ 40.0% 40 100 the call text"),
    ],
)
def test_a_minimum_is_told_with_what_counts_for_it_and_of_how_much(language, words):
    share = Condition("size", "sme", "share_of_money", Decimal("0.4"), True, "the call text")
    call = ConditionCall(
        {"A": ("14", {"X": 6000}), "B": ("13", {"X": 4000}), "C": ("9", {"X": 4000}), "D": ("8.5", {"Y": 100})},
        {"X": 10000, "Y": 100},
        bands={"A": 1, "B": 2, "C": 2, "D": 3},
        sizes={("C", "X"): "startup"},
        conditions=(share,),
    )
    parts = load(written(call, "best", None)), settings_of(call, "best"), call.tables()
    page = text(html(*parts, language))  # every blank a plain one
    assert words in page.replace("EUR ", "").replace(" EUR", "")
    assert Language(language)("why.minimum") in page  # D, which Y could pay
    assert workbook(*parts, language)

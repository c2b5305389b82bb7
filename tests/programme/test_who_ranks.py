"""Rankings, votes and endorsements: every defect of the tables and the settings, with its row and its remedy."""

from pathlib import Path

import pytest

from renkei.programme import read_folder, write_folder
from renkei.settings import Endorsing
from tests.programme.conftest import Call

TABLES = {
    "applications": "application_id,title,score,rank,ground\n"
    "A,Quiet motors,14,,\nB,Warm batteries,13,,\nC,Clear water,12,,\n",
    "requests": "application_id,partner_id,funder_id,role,amount,currency\n"
    "A,P1,JST,lead,5000,JPY\nA,P2,ANR,partner,200.00,EUR\nB,P1,ANR,lead,150.00,EUR\nC,P1,JST,lead,1000,JPY\n",
    "funders": "funder_id,name,currency,budget\nJST,Japan Agency,JPY,9000\nANR,French Agency,EUR,400.00\n",
    "rates": "currency,rate\nJPY,160\n",
    "rankings": "application_id,funder_id,rank,score,vote,stance\n"
    "A,JST,1,14,8,\nC,JST,2,12,0,\nA,ANR,2,,5.5,\nB,ANR,1,,,neutral\n",
    "endorsements": "application_id,authority,verdict,amount,currency,condition,date\n"
    "A,JST,yes,,,,2026-03-01\nA,ANR,yes,150.00,EUR,open data,\nB,ANR,pending,,,,\nC,JST,no,,,,\n",
}
SETTINGS = """\
name: a small call
reporting_currency: EUR
selection: {rule: gaps, who_ranks: %s, merge: mean, endorsements: {agencies: [lead, partners]}}
"""


@pytest.fixture(params=["merged", "national_points"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Call:
    return made(tmp_path, request.param)


@pytest.fixture
def merged(tmp_path: Path) -> Call:
    return made(tmp_path, "merged")


@pytest.fixture
def points(tmp_path: Path) -> Call:
    return made(tmp_path, "national_points")


def made(tmp_path: Path, who: str) -> Call:
    call = Call(tmp_path / "call")
    call.home.mkdir()
    call.settings(SETTINGS % who)
    for name, text in TABLES.items():
        call.write(f"{name}.csv", text)
    return call


def test_the_call_holds_before_anything_is_spoilt(both):
    assert both.read("select").settings.selection.endorsements == Endorsing(("lead", "partners"))
    assert both.read("check").tables["rankings"].height == 4


@pytest.mark.parametrize(
    ("table", "old", "new", "row", "column", "rule", "remedy"),
    [
        ("rankings", "B,ANR,1", "C,ANR,1", 4, "funder_id", "a funder ranks what it is asked to pay", "delete the row"),
        ("rankings", "C,JST,2,12", "C,JST,1,14", 1, "rank", "a funder gives each rank once", "own place"),
        ("rankings", "C,JST,2,12", "C,JST,2,15", 2, "rank", "no worse score in a funder's list", "correct the rank"),
        ("rankings", "A,JST,1,14,8,", "A,JST,1,14,11,", 1, "vote", "between 0 and 10", "from 0 to 10"),
        ("rankings", "A,JST,1,14,8,", "A,JST,1,14,-1,", 1, "vote", "0 or more", "0 or more"),
        ("rankings", "A,JST,1,14,8,", "A,JST,1,14,8,abstain", 1, "stance", "in place of a vote", "keep the vote"),
        ("rankings", "neutral", "neutrl", 4, "stance", "one of: neutral, abstain", "write neutral"),
        ("endorsements", "B,ANR,pending", "B,ANX,pending", 3, "authority", "a funder or one of", "write ANR"),
        ("endorsements", "B,ANR,pending", "B,JST,pending", 3, "authority", "the settings ask it to", "delete the row"),
        ("endorsements", "C,JST,no", "C,JST,noo", 4, "verdict", "one of: yes, no, pending", "write no"),
        ("endorsements", "C,JST,no,,", "C,JST,no,500,JPY", 4, "amount", "an amount limits a yes", "delete the amount"),
        ("endorsements", "150.00,EUR", "0.00,EUR", 2, "amount", "above 0", "no as the verdict"),
        ("endorsements", "150.00,EUR", "150,JPY", 2, "currency", "the funder's currency", "the funder's currency"),
        ("endorsements", "150.00,EUR", "150.00,", 2, "currency", "an amount has a currency", "the funder's currency"),
    ],
)
def test_one_fault_is_said_at_its_row_with_its_rule_and_remedy(both, table, old, new, row, column, rule, remedy):
    both.change(table, old, new)
    found = [d for d in both.defects() if (d.file, d.row, d.column) == (f"{table}.csv", row, column)]
    assert any(rule in d.rule and remedy in d.remedy for d in found), both.defects()


def test_a_rank_that_is_missing_is_asked_for_in_the_row_or_as_a_row(merged):
    merged.change("rankings", "A,ANR,2", "A,ANR,")
    assert (merged.defect().row, merged.defect().column) == (3, "rank")
    merged.change("rankings", "A,ANR,,,5.5,\n", "")
    assert merged.defect().value == "A by ANR"
    assert merged.defect().remedy.startswith("add a row")


def test_a_vote_that_is_missing_is_no_abstention(points):
    points.change("rankings", "A,ANR,2,,5.5,", "A,ANR,2,,,")
    assert (points.defect().row, points.defect().column) == (3, "vote")
    assert "abstain" in points.defect().remedy
    points.change("rankings", "A,ANR,2,,,\n", "")
    # ANR still takes a stance on B, but casts no vote: what it says must be said of all that ask it
    assert points.defect().value == "A by ANR"


def test_a_state_without_any_row_abstains_from_all_and_a_note_says_so(points):
    points.change("rankings", "A,ANR,2,,5.5,\nB,ANR,1,,,neutral\n", "")
    assert any("no vote by ANR" in note for note in points.read().notes)


def test_the_tables_that_the_settings_ask_for_are_there(both):
    both.remove("rankings.csv")
    both.remove("endorsements.csv")
    assert {(d.file, d.rule) for d in both.defects("select")} == {
        ("rankings.csv", "the table is there"),
        ("endorsements.csv", "the table is there"),
    }


def test_nobody_is_asked_to_rank_or_vote_on_what_misses_its_threshold(both):
    both.settings(
        SETTINGS.replace("reporting", "scale: {min: 0, max: 15}\nthresholds: {total: 13}\nreporting") % "merged"
    )
    both.change("rankings", "C,JST,2,12,0,\n", "")
    assert both.read().tables["rankings"].height == 3


def test_nobody_is_asked_to_rank_or_vote_on_what_an_authority_has_refused(both):
    both.change("rankings", "C,JST,2,12,0,\n", "")
    assert both.read("select").tables["rankings"].height == 3
    both.change("endorsements", "C,JST,no", "C,JST,yes")
    assert both.defect("select").value == "C by JST"


def test_an_agreed_list_is_whole_and_has_a_ground_where_it_departs(merged):
    # by the mean: B 1/4; A (1/4 + 3/4) / 2; C is refused by JST, and so neither ranked nor missed
    merged.settings(SETTINGS.replace(", endorsements: {agencies: [lead, partners]}", "") % "merged")
    merged.remove("endorsements.csv")
    merged.change("applications", "14,,", "14,1,")
    assert [(d.row, d.column) for d in merged.defects()] == [(2, "rank"), (3, "rank")]
    merged.change("applications", "13,,", "13,2,")
    merged.change("applications", "12,,", "12,3,")
    assert [(d.row, d.column) for d in merged.defects()] == [(1, "ground")]
    assert "renkei merge" in merged.defect().remedy
    merged.change("applications", "14,1,", "14,1,its field is empty")
    assert merged.read().tables["applications"]["ground"][0] == "its field is empty"


def test_an_application_that_asks_nobody_has_nobody_to_rank_it(merged):
    merged.settings(SETTINGS.replace(", endorsements: {agencies: [lead, partners]}", "") % "merged")
    merged.remove("endorsements.csv")
    merged.add("applications", "D,Own money,11,,")
    assert (merged.defect().row, merged.defect().column) == (4, "application_id")


def test_an_application_has_one_lead_agency_where_agencies_endorse(both):
    both.change("requests", "B,P1,ANR,lead", "B,P1,ANR,partner")
    assert any((d.file, d.row, "lead agency" in d.rule) == ("applications.csv", 2, True) for d in both.defects())


@pytest.mark.parametrize(
    ("settings", "key", "remedy"),
    [
        ("{who_ranks: merge}", "selection.who_ranks", "write merged"),
        ("{who_ranks: merged}", "selection.merge", "write merge: and one of mean, worst, upper_halves"),
        ("{who_ranks: merged, merge: mean, binding: score}", "selection.binding", "delete the key"),
        ("{who_ranks: national_points, binding: rank}", "selection.binding", "delete the key"),
        ("{merge: points}", "selection.merge", "write one of them"),
        ("{points_places: 7}", "selection.points_places", "write digits only, such as 3"),
        ("{endorsements: {agencies: [leads]}}", "selection.endorsements.agencies", "write lead"),
        ("{endorsements: {keys: [K, K]}}", "selection.endorsements.keys", "delete the repeated one"),
        ("{endorsements: {pending: wait}}", "selection.endorsements.pending", "write waits"),
        ("{endorsements: {key: K}}", "selection.endorsements.key", "write keys"),
    ],
)
def test_a_wrong_setting_is_said_with_what_to_write(both, settings, key, remedy):
    both.settings(f"name: a small call\nreporting_currency: EUR\nselection: {settings}\n")
    assert any(d.column == key and remedy in d.remedy for d in both.defects()), both.defects()


def test_tables_that_decide_nothing_are_noted(both):
    both.settings("name: a small call\nreporting_currency: EUR\nselection: {rule: gaps}\n")
    notes = " ".join(both.read().notes)
    assert "no ranking or vote decides" in notes
    assert "asks for no endorsements" in notes


def test_settings_and_tables_are_written_back_as_they_were_read(both, tmp_path):
    settings = SETTINGS.replace("lead, partners]", "lead], keys: [K], pending: counts") % "merged"
    both.settings(settings.replace("merge: mean", "merge: worst, points_places: 0"))
    both.write("endorsements.csv", "application_id,authority,verdict\nA,K,yes\n")
    once = both.read()
    write_folder(once, tmp_path / "again")
    again = read_folder(tmp_path / "again")
    assert again.settings == once.settings
    assert again.tables["rankings"].equals(once.tables["rankings"])
    assert again.tables["endorsements"].equals(once.tables["endorsements"])

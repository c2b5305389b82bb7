"""How applications stand: entered one by one, shown when the secretariat says so."""

import re
from decimal import Decimal

import pytest

from renkei.site.applications.models import Submission
from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.audit.models import Event
from renkei.site.policy import NotAllowed, Role, scoped, unscoped
from renkei.site.review.actions import Assessed, save_standing, show_scores
from renkei.site.review.models import CriterionScore, Standing
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, person
from tests.site.review.made import SELECTION, WHY

PAGE = "/review/joint/applications/JOINT-0001/"


def text(response):
    return response.content.decode()


def form(**changed):
    return {"version": "0", "status": "", "ground": "", "field": "", "score": "", **changed}


def test_a_score_is_entered_and_entered_again_over_the_version_that_was_read(made):
    browser = client_of(made.secretary)
    assert browser.post(PAGE, form(score="13.5", **{"criteria_scores.Impact": "4"})).status_code == 302
    assert browser.post(PAGE, form(version="1", score="14", **{"criteria_scores.Impact": "4.5"})).status_code == 302
    row = unscoped(Standing, WHY).get()
    assert (row.score, row.version) == (Decimal(14), 2)
    assert unscoped(CriterionScore, WHY).get().score == Decimal("4.5")
    told = unscoped(Event, WHY).filter(action="standing.saved").last()
    assert (told.before["score"], told.after["score"]) == ("13.5", "14")
    assert told.after["criteria_scores.Impact"] == "4.5"


def test_a_save_over_an_older_version_shows_both_and_saves_nothing(made):
    browser = client_of(made.secretary)
    browser.post(PAGE, form(score="13.5", field="Optics"))
    answer = browser.post(PAGE, form(score="9", field="Optics"))
    assert answer.status_code == 409
    page = text(answer)
    assert '<td data-label="What stands">13.5</td>' in page
    assert '<td data-label="What you typed">9</td>' in page
    assert unscoped(Standing, WHY).get().score == Decimal("13.5")
    assert 'name="version" value="1"' in page
    assert browser.post(PAGE, form(version="1", score="9", field="Optics")).status_code == 302
    assert unscoped(Standing, WHY).get().score == 9


def test_the_same_again_changes_nothing_and_is_not_told(made):
    actor = acting(made.secretary)
    save_standing(actor, "joint", "JOINT-0001", Assessed(score=Decimal(9)), 0)
    save_standing(actor, "joint", "JOINT-0001", Assessed(score=Decimal("9.0")), 0)
    assert unscoped(Event, WHY).filter(action="standing.saved").count() == 1
    with pytest.raises(Outdated):
        save_standing(actor, "joint", "JOINT-0001", Assessed(score=Decimal(8)), 0)


def test_everything_wrong_is_told_at_once_beside_its_field(made):
    wrong = form(status="ineligible", score="16", band="0", **{"criteria_scores.Impact": "x"})
    page = text(client_of(made.secretary).post(PAGE, wrong))
    assert "greater than or equal to 1" in page
    assert "Enter a number" in page
    given = Assessed(status="ineligible", score=Decimal(16), score_error=Decimal(-1), criteria={"Luck": Decimal(1)})
    with pytest.raises(Refused) as refused:
        save_standing(acting(made.secretary), "joint", "JOINT-0001", given, 0)
    assert {one.place for one in refused.value.remarks} == {"ground", "score", "score_error", "criteria_scores.Luck"}
    assert not unscoped(Standing, WHY).exists()


def test_the_total_is_made_from_the_criteria_where_the_call_says_so(made):
    made.call.selection = {**SELECTION, "total": "sum"}
    made.call.save()
    actor, criteria = acting(made.secretary), {"Excellence": Decimal("4.5"), "Impact": Decimal(4)}
    row = save_standing(actor, "joint", "JOINT-0001", Assessed(criteria=criteria, score=Decimal(2)), 0)
    assert row.score is None, "a criterion lacks"
    row = save_standing(actor, "joint", "JOINT-0001", Assessed(criteria={**criteria, "Plan": Decimal(5)}), 1)
    assert row.score == Decimal("13.5")
    assert 'name="score"' not in text(client_of(made.secretary).get(PAGE))
    made.call.selection["total"] = "mean"
    made.call.save()
    row = save_standing(actor, "joint", "JOINT-0001", Assessed(criteria={**criteria, "Plan": Decimal(4)}), 2)
    assert row.score == Decimal("4.166667")


def test_only_the_secretariat_sees_scores_until_it_shows_them(made):
    ours, theirs = "JOINT-0001", "JOINT-0002"
    for number in (ours, theirs):
        save_standing(acting(made.secretary), "joint", number, Assessed(score=Decimal(13)), 0)
    readers = {role: person(f"{role}@x.example", role) for role in (Role.CHAIR, Role.COORDINATOR, Role.OBSERVER)}
    officer = made.officers["F1"]
    for who in (*readers.values(), officer):
        assert not scoped(acting(who), Standing).exists()
        assert client_of(who).get("/review/joint/").status_code == 404
    assert client_of(made.secretary).post("/review/joint/show-scores/", {"sure": ""}).status_code == 200
    assert made.fresh().scores_seen_at is None
    assert client_of(made.secretary).post("/review/joint/show-scores/", {"sure": "on"}).status_code == 302
    assert made.fresh().scores_seen_at is not None
    for who in readers.values():
        page = text(client_of(who).get("/review/joint/"))
        assert ours in page
        assert theirs in page
        assert "show-scores" not in page
    page = text(client_of(officer).get("/review/joint/"))
    assert ours in page
    assert theirs not in page
    assert theirs not in text(client_of(officer).get("/review/joint/?export=csv"))


def test_showing_the_scores_again_keeps_the_first_moment(made):
    first = show_scores(acting(made.secretary), "joint").scores_seen_at
    assert show_scores(acting(made.secretary), "joint").scores_seen_at == first
    assert unscoped(Event, WHY).filter(action="call.scores_shown").count() == 1


@pytest.mark.parametrize("who", ["officer", "stranger", "observer"])
def test_nobody_but_the_secretariat_enters_or_shows(who, made):
    users = {
        "officer": made.officers["F1"],
        "stranger": person("s@x.example"),
        "observer": person("o@x.example", Role.OBSERVER),
    }
    actor, browser = acting(users[who]), client_of(users[who])
    with pytest.raises(NotAllowed):
        save_standing(actor, "joint", "JOINT-0001", Assessed(score=Decimal(1)), 0)
    with pytest.raises(NotAllowed):
        show_scores(actor, "joint")
    for address in (PAGE, "/review/joint/scores/", "/review/joint/show-scores/", "/review/joint/verdicts/"):
        assert browser.get(address).status_code == 404, address
        assert browser.post(address, {"sure": "on"}).status_code == 404, address


def test_the_list_sorts_filters_and_exports_as_it_stands(made):
    actor, browser = acting(made.secretary), client_of(made.secretary)
    for number, score in {"JOINT-0001": "9", "JOINT-0002": "12"}.items():
        save_standing(actor, "joint", number, Assessed(score=Decimal(score), criteria={"Plan": Decimal(3)}), 0)
    ruled_out = Assessed(status="ineligible", ground="Too late", score=None)
    save_standing(actor, "joint", "JOINT-0003", ruled_out, 0)
    sheet = text(browser.get("/review/joint/?export=csv&sort=-score&status=eligible"))
    assert sheet.index("JOINT-0002") < sheet.index("JOINT-0001")
    assert "JOINT-0003" not in sheet
    assert "criterion_3" in sheet.splitlines()[0]
    assert "Too late" in text(browser.get("/review/joint/?status=ineligible"))
    assert "JOINT-0001" not in text(browser.get("/review/joint/?score=without"))
    assert browser.get("/review/joint/?export=xlsx").content.startswith(b"PK")


def headings(response):
    return re.findall(r'data-label="([^"]+)"', text(response))


def test_the_page_leaves_out_columns_that_no_row_fills_and_files_keep_them(made):
    browser = client_of(made.secretary)
    shown = set(headings(browser.get("/review/joint/")))
    assert {"Number", "Title", "Score", "Status"} <= shown
    assert not {"Field", "Error", "Band", "Rank", "Ground", "Excellence", "Impact", "Plan"} & shown
    head = text(browser.get("/review/joint/?export=csv")).splitlines()[0]
    assert {"field", "score_error", "band", "rank", "ground", "criterion_1", "criterion_3"} <= set(head.split(","))


FILLS = {
    "Field": {"field": "Optics"},
    "Error": {"score_error": Decimal("0.5")},
    "Impact": {"criteria": {"Impact": Decimal(0)}},
    "Band": {"band": 2},
    "Rank": {"rank": 1},
    "Ground": {"status": "excluded", "ground": "Asked twice"},
}


@pytest.mark.parametrize("column", FILLS)
def test_a_column_that_one_row_fills_stays_whatever_the_filter_shows(column, made):
    save_standing(acting(made.secretary), "joint", "JOINT-0002", Assessed(**FILLS[column]), 0)
    browser = client_of(made.secretary)
    for address in ("/review/joint/", "/review/joint/?find=JOINT-0001"):
        assert {column} == set(FILLS) & set(headings(browser.get(address))), address


def test_what_only_a_withdrawn_submission_fills_is_no_rows_column(made):
    save_standing(acting(made.secretary), "joint", "JOINT-0002", Assessed(rank=1), 0)
    unscoped(Submission, WHY).filter(pk=made.submissions["JOINT-0002"].pk).update(withdrawn_at=NOW)
    assert "Rank" not in headings(client_of(made.secretary).get("/review/joint/"))

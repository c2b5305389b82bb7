"""A funder officer's morning."""

from datetime import timedelta
from decimal import Decimal

import pytest

from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.audit.models import Event
from renkei.site.calls.models import Participation
from renkei.site.decisions.models import Decision, SelectionMeeting
from renkei.site.policy import NotAllowed, unscoped
from renkei.site.review import morning
from renkei.site.review.actions import Assessed, Said, save_raises, save_standing, say, show_scores
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive
from tests.site.review.made import WHY

PAGE = "/review/joint/funders/F1/"
NONE = {"confirmed_raise": "", "possible_raise": ""}


def text(response):
    return response.content.decode()


def adopt(made):
    meeting = SelectionMeeting(call=made.call)
    meeting.save()
    given = {"record": "{}", "sha256": "0" * 64, "snapshot": {}, "proposed_by": made.secretary, "proposed_at": NOW}
    Decision(meeting=meeting, number=1, state="adopted", adopted_at=NOW, **given).save()


def test_the_morning_tells_what_waits_and_our_money_against_demand(made):
    page = text(client_of(made.officers["F1"]).get(PAGE))
    assert "To screen <strong>2</strong>" in page
    assert "4,000" in page, "1000 and 3000 are asked of us"
    assert "5,000" in page, "our budget"
    say(
        acting(made.officers["F1"]),
        "joint",
        "F1",
        [Said("JOINT-0003", "no", "Late", made.submissions["JOINT-0003"].sha256)],
    )
    page = text(client_of(made.officers["F1"]).get(PAGE))
    assert "Done <strong>1</strong>" in page
    assert "1,000" in page


def test_what_changed_is_of_our_own_applications_alone_and_new_since_the_last_visit(made, monkeypatch):
    def at(moment):
        arrive(monkeypatch, moment)

    browser = client_of(made.officers["F1"])
    secretary, day = made.secretary, timedelta(days=1)
    show_scores(acting(secretary, NOW - day), "joint")
    for number in ("JOINT-0001", "JOINT-0002"):
        save_standing(acting(secretary, NOW - day), "joint", number, Assessed(score=Decimal(9)), 0)
    sha256 = made.submissions["JOINT-0002"].sha256
    say(acting(made.officers["F2"], NOW - day), "joint", "F2", [Said("JOINT-0002", "no", "Theirs", sha256)])
    save_raises(acting(made.officers["F2"], NOW - day), "joint", "F2", {"possible_raise": "999"}, NONE)
    page = text(browser.get(PAGE))
    assert "JOINT-0001" in page
    assert "its standing changed" in page
    for hidden in ("JOINT-0002", "Theirs", "our raises changed", "999"):
        assert hidden not in page
    at(NOW + day)
    page = text(browser.get(PAGE))
    assert "JOINT-0001</strong> its standing" not in page, "seen at the visit before"
    say(
        acting(made.officers["F1"], NOW + day),
        "joint",
        "F1",
        [Said("JOINT-0001", "yes", "", made.submissions["JOINT-0001"].sha256)],
    )
    assert "screened" in text(browser.get(PAGE)), "the same visit goes on"


def test_before_the_scores_are_shown_no_standing_is_told_of(made):
    save_standing(acting(made.secretary), "joint", "JOINT-0001", Assessed(score=Decimal(9)), 0)
    assert "its standing changed" not in text(client_of(made.officers["F1"]).get(PAGE))


def test_an_officer_changes_the_raises_of_its_own_funder_and_it_is_told(made):
    browser = client_of(made.officers["F1"])
    form = {
        "confirmed_raise": "1,000",
        "possible_raise": "2000.50",
        "was_confirmed_raise": "",
        "was_possible_raise": "",
    }
    assert browser.post(f"{PAGE}raises/", form).status_code == 302
    row = unscoped(Participation, WHY).get(funder__code="F1")
    assert (row.confirmed_raise, row.possible_raise) == (100_000, 200_050)
    event = unscoped(Event, WHY).get(action="participation.raised")
    assert event.after == {"confirmed_raise": "1000.00", "possible_raise": "2000.50"}
    late = browser.post(f"{PAGE}raises/", {**form, "possible_raise": "5"})
    assert late.status_code == 409
    assert "1000.00" in text(late)
    now = {"was_confirmed_raise": "1000.00", "was_possible_raise": "2000.50"}
    assert browser.post(f"{PAGE}raises/", {**form, **now, "confirmed_raise": "much"}).status_code == 422
    with pytest.raises(NotAllowed):
        save_raises(acting(made.officers["F2"]), "joint", "F1", {"confirmed_raise": "1"}, NONE)
    with pytest.raises(NotAllowed):
        save_raises(acting(made.secretary), "joint", "F1", {"confirmed_raise": "1"}, NONE)
    with pytest.raises(Outdated):
        save_raises(acting(made.officers["F1"]), "joint", "F1", {"confirmed_raise": "1"}, NONE)


def test_raises_stay_once_a_decision_is_adopted(made):
    adopt(made)
    with pytest.raises(Refused):
        save_raises(acting(made.officers["F1"]), "joint", "F1", {"confirmed_raise": "1"}, NONE)
    page = text(client_of(made.officers["F1"]).get(f"{PAGE}raises/"))
    assert "adopted" in page
    assert "<button>Save" not in page


def test_a_funders_page_is_there_for_its_own_officers_alone(made):
    for who in (made.officers["F2"], made.secretary):
        for address in (PAGE, f"{PAGE}raises/", f"{PAGE}screening/"):
            assert client_of(who).get(address).status_code == 404, address


def test_a_later_station_says_what_waits_for_our_word(made, monkeypatch):
    def awards(actor, part):
        return morning.ToConfirm("To confirm after the meeting", [("JOINT-0001", "Title 1", "€1,000", "/portfolio/")])

    monkeypatch.setattr(morning, "CONFIRMING", [awards])
    assert "To confirm after the meeting" in text(client_of(made.officers["F1"]).get(PAGE))


def test_the_header_leads_officers_and_the_secretariat_to_review(made):
    assert 'href="/review/"' in text(client_of(made.officers["F1"]).get("/"))
    assert 'href="/review/"' in text(client_of(made.secretary).get("/"))
    assert 'href="/review/"' not in text(client_of(None).get("/"))
    assert client_of(made.officers["F1"]).get("/review/")["Location"] == PAGE
    assert "Joint call" in text(client_of(made.secretary).get("/review/"))


def test_the_list_of_review_is_a_file_too_each_with_what_is_ones_own(made):
    desk, officer = client_of(made.secretary), client_of(made.officers["F1"])
    assert 'href="?export=csv"' in text(desk.get("/review/"))
    head, *rows = text(desk.get("/review/?export=csv")).splitlines()
    assert head.removeprefix("\ufeff") == "call,why,funder,deadline,scores_shown"
    assert [one.split(",")[:3] for one in rows] == [["Joint call", "After the deadline", ""]]
    _head, *rows = text(officer.get("/review/?export=csv")).splitlines()
    assert [one.split(",")[:3] for one in rows] == [["Joint call", "Our part", "Funder 1"]]
    assert desk.get("/review/?export=xlsx").content.startswith(b"PK")
    assert client_of(None).get("/review/?export=csv").status_code in (302, 404)

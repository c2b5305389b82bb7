"""The made-up programme is made whole, by the actions of the stations, the same for the same moment."""

from datetime import timedelta

import pytest
from django.test import Client

from renkei.engines.selection.what_if import Change
from renkei.site.applications.models import Submission
from renkei.site.audit.facts import whole_trail
from renkei.site.audit.verifying import verify
from renkei.site.calls.models import Call, Result
from renkei.site.calls.standing import phase_of
from renkei.site.decisions.at_hand import at_hand
from renkei.site.decisions.models import Consent, Decision, Scenario, SelectionMeeting
from renkei.site.decisions.reading import record_of
from renkei.site.demo import PASSWORD, NotEmpty, make_programme
from renkei.site.policy import Phase, unscoped
from renkei.site.portfolio.models import Award, Letter, Redress
from tests.site.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(programme, db):
    return programme


def test_there_is_a_call_in_each_phase_and_each_says_that_it_is_made_up(people):
    calls = list(unscoped(Call, "the test"))
    assert {phase_of(call, NOW) for call in calls} == set(Phase)
    assert all("made up" in call.title or "架空" in call.title for call in calls)


def test_every_account_logs_in_with_the_printed_password(people):
    for person in people:
        browser = Client()
        answer = browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        assert answer.status_code == 302, person
        assert person.name.split()[0] in browser.get("/").content.decode()


def test_applications_stand_at_several_stages(people):
    submitted = unscoped(Submission, "the test")
    assert submitted.filter(withdrawn_at=None).count() == 4 + 30 + 14
    assert submitted.exclude(withdrawn_at=None).count() == 1
    assert {call.applications_begun for call in unscoped(Call, "the test")} == {0, 3, 4, 14, 30}


def test_the_meeting_that_is_about_to_begin_has_a_tie_at_the_cut_and_a_funder_short_of_money(people):
    found = at_hand(unscoped(Call, "the test").get(slug="seaweed")).ask(Change()).after
    assert len(found.tied) == 3
    assert "FIA" in {one.funder for one in found.budgets if one.could_not_pay}
    meeting = unscoped(SelectionMeeting, "the test").get(call__slug="seaweed")
    assert (meeting.state, unscoped(Scenario, "the test").filter(meeting=meeting).count()) == ("preparing", 2)


def test_the_call_that_is_decided_has_its_record_its_letters_and_a_drop_out_that_waits_for_two_funders(people):
    adopted, following = unscoped(Decision, "the test").order_by("number")
    assert (adopted.state, following.state, following.follows) == ("adopted", "proposed", adopted)
    outcomes = [one["outcome"] for one in record_of(adopted)["outcomes"].values()]
    assert set(outcomes) == {"funded", "reserve", "not_eligible"}
    assert {one.language for one in unscoped(Letter, "the test")} == {"en", "ja", "fr"}
    assert sorted(unscoped(Redress, "the test").values_list("upheld", flat=True), key=str) == [False, None]
    assert {one.state for one in unscoped(Award, "the test")} == {"recommended", "confirmed", "awarded"}
    assert unscoped(Result, "the test").count() == outcomes.count("funded")
    assert unscoped(Consent, "the test").filter(decision=following).count() == 2


def test_the_trail_of_the_programme_holds(people):
    assert verify(whole_trail()).fault == ""


def test_a_site_that_holds_something_is_left_alone(people):
    with pytest.raises(NotEmpty):
        make_programme(NOW + timedelta(days=1))
    assert unscoped(Call, "the test").count() == 7

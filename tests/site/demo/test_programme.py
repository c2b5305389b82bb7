"""The made-up programme is made whole, by the actions of the stations, the same for the same moment."""

from datetime import timedelta

import pytest
from django.test import Client

from renkei.site.applications.models import Submission
from renkei.site.calls.models import Call
from renkei.site.calls.standing import phase_of
from renkei.site.demo import PASSWORD, NotEmpty, make_programme
from renkei.site.policy import Phase, unscoped
from tests.site.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return make_programme(NOW)


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
    assert submitted.filter(withdrawn_at=None).count() == 4
    assert submitted.exclude(withdrawn_at=None).count() == 1
    assert {call.applications_begun for call in unscoped(Call, "the test")} == {0, 3, 4}


def test_a_site_that_holds_something_is_left_alone(people):
    with pytest.raises(NotEmpty):
        make_programme(NOW + timedelta(days=1))
    assert unscoped(Call, "the test").count() == 6

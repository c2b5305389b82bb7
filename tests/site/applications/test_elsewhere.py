"""An applicant is told of an organisation's other applications as far as they see them, and never of anybody else's."""

import pytest

from renkei.site.applications import actions
from renkei.site.applications.desk import desk_of
from renkei.site.applications.models import Partner, Submission
from renkei.site.calls.models import Participation
from renkei.site.policy import unscoped
from tests.site.applications.conftest import Consortium, founded
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive, person

WHY = "the test"


@pytest.fixture
def handed_in(form) -> Consortium:
    """An application that stands handed in to a funder that wants one of an organisation, led or asked in."""
    unscoped(Participation, WHY).update(annex={"applications_at_most": "1", "leads_at_most": "1"})
    made = founded("Lead")
    made.write_all()
    actions.submit(made.acting("Lead"), made.id, "k")
    return made


def another(first: Consortium, lead) -> Consortium:
    """A second application of the same organisation, written by somebody, and not handed in."""
    where = first.partners["Lead"].organisation.public_id
    made = actions.begin(acting(lead), "joint", actions.Heading("MICRO", "Larger things"), where)
    partner = unscoped(Partner, WHY).get(application=made)
    found = Consortium(made, lead, {"Lead": partner}, {"Lead": lead})
    found.write_all()
    return found


def told(who: Consortium) -> str:
    desk = desk_of(who.acting("Lead"), who.id)
    return " ".join(text for one in desk.open_remarks for text in (*one.found, *one.remedies))


def test_who_writes_both_is_told_of_the_other_by_its_number(handed_in):
    second = another(handed_in, handed_in.lead)
    assert handed_in.application.number in told(second)
    assert "leads: 2" in told(second)
    assert told(handed_in) == "", "what is only being written is nobody's second application"


def test_who_does_not_see_the_other_learns_nothing_of_it_on_any_page(handed_in, monkeypatch):
    arrive(monkeypatch, NOW)
    stranger = another(handed_in, person("stranger@x.example"))
    alone = founded("Lead", prefix="z")
    alone.write_all()
    assert told(stranger) == told(alone) == ""
    desks = [desk_of(one.acting("Lead"), one.id) for one in (stranger, alone)]
    assert desks[0].passed == desks[1].passed, "not even by a rule that is said to be met"
    actions.submit(stranger.acting("Lead"), stranger.id, "k")
    browser = client_of(stranger.lead)
    receipt = unscoped(Submission, WHY).get(application=stranger.application)
    addresses = [f"/applications/{stranger.id}/submit/", f"/applications/submissions/{receipt.public_id}/"]
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert handed_in.application.number not in answer.content.decode()
        assert "leads: 2" not in answer.content.decode()


def test_what_was_withdrawn_counts_no_longer(handed_in):
    second = another(handed_in, handed_in.lead)
    actions.withdraw(handed_in.acting("Lead"), handed_in.id)
    assert told(second) == ""

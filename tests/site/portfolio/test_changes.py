"""Partners are replaced or pay for themselves, with a ground and screened again."""

import pytest
from django.core.exceptions import ValidationError

from renkei.site.applications.actions.organisations import NewOrganisation
from renkei.site.applications.models import Member, Partner
from renkei.site.audit.models import Event
from renkei.site.policy import NotAllowed, unscoped
from renkei.site.portfolio.actions import Change, change_partner, send_letters
from renkei.site.portfolio.models import Award, Letter
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.portfolio.conftest import FIRST, ROOT, SECOND, THIRD

pytestmark = pytest.mark.django_db
WHY = "the test looks"
NEW = NewOrganisation("Institute of Light", "FR", "institute")


def test_a_partner_is_replaced_with_a_ground_and_its_people_read_no_more(made, secretary):
    by = acting(secretary)
    with pytest.raises(ValidationError, match="Say why"):
        change_partner(by, "joint", Change(THIRD, 2, NEW), "")
    change_partner(by, "joint", Change(THIRD, 2, NEW), "the lab moved")
    partner = unscoped(Partner, WHY).select_related("organisation").get(pk=made.partners[THIRD, 2].pk)
    assert partner.organisation.name == "Institute of Light"
    assert not unscoped(Member, WHY).filter(partner=partner).exists()
    told = unscoped(Event, WHY).get(action="departure.replaced")
    assert told.before == {"organisation": "Organisation 3-1"}
    assert any(said.endswith(("pass", "fail", "doubt")) for said in told.after["screening"])
    send_letters(by, "joint")
    assert "Institute of Light" in unscoped(Letter, WHY).get(partner=partner).text


def test_a_partner_that_pays_for_itself_frees_its_funders_part(made, secretary):
    change_partner(acting(secretary), "joint", Change(THIRD, 2), "own means")
    states = dict(
        unscoped(Award, WHY).filter(application__number=THIRD).values_list("participation__funder__code", "state")
    )
    assert states == {"F1": "recommended", "F2": "ended"}
    with pytest.raises(ValidationError, match="already"):
        change_partner(acting(secretary), "joint", Change(THIRD, 2), "again")


def test_nothing_changes_where_nothing_is_funded_or_for_who_may_not(made, secretary):
    with pytest.raises(ValidationError, match="no award"):
        change_partner(acting(secretary), "joint", Change(FIRST, 2), "x")
    with pytest.raises(NotAllowed):
        change_partner(acting(secretary), "joint", Change(THIRD, 9), "x")
    with pytest.raises(NotAllowed):
        change_partner(acting(made.officer("F1")), "joint", Change(THIRD, 2), "x")


def test_the_page_screens_first_and_keeps_then(made, secretary):
    client, where = client_of(secretary), f"{ROOT}departures/{SECOND}/2/"
    typed = {"kind": "self_funding", "ground": "own means"}
    page = client.post(where, typed).content.decode()
    assert "What the rules say of it so" in page
    assert not unscoped(Event, WHY).filter(action="departure.self_funding").exists()
    assert client.post(where, {**typed, "keep": "1"}).status_code == 302
    assert "own means" in client.get(f"{ROOT}departures/").content.decode()
    assert client.post(where, {"kind": "replaced", "ground": "x"}).content.decode().count("errorlist") == 3
    assert client_of(made.officer("F1")).get(where).status_code == 404


def test_the_page_lists_the_reserve_with_the_money_awaited_and_takes_a_drop_out(made, secretary):
    client = client_of(secretary)
    page = client.get(f"{ROOT}departures/").content.decode()
    assert FIRST in page.partition("Reserve list")[2].partition("What happened")[0]
    assert "EUR" in page.partition("Money it waits for")[2]
    refused = client.post(f"{ROOT}departures/", {"number": THIRD, "ground": ""})
    assert refused.status_code == 200
    assert client.post(f"{ROOT}departures/", {"number": THIRD, "ground": "left"}).status_code == 302
    page = client.get(f"{ROOT}departures/").content.decode()
    assert "Decision 2" in page
    assert client.post(f"{ROOT}departures/", {"number": SECOND, "ground": "x"}).status_code == 422
    officer = client_of(made.officer("F1"))
    assert officer.get(f"{ROOT}departures/").status_code == 200
    assert officer.post(f"{ROOT}departures/", {"number": SECOND, "ground": "x"}).status_code == 404

"""Partners are replaced or pay for themselves, with a ground and screened again."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from renkei.site.applications.actions.organisations import NewOrganisation
from renkei.site.applications.models import Member, Partner
from renkei.site.applications.refusal import Refused
from renkei.site.audit.models import Event
from renkei.site.outbox.models import Parcel
from renkei.site.policy import NotAllowed, scoped, unscoped
from renkei.site.portfolio.actions import Change, change_partner, invite_contact, send_letters
from renkei.site.portfolio.models import Award, Contact, Letter
from renkei.site.portfolio.parcels import _mail
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, person
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


def invited(made, secretary) -> str:
    """The address in the letter to somebody of the organisation that came in the place of the third's partner."""
    change_partner(acting(secretary), "joint", Change(THIRD, 2, NEW), "the lab moved")
    invite_contact(acting(secretary), "joint", THIRD, 2, "new@light.example", "fr")
    mail = unscoped(Parcel, WHY).get(key__startswith="contact:")
    assert mail.contents["to"] == ["new@light.example"]
    found = re.search(r"/portfolio/people/\S+", mail.contents["text"])
    assert found
    return found[0]


def test_people_of_a_partner_that_came_are_asked_into_the_portfolio_and_not_into_the_application(made, secretary):
    link = invited(made, secretary)
    send_letters(acting(secretary), "joint")
    assert client_of(None).get(link).status_code == 200
    newcomer = person("someone@light.example")
    client = client_of(newcomer)
    assert "Institute of Light" in client.get(link).content.decode()
    assert client.post(link)["Location"] == "/portfolio/"
    own = unscoped(Letter, WHY).get(partner=made.partners[THIRD, 2])
    assert str(own.public_id) in client.get("/portfolio/").content.decode()
    assert "Institute of Light" in client.get(f"/portfolio/letters/{own.public_id}/").content.decode()
    others = unscoped(Letter, WHY).exclude(pk=own.pk)
    assert {client.get(f"/portfolio/letters/{one.public_id}/").status_code for one in others} == {404}
    application = made.partners[THIRD, 2].application.public_id
    assert client.get(f"/applications/{application}/").status_code == 404
    assert client.get(f"/portfolio/applications/{application}/").status_code == 404
    assert scoped(acting(newcomer), Award).filter(application__number=THIRD).count() == 2
    assert client_of(person("other@x.example")).get(link).status_code == 404, "it is taken"
    assert "contact.came" in unscoped(Event, WHY).values_list("action", flat=True)


def test_their_letters_are_mailed_to_them(made, secretary):
    client = client_of(person("someone@light.example"))
    client.post(invited(made, secretary))
    send_letters(acting(secretary), "joint")
    with transaction.atomic():
        _mail(unscoped(Letter, WHY).get(partner=made.partners[THIRD, 2]))
    told = [parcel.contents["to"] for parcel in unscoped(Parcel, WHY).filter(key__startswith="letter:", kind="mail")]
    assert told == [["someone@light.example"]]


def test_nobody_is_asked_for_a_partner_that_stayed_nor_by_who_may_not_nor_after_the_link_ran_out(made, secretary):
    with pytest.raises(ValidationError, match="not replaced"):
        invite_contact(acting(secretary), "joint", THIRD, 1, "a@x.example", "en")
    link = invited(made, secretary)
    with pytest.raises(NotAllowed):
        invite_contact(acting(made.officer("F1")), "joint", THIRD, 2, "a@x.example", "en")
    with pytest.raises(Refused):
        invite_contact(acting(secretary), "joint", THIRD, 2, "no address", "en")
    unscoped(Contact, WHY).update(expires_at=NOW - timedelta(seconds=1))
    assert client_of(person("late@x.example")).get(link).status_code == 404


def test_the_secretariats_page_asks_and_shows_who_came(made, secretary):
    change_partner(acting(secretary), "joint", Change(THIRD, 2, NEW), "the lab moved")
    desk, where = client_of(secretary), f"{ROOT}departures/{THIRD}/2/people/"
    assert where in desk.get(f"{ROOT}departures/").content.decode()
    assert desk.post(where, {"email": "new@light.example", "language": "ja"}).status_code == 302
    assert "new@light.example" in desk.get(where).content.decode()
    assert desk.get(f"{ROOT}departures/{THIRD}/1/people/").status_code == 404
    assert client_of(made.officer("F1")).get(where).status_code == 404

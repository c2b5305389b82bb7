"""A funder's officers are appointed and ended by administrators or from the command line, and the trail knows it."""

import pytest
from django.core.exceptions import ValidationError

from renkei.site.accounts.models import User
from renkei.site.audit.models import Event
from renkei.site.calls.actions.officers import appoint_officer, dismiss_officer, end_officer, name_officer
from renkei.site.calls.models import Funder, Officer
from renkei.site.outbox.models import Parcel
from renkei.site.policy import NotAllowed, Role, unscoped
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, person

WHY = "the test"


def test_an_officer_is_appointed_once_and_ended_and_both_stand_in_the_trail(call):
    made = appoint_officer("mori@jst.example", "JST", NOW)
    with pytest.raises(ValidationError, match="already"):
        appoint_officer("MORI@jst.example", "JST", NOW)
    assert made.user.email == "mori@jst.example"
    end_officer("mori@jst.example", "JST", NOW)
    assert not unscoped(Officer, WHY).exists()
    assert list(unscoped(Event, WHY).values_list("action", flat=True)) == ["officer.appointed", "officer.ended"]


@pytest.mark.parametrize(("email", "funder", "said"), [("nobody", "JST", "valid"), ("a@x.example", "JTS", "JST")])
def test_no_address_and_no_such_funder_are_refused_in_words(call, email, funder, said):
    with pytest.raises(ValidationError, match=said):
        appoint_officer(email, funder, NOW)
    with pytest.raises(ValidationError, match=r"no funder|do not act"):
        end_officer(email, funder, NOW)


PAGE = "/calls/officers/"
MORI = {"funder": "JST", "email": "mori@jst.example", "ground": "letter of 1 March"}


@pytest.fixture
def browser(call, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    return client_of(person("admin@x.example", Role.ADMINISTRATOR))


def test_an_administrator_appoints_by_address_and_the_officer_is_told_how_to_log_in(browser):
    assert browser.post(PAGE, MORI).url == PAGE
    officer = unscoped(Officer, WHY).get()
    assert (officer.user.email, officer.funder.code) == ("mori@jst.example", "JST")
    event = unscoped(Event, WHY).get()
    assert (event.action, event.actor_name, event.ground) == ("officer.appointed", "admin@x.example", MORI["ground"])
    assert event.after == {"user": "mori@jst.example", "funder": "JST"}
    told = unscoped(Parcel, WHY).get().contents
    assert told["to"] == ["mori@jst.example"]
    assert "/accounts/password/reset/" in told["text"]
    assert b"mori@jst.example" in browser.get(PAGE).content


def test_an_administrator_ends_it_with_a_ground_and_they_act_no_longer(browser):
    browser.post(PAGE, MORI)
    held = unscoped(Officer, WHY).get()
    address = f"{PAGE}{held.pk}/end/"
    assert browser.post(address, {"ground": " "}).status_code == 422
    assert browser.post(address, {"ground": "moved on"}).url == PAGE
    assert not unscoped(Officer, WHY).exists()
    event = unscoped(Event, WHY).order_by("-number").first()
    assert (event.action, event.before, event.ground) == (
        "officer.ended",
        {"user": "mori@jst.example", "funder": "JST"},
        "moved on",
    )
    assert browser.post(address, {"ground": "again"}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "nobody"}, b"valid email"),
        ({"funder": "JTS"}, b"valid choice"),
        ({"ground": ""}, b"required"),
        ({"email": "MORI@jst.example"}, b"act for this funder already"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_happens(browser, changed, said):
    browser.post(PAGE, MORI)
    answer = browser.post(PAGE, MORI | changed)
    assert (answer.status_code, said in answer.content) == (422, True)
    assert unscoped(Officer, WHY).count() == 1


@pytest.mark.parametrize("role", [None, Role.SECRETARIAT, Role.OBSERVER])
def test_nobody_else_finds_the_page_or_appoints(browser, role):
    browser.post(PAGE, MORI)
    held = unscoped(Officer, WHY).get()
    other = person("other@x.example", *([role] if role else []))
    theirs = client_of(other)
    assert theirs.get(PAGE).status_code == 404
    assert theirs.post(PAGE, MORI | {"email": "friend@x.example"}).status_code == 404
    assert theirs.post(f"{PAGE}{held.pk}/end/", {"ground": "x"}).status_code == 404
    with pytest.raises(NotAllowed):
        name_officer(acting(other), "friend@x.example", "JST", "x")
    with pytest.raises(NotAllowed):
        dismiss_officer(acting(other), held.pk, "x")
    assert unscoped(Officer, WHY).count() == 1


def test_an_administrator_without_a_second_factor_is_led_to_it_and_after_a_while_all_show_who_they_are(
    browser, settings
):
    bare = client_of(User.objects.get(email="admin@x.example"), second_factor=False)
    assert bare.get(PAGE).url.startswith("/accounts/second-factor/")
    assert bare.post(PAGE, MORI).status_code == 404
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert browser.post(PAGE, MORI).url.startswith("/accounts/2fa/reauthenticate/")
    assert not unscoped(Officer, WHY).exists()


def test_the_page_asks_as_often_whatever_the_number_of_officers(browser, django_assert_max_num_queries):
    browser.post(PAGE, MORI)
    with django_assert_max_num_queries(12) as first:
        browser.get(PAGE)
    funder = unscoped(Funder, WHY).get()
    for number in range(10):
        Officer(funder=funder, user=person(f"{number}@jst.example")).save()
    with django_assert_max_num_queries(len(first)):
        browser.get(PAGE)


def test_no_call_can_be_named_like_the_page(browser):
    from renkei.site.calls.actions.call import RESERVED

    assert "officers" in RESERVED

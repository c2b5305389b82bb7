"""Appointments are made and ended by administrators alone, with a ground, and kept in the trail."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from renkei.site.accounts import actions
from renkei.site.accounts.models import Appointment, User
from renkei.site.audit.models import Event
from renkei.site.policy import NotAllowed, Role, unscoped
from tests.site.accounts.conftest import account, log_in, set_up_codes
from tests.site.conftest import acting, person


@pytest.fixture
def administrator(db):
    return account("admin@x.example", Role.ADMINISTRATOR)


@pytest.fixture
def browser(administrator):
    client, _ = log_in("admin@x.example")
    set_up_codes(client)
    return client


def last_event() -> Event:
    return unscoped(Event, "the test").order_by("-number").first()


def test_an_administrator_appoints_somebody_and_the_trail_says_who_whom_and_why(browser):
    account("new@x.example")
    asked = {"email": "new@x.example", "role": "secretariat", "ground": "letter of 1 March"}
    assert browser.post("/accounts/appointments/", asked).url == "/accounts/appointments/"
    assert User.objects.get(email="new@x.example").roles() == {Role.SECRETARIAT}
    event = last_event()
    assert (event.action, event.actor_name, event.ground) == ("appointment.made", "admin@x.example", asked["ground"])
    assert event.after == {"user": "new@x.example", "role": "secretariat"}
    assert b"letter of 1 March" in browser.get("/accounts/appointments/").content


def test_an_appointment_is_ended_and_its_holder_acts_no_longer(browser):
    held = Appointment(user=account("old@x.example"), role=Role.OBSERVER)
    held.save()
    old = unscoped(Appointment, "the test").get(pk=held.pk)
    address = f"/accounts/appointments/{held.pk}/end/"
    assert browser.post(address, {"ground": ""}).status_code == 422
    assert browser.post(address, {"ground": "moved on"}).status_code == 302
    assert old.user.roles() == frozenset()
    assert (last_event().action, last_event().ground) == ("appointment.ended", "moved on")
    assert browser.post(address, {"ground": "again"}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"email": "nobody@x.example", "role": "chair", "ground": "x"}, b"Nobody has an account"),
        ({"email": "admin@x.example", "role": "administrator", "ground": "x"}, b"hold this role already"),
        ({"email": "admin@x.example", "role": "officer", "ground": "x"}, b"valid choice"),
        ({"email": "admin@x.example", "role": "chair", "ground": " "}, b"required"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(asked, said, browser):
    response = browser.post("/accounts/appointments/", asked)
    assert (response.status_code, said in response.content) == (422, True)


def test_the_last_administrator_stays(browser, administrator):
    own = unscoped(Appointment, "the test").get()
    response = browser.post(f"/accounts/appointments/{own.pk}/end/", {"ground": "tired"})
    assert b"the last administrator" in response.content
    assert administrator.roles() == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", [None, *(role for role in Role if role in ("secretariat", "observer", "chair"))])
def test_nobody_else_appoints_or_finds_the_page(role):
    other = account("other@x.example", *([role] if role else []))
    client, _ = log_in("other@x.example")
    set_up_codes(client)
    assert client.get("/accounts/appointments/").status_code == 404
    asked = {"email": "other@x.example", "role": "administrator", "ground": "x"}
    assert client.post("/accounts/appointments/", asked).status_code == 404
    with pytest.raises(NotAllowed):
        actions.appoint(acting(other), "other@x.example", Role.ADMINISTRATOR, "x")


def test_appointing_asks_again_who_one_is_after_some_minutes(browser, settings):
    assert browser.get("/accounts/appointments/").status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert browser.get("/accounts/appointments/").url.startswith("/accounts/reauthenticate/")
    asked = {"email": "admin@x.example", "role": "chair", "ground": "x"}
    assert browser.post("/accounts/appointments/", asked).url.startswith("/accounts/reauthenticate/")
    assert User.objects.get().roles() == {Role.ADMINISTRATOR}


def test_the_page_asks_as_often_whatever_the_number_of_appointments(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(8) as first:
        browser.get("/accounts/appointments/")
    for number in range(15):
        person(f"{number}@x.example", Role.OBSERVER)
    with django_assert_max_num_queries(len(first)):
        browser.get("/accounts/appointments/")


def test_the_first_administrator_is_made_once(db):
    actions.first_administrator("first@x.example", timezone.now())
    assert User.objects.get().roles() == {Role.ADMINISTRATOR}
    assert last_event().actor_name == "the command line"
    with pytest.raises(ValidationError, match="already"):
        actions.first_administrator("second@x.example", timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_at_once_leave_one():
    people = [account(f"{name}@x.example", Role.ADMINISTRATOR) for name in "ab"]
    held = {one.user_id: one.pk for one in unscoped(Appointment, "the test")}
    together, outcomes = threading.Barrier(2), []

    def run(me: User, other: User) -> None:
        try:
            together.wait(timeout=30)
            actions.end(acting(me), held[other.pk], "rivalry")
            outcomes.append("ended")
        except (NotAllowed, ValidationError):
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in (people, people[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["ended", "refused"]

"""Whoever acts as staff proves a second factor in the session in which they act."""

import pytest
from allauth.mfa.models import Authenticator

from renkei.site.calls.models import Funder, Officer
from renkei.site.policy import Role, unscoped
from tests.site.accounts.conftest import account, code, log_in, mails, set_up_codes

HIDDEN = "/calls/joint/"


@pytest.fixture
def preparing(call):
    call.state = "preparing"
    call.save()
    return call


def officer() -> None:
    made = account("staff@x.example")
    Officer(funder=unscoped(Funder, "the test").get(), user=made).save()


@pytest.mark.parametrize("make", [lambda: account("staff@x.example", Role.SECRETARIAT), officer])
def test_staff_are_led_to_a_second_factor_and_see_what_is_theirs_once_it_is_set_up(make, preparing):
    make()
    client, response = log_in("staff@x.example")
    assert response.url == "/accounts/second-factor/"
    assert client.get(HIDDEN).url == "/accounts/second-factor/?next=%2Fcalls%2Fjoint%2F"
    assert client.get("/calls/none/").url.startswith("/accounts/second-factor/")  # there or not: the same
    set_up_codes(client)
    assert client.get(HIDDEN).status_code == 200
    assert client.get("/calls/none/").status_code == 404


def test_the_next_session_asks_for_a_code_and_a_session_without_one_is_no_session(preparing):
    account("staff@x.example", Role.SECRETARIAT)
    secret = set_up_codes(log_in("staff@x.example")[0])
    client, response = log_in("staff@x.example")
    assert response.url == "/accounts/2fa/authenticate/"
    assert client.get(HIDDEN).status_code == 404
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret, later=1)}).url == "/"
    assert client.get(HIDDEN).status_code == 200


def test_a_recovery_code_works_once(preparing):
    account("staff@x.example", Role.SECRETARIAT)
    first, _ = log_in("staff@x.example")
    set_up_codes(first)
    page = first.get("/accounts/2fa/recovery-codes/").content.decode()
    one = page.split("<pre>")[1].split()[0]
    for works in (True, False):
        client, _ = log_in("staff@x.example")
        client.post("/accounts/2fa/authenticate/", {"code": one})
        assert (client.get(HIDDEN).status_code == 200) is works


def test_a_second_factor_that_was_taken_away_counts_no_longer_in_the_same_session(preparing):
    account("staff@x.example", Role.SECRETARIAT)
    client, _ = log_in("staff@x.example")
    set_up_codes(client)
    assert client.get(HIDDEN).status_code == 200
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert client.get(HIDDEN).url.startswith("/accounts/second-factor/")
    assert not Authenticator.objects.exists()


def test_the_database_does_not_tell_the_secret():
    account("a@x.example")
    secret = set_up_codes(log_in("a@x.example")[0])
    assert all(secret not in str(kept.data) for kept in Authenticator.objects.all())


def test_codes_are_not_tried_without_end(preparing):
    account("staff@x.example", Role.SECRETARIAT)
    set_up_codes(log_in("staff@x.example")[0])
    client, _ = log_in("staff@x.example")
    for _ in range(8):
        response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert b"Too many" in response.content


def test_who_is_not_of_the_staff_needs_none_and_finds_plain_pages(preparing):
    account("a@x.example")
    client, response = log_in("a@x.example")
    assert response.url == "/"
    assert client.get(HIDDEN).status_code == 404


def test_setting_one_up_and_taking_it_away_is_told_by_mail():
    account("a@x.example")
    client, _ = log_in("a@x.example")
    set_up_codes(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert len(mails("a@x.example")) >= 1


def test_a_demonstration_lets_everybody_try_every_role(preparing, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    account("staff@x.example", Role.SECRETARIAT)
    client, response = log_in("staff@x.example")
    assert response.url == "/"
    assert client.get(HIDDEN).status_code == 200

"""Logging in elsewhere, at a real OpenID Connect provider on this machine; what does not fit lets nobody in."""

import re
import warnings
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from renkei.site.accounts import openid
from renkei.site.accounts.models import User
from renkei.site.policy import Role
from tests.site.accounts.conftest import account, mails, set_up_codes
from tests.site.conftest import person

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
LOGIN = "/accounts/oidc/oidc/login/"
MORI = {"email": "mori@jst.example", "email_verified": True, "given_name": "Aiko", "family_name": "Mori"}


def provider(settings, **given) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import run_server_in_thread

        with run_server_in_thread(**given) as server:
            address = f"http://localhost:{server.server_port}"
            settings.SOCIALACCOUNT_PROVIDERS = openid.providers((address, "renkei", "a secret"))
            yield address


@pytest.fixture
def elsewhere(settings) -> Iterator[str]:
    yield from provider(settings)


@pytest.fixture
def elsewhere_long_ago(settings) -> Iterator[str]:
    """Its tokens have run out when they are given."""
    yield from provider(settings, access_token_max_age=timedelta(minutes=-5))


def known(address: str, sub: str, **claims: object) -> None:
    """The provider knows a person with these claims."""
    assert requests.put(f"{address}/users/{sub}", json=claims, timeout=10).status_code == 204


def sent_away(client: Client) -> str:
    return client.post(LOGIN).url


def came_back(asked: str, sub: str) -> str:
    """Where the provider sends a browser in which a person agreed."""
    answer = requests.post(asked, data={"sub": sub}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def log_in(sub: str, client: Client | None = None):
    client = client or Client()
    back = came_back(sent_away(client), sub)
    return client, client.get(back)


def test_who_is_known_elsewhere_gets_an_account_and_the_same_one_the_next_time(elsewhere):
    known(elsewhere, "mori", **MORI)
    client, answer = log_in("mori")
    assert answer.url == "/"
    assert logged_in(client)
    user = User.objects.get()
    assert (user.email, user.get_full_name()) == ("mori@jst.example", "Aiko Mori")
    assert EmailAddress.objects.get().verified
    assert not user.has_usable_password()
    assert logged_in(log_in("mori")[0])
    assert User.objects.count() == 1


def test_the_site_asks_with_a_state_and_a_challenge_of_its_own_each_time(elsewhere):
    asked = [parse_qs(urlsplit(sent_away(Client())).query) for _ in range(2)]
    for one in asked:
        assert one["code_challenge_method"] == ["S256"]
        assert one["response_type"] == ["code"]
    assert asked[0]["state"] != asked[1]["state"]
    assert asked[0]["code_challenge"] != asked[1]["code_challenge"]


@pytest.mark.parametrize("state", ["", "guessed", None])
def test_an_answer_to_a_question_that_nobody_asked_lets_nobody_in(elsewhere, state):
    known(elsewhere, "mori", **MORI)
    client = Client()
    parts = urlsplit(came_back(sent_away(client), "mori"))
    given = {"code": parse_qs(parts.query)["code"][0]} | ({} if state is None else {"state": state})
    answer = client.get(f"{parts.path}?{urlencode(given)}")
    assert answer.status_code in (200, 401)
    assert not logged_in(client)
    assert not User.objects.exists()


def test_an_answer_that_was_meant_for_another_browser_or_was_used_already_lets_nobody_in(elsewhere):
    known(elsewhere, "mori", **MORI)
    client, other = Client(), Client()
    sent_away(other)
    back = came_back(sent_away(client), "mori")
    other.get(back)
    assert not logged_in(other)
    client.get(back)
    assert logged_in(client)
    client.logout()
    client.get(back)
    assert not logged_in(client)


def test_a_token_that_has_run_out_lets_nobody_in(elsewhere_long_ago):
    known(elsewhere_long_ago, "mori", **MORI)
    client, answer = log_in("mori")
    assert answer.status_code < 500
    assert not logged_in(client)
    assert not User.objects.exists()


def test_who_says_no_elsewhere_is_told_so_and_not_logged_in(elsewhere):
    client = Client()
    answer = requests.post(sent_away(client), data={"action": "deny"}, allow_redirects=False, timeout=10)
    back = client.get(answer.headers["Location"], follow=True)
    assert back.status_code < 500
    assert not logged_in(client)


def test_an_address_that_the_provider_has_not_verified_is_verified_by_us_first(elsewhere):
    known(elsewhere, "mori", **MORI | {"email_verified": False})
    client, answer = log_in("mori")
    assert answer.url == "/accounts/confirm-email/"
    assert not logged_in(client)
    assert re.search(r"/accounts/confirm-email/\S+", mails("mori@jst.example")[0]["text"])


@pytest.mark.parametrize("verified", [True, False])
def test_an_account_that_stands_is_not_taken_over_by_who_shows_its_address_elsewhere(elsewhere, verified):
    mine = account("mori@jst.example")
    known(elsewhere, "stranger", **MORI | {"email_verified": verified})
    client, _answer = log_in("stranger")
    assert not logged_in(client)
    assert not SocialAccount.objects.filter(user=mine).exists()


def test_an_address_that_no_mail_can_reach_is_refused_without_an_error(elsewhere):
    known(elsewhere, "odd", **MORI | {"email": '"a b"@jst.example', "email_verified": False})
    client, answer = log_in("odd")
    assert answer.status_code < 500
    assert not logged_in(client)
    assert not User.objects.exists()


def test_staff_who_log_in_elsewhere_still_need_a_second_factor_here(elsewhere):
    user = person("mori@jst.example", Role.SECRETARIAT)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    SocialAccount.objects.create(user=user, provider="oidc", uid="mori")
    known(elsewhere, "mori", **MORI)
    client, answer = log_in("mori")
    assert logged_in(client)
    assert answer.url.startswith("/accounts/second-factor/")
    assert client.get("/calls/new/").url.startswith("/accounts/second-factor/")
    assert client.post("/calls/new/", {}).status_code == 404
    set_up_codes(client)
    assert client.get("/calls/new/").status_code == 200
    again, asked = log_in("mori")
    assert asked.url.startswith("/accounts/2fa/authenticate/")
    assert again.get("/calls/new/").status_code == 404

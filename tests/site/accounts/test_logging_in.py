"""Accounts, from making one to a forgotten password; and what a stranger learns of them: nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renkei.site.accounts.models import User
from tests.site.accounts.conftest import PASSWORD, account, log_in, mails

TOKEN = re.compile(rb"[A-Za-z0-9]{64}")


def sign_up(email: str, client: Client | None = None):
    given = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    return (client or Client()).post("/accounts/signup/", given)


def link_in(mail: dict) -> str:
    return re.search(r"https?://[^/\s]+(/accounts/\S+)", mail["text"])[1]


def test_an_account_opens_by_the_link_in_the_mail():
    client = Client()
    assert sign_up("new@x.example", client).url == "/accounts/confirm-email/"
    assert log_in("new@x.example")[1].url == "/accounts/confirm-email/"  # not yet
    link = link_in(mails("new@x.example")[0])
    assert b"new@x.example" in client.get(link).content
    client.post(link)
    assert EmailAddress.objects.get(email="new@x.example").verified
    assert log_in("new@x.example")[1].url == "/"


def test_an_account_keeps_the_language_in_which_it_was_made_and_is_written_to_in_it():
    client = Client(headers={"accept-language": "ja"})
    sign_up("new@x.example", client)
    assert User.objects.get().language == "ja"
    mail = mails("new@x.example")[0]
    assert mail["language"] == "ja"
    assert re.search("[ぁ-ん]", mail["text"])
    assert mail["subject"].startswith("Renkei: ")


def test_a_forgotten_password_is_set_anew_by_the_link_in_the_mail():
    account("a@x.example")
    client = Client()
    client.post("/accounts/password/reset/", {"email": "a@x.example"})
    page = client.get(link_in(mails("a@x.example")[0]), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "another quiet river", "password2": "another quiet river"})
    assert log_in("a@x.example", "another quiet river")[1].url == "/"
    assert log_in("a@x.example")[1].status_code == 200


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/accounts/login/", {"login": "{}", "password": "wrong wrong wrong"}),
        ("/accounts/password/reset/", {"email": "{}"}),
        ("/accounts/signup/", {"email": "{}", "password1": PASSWORD, "password2": PASSWORD}),
    ],
)
def test_nobody_learns_who_has_an_account(address, given):
    account("known@x.example")
    answers = []
    for email in ("known@x.example", "other@x.example"):
        client = Client()
        client.get("/accounts/login/")
        response = client.post(address, {name: text.format(email) for name, text in given.items()})
        body = TOKEN.sub(b"", response.content).replace(email.encode(), b"")
        answers.append((response.status_code, body, response.headers.get("Location"), set(response.cookies)))
    assert answers[0] == answers[1]


def test_a_wrong_password_takes_as_much_work_for_nobody_as_for_somebody(monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append(1) or encode(self, *a, **k))
    account("known@x.example")
    works = []
    for email in ("known@x.example", "other@x.example"):
        hashed.clear()
        log_in(email, "wrong wrong wrong")
        works.append(len(hashed))
    assert works[0] == works[1] > 0


def test_who_has_an_account_already_is_told_by_mail_alone():
    account("known@x.example")
    sign_up("known@x.example")
    assert "known@x.example" in mails("known@x.example")[0]["to"]
    assert User.objects.count() == 1


def test_addresses_differ_by_more_than_case():
    account("known@x.example")
    sign_up("KNOWN@x.example")
    assert User.objects.count() == 1
    assert log_in("Known@X.example")[1].url == "/"


@pytest.mark.parametrize("email", ["a@x.example\r\nBcc: b@x.example", "a@x.example\nSubject: x", '"a\r\nb"@x.example'])
def test_no_line_of_a_header_is_smuggled_in_with_an_address(email):
    assert sign_up(email).status_code == 200
    Client().post("/accounts/password/reset/", {"email": email})
    assert User.objects.count() == 0
    assert mails(email) == []


def test_a_name_is_one_line_and_stands_in_no_header():
    user = account("a@x.example")
    client, _ = log_in("a@x.example")
    assert (
        client.post("/accounts/name/", {"first_name": "Ada\r\nBcc: b@x.example", "last_name": "L"}).status_code == 200
    )
    assert client.post("/accounts/name/", {"first_name": "Ada", "last_name": "Löve 愛"}).status_code == 302
    user.refresh_from_db()
    assert user.get_full_name() == "Ada Löve 愛"
    client.post("/accounts/password/reset/", {"email": "a@x.example"})
    assert all("Ada" not in mail["subject"] + "".join(mail["to"]) for mail in mails("a@x.example"))


def test_after_some_wrong_passwords_an_account_waits_and_others_do_not():
    account("a@x.example")
    account("b@x.example")
    for number in range(6):
        _, response = log_in("a@x.example", "wrong wrong wrong", REMOTE_ADDR=f"203.0.113.{number}")
    assert b"Too many" in response.content
    assert log_in("a@x.example", REMOTE_ADDR="203.0.113.99")[1].status_code == 200  # the right one too
    assert log_in("b@x.example", REMOTE_ADDR="203.0.113.99")[1].url == "/"


def test_from_one_address_many_accounts_are_not_tried():
    for number in range(12):
        _, response = log_in(f"{number}@x.example", "wrong wrong wrong")
    assert response.status_code == 429 or b"Too many" in response.content


def test_attempts_are_counted_in_the_database_for_all_processes_together():
    log_in("a@x.example", "wrong wrong wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM site_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] > 0


def test_logging_in_asks_the_database_as_often_however_many_people_there_are():
    account("a@x.example")
    with CaptureQueriesContext(connection) as first:
        log_in("a@x.example")
    for number in range(10):
        account(f"{number}@x.example")
    with CaptureQueriesContext(connection) as second:
        log_in("a@x.example")
    assert len(second) <= len(first)


PAGES = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/none/",
    "/accounts/password/reset/key/1-none/",
    "/accounts/inactive/",
    "/accounts/3rdparty/login/cancelled/",
    "/accounts/3rdparty/login/error/",
]
OWN = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/name/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/3rdparty/",
    "/accounts/second-factor/",
]


@pytest.mark.parametrize("language", ["en", "ja", "fr"])
def test_every_page_is_the_sites_own_and_needs_no_inline_script_or_style(language):
    account("a@x.example")
    client, _ = log_in("a@x.example")
    for browser, addresses in ((Client(), PAGES), (client, OWN)):
        for address in addresses:
            page = browser.get(address, headers={"accept-language": language}, follow=True).content.decode()
            assert '<a class="skip"' in page, address
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page), address


@pytest.mark.parametrize(
    "odd", ['"a b"@x.example', "a(b)@x.example", "a@[127.0.0.1]", "é@x.example", '"a@b"@x.example']
)
def test_an_address_that_no_mail_can_reach_is_refused_beside_its_field_wherever_it_is_given(odd):
    answer = sign_up(odd)
    assert answer.status_code == 200
    assert b'id="id_email_error"' in answer.content or b"plain address" in answer.content
    assert not User.objects.exists()
    with pytest.raises(ValidationError):
        User.objects.known_or_new(odd)
    account("a@x.example")
    client, _ = log_in("a@x.example")
    client.post("/accounts/email/", {"email": odd, "action_add": ""})
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["a@x.example"]

"""People with accounts, and what they do to log in."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from renkei.site.accounts.models import User
from renkei.site.outbox.models import Parcel
from renkei.site.policy import Role, unscoped
from tests.site.conftest import person

PASSWORD = "a long and quiet river"


@pytest.fixture(autouse=True)
def _required(settings, db, monkeypatch):
    """As on a site that is no demonstration; what allauth does on commit is done at once, for no test commits."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **given: act())
    settings.SECOND_FACTOR_REQUIRED = True
    settings.EMAIL_BACKEND = "renkei.site.outbox.backend.OutboxBackend"  # tests of Django's own have another
    cache.clear()  # of attempts that other tests made


def account(email: str, *roles: Role) -> User:
    made = person(email, *roles)
    made.set_password(PASSWORD)
    made.save()
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    return made


def log_in(email: str, password: str = PASSWORD, client: Client | None = None, **given):
    client = client or Client(**given)
    return client, client.post("/accounts/login/", {"login": email, "password": password})


def code(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def set_up_codes(client: Client) -> str:
    """The secret of codes that were set up just now."""
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    found = re.search(r'class="hash">(\w+)<', page)
    assert found, page
    done = client.post("/accounts/2fa/totp/activate/", {"code": code(found[1])})
    assert done.status_code == 302, done.content.decode()
    return found[1]


def mails(to: str) -> list[dict]:
    every = unscoped(Parcel, "the test reads everybody's mail").filter(kind="mail").order_by("pk")
    return [parcel.contents for parcel in every if to in parcel.contents["to"]]

"""A browser in which somebody is logged in."""

import time

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.test import Client

from renkei.site.accounts.models import User


def client_of(user: User | None, second_factor: bool = True) -> Client:
    """A browser of somebody, or of the public; without a second factor a member of staff acts as anybody."""
    client = Client()
    if user is not None:
        client.force_login(user)
        if second_factor:
            _prove(client, user)
    return client


def _prove(client: Client, user: User) -> None:
    held = Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})[0]
    session = client.session
    session["account_authentication_methods_user"] = user_id_to_str(user)
    now = time.time()
    session["account_authentication_methods"] = [
        {"method": "password", "at": now},
        {"method": "mfa", "at": now, "id": held.pk, "type": "totp"},
    ]
    session.save()

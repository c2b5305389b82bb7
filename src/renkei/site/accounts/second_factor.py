"""The second factor: a code or a key beside the password, without which nobody acts as staff."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from renkei.site.accounts.models import User


def proved(request: HttpRequest, user: User) -> bool:
    """Whether the person proved, in this session, a second factor that they still have.

    On a demonstration (`SECOND_FACTOR_REQUIRED` is off) nobody needs one.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return True
    records = get_authentication_records(request, user)
    used = [record.get("id") for record in records if record.get("method") == "mfa"]
    return bool(used) and Authenticator.objects.filter(user=user, pk__in=used).exists()


def remember(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever has just set one up has proved it in doing so; recovery codes alone are none."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)

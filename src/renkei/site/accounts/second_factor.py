"""The second factor: a code or a key beside the password, without which nobody acts as staff."""

from allauth.account.authentication import get_authentication_records
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

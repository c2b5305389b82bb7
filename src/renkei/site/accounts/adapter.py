"""What allauth asks of us: who is led where after logging in, and in which language we write."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import get_language, override

from renkei.site.accounts.address import plain_address
from renkei.site.accounts.models import User
from renkei.site.accounts.second_factor import proved


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are kept encrypted, by a key that is made of the site's own."""

    def encrypt(self, text: str) -> str:
        """What is kept of a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of what is kept."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (hashlib.sha256(f"second factors\n{key!s}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our choices."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff without a second factor are led to it first."""
        user = request.user
        if isinstance(user, User) and not proved(request, user) and user.is_on_the_staff():
            return resolve_url("second_factor")
        return str(super().get_login_redirect_url(request))

    def clean_email(self, email: str) -> str:
        """An address that the site can write to."""
        return plain_address(email)

    def is_reauthentication_required(self, *, app: str = "") -> bool:
        """Not of who logged in a moment ago: they showed who they are."""
        records = get_authentication_records(self.request, self.request.user)
        now = time.time()
        if any(now - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app))

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A new account reads in the language in which it was made."""
        user.language = get_language() or "en"
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of whom it is for, where we know them."""
        user = context.get("user")
        with override(user.language if isinstance(user, User) and user.pk else get_language()):
            super().send_mail(template_prefix, email, context)

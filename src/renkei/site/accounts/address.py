"""Which e-mail addresses the site takes: those that it can write to without quoting anything in a header."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

QUOTED = ' ,;:<>()[]"\\'


def is_plain(address: str) -> bool:
    """Whether an address can stand in a header as it is."""
    local, _at, domain = address.rpartition("@")
    return bool(local and domain) and address.isascii() and not any(sign in address for sign in QUOTED)


def plain_address(email: str) -> str:
    """The address; ValidationError for what is none, or none that the site can write to."""
    validate_email(email)
    if not is_plain(email):
        raise ValidationError(
            _("Write a plain address, such as person@agency.example: no quotes or brackets, in ASCII.")
        )
    return email

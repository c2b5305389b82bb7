"""Addresses of this station's pages as letters name them: whole, with the site's own beginning."""

from django.conf import settings
from django.urls import reverse


def absolute(name: str, *which: object) -> str:
    """The whole address of a page by its name."""
    return str(settings.SITE_ADDRESS) + reverse(name, args=which)

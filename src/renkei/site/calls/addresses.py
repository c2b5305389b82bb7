"""Addresses of calls as mails and feeds hold them."""

from django.conf import settings
from django.urls import reverse

from renkei.site.calls.models import Call


def call_address(call: Call) -> str:
    """The whole address of a call's page."""
    return f"{settings.SITE_ADDRESS}{reverse('call', args=[call.slug])}"

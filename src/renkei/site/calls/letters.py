"""The letter to a funder's new officer; it lies in the outbox in the transaction of what it tells of."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.calls.models import Officer
from renkei.site.outbox.post import post_mail


def appointed(made: Officer) -> None:
    """To the officer: for whom they act, and how they log in."""
    with override(made.user.language):
        named = {
            "funder": made.funder.name,
            "login": settings.SITE_ADDRESS + reverse("account_login"),
            "password": settings.SITE_ADDRESS + reverse("account_reset_password"),
        }
        text = _(
            "From now on you act for %(funder)s on this site: you see what is handed in to it, and its budget in the "
            "selection.\n\nLog in: %(login)s\nIf you have no password yet, set one: %(password)s\n\n"
            "Whoever acts for a funder needs a second factor, such as an app that gives codes; the site asks you to "
            "set one up."
        )
        subject = _("You act for a funder")
        post_mail(f"officer:{made.pk}", [made.user.email], subject, text % named, language=made.user.language)

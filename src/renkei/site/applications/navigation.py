"""This station's way through the site."""

from django.utils.translation import gettext_lazy as _

from renkei.site.ui.navigation import Way

WAYS = [Way(_("My applications"), "my_applications", signed_in=True, place=30)]

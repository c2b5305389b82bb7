"""The way to the calls."""

from django.utils.translation import gettext_lazy as _

from renkei.site.ui.navigation import Way

WAYS = (Way(_("Calls"), "calls", place=10),)

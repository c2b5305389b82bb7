"""The way to what follows a decision."""

from django.utils.translation import gettext_lazy as _

from renkei.site.ui.navigation import Way

WAYS = (Way(_("Outcomes"), "portfolio", signed_in=True, place=45),)

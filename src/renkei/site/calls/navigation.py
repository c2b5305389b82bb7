"""The ways to the calls, and to who acts for their funders."""

from django.utils.translation import gettext_lazy as _

from renkei.site.policy import Role
from renkei.site.ui.navigation import Way

WAYS = (
    Way(_("Calls"), "calls", place=10),
    Way(_("Funders’ officers"), "officers", frozenset({Role.ADMINISTRATOR}), place=93),
)

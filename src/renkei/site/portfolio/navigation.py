"""The way to what follows a decision."""

from django.utils.translation import gettext_lazy as _

from renkei.site.policy import Role
from renkei.site.ui.navigation import Way

WAYS = (
    Way(_("Outcomes"), "portfolio", signed_in=True, place=45),
    Way(_("Procedures"), "observed", frozenset({Role.OBSERVER}), place=46),
)

"""The way to review."""

from django.utils.translation import gettext_lazy as _

from renkei.site.policy import Role
from renkei.site.ui.navigation import Way

READERS = frozenset({Role.SECRETARIAT, Role.COORDINATOR, Role.CHAIR, Role.OBSERVER, Role.OFFICER})
WAYS = (Way(_("Review"), "review", READERS, place=40),)

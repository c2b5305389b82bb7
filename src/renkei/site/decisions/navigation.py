"""The way to the selection meetings."""

from django.utils.translation import gettext_lazy as _

from renkei.site.policy import Role
from renkei.site.ui.navigation import Way

WHO = frozenset({Role.SECRETARIAT, Role.COORDINATOR, Role.CHAIR, Role.OBSERVER})
WAYS = (Way(_("Meetings"), "meetings", WHO, place=40),)

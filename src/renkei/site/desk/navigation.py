"""The way to the desk."""

from django.utils.translation import gettext_lazy as _

from renkei.site.policy import Role
from renkei.site.ui.navigation import Way

WAYS = (Way(_("Desk"), "desk", frozenset({Role.SECRETARIAT}), place=5),)

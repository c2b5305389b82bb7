"""The way to the organisations."""

from django.utils.translation import gettext_lazy as _

from renkei.site.ui.navigation import Way

WAYS = (Way(_("Organisations"), "organisations", place=80),)

"""What is done in the desk, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "call.invited": _("invited to the full stage"),
}

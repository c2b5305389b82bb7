"""What is done in the outbox, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "outbox.tried_again": _("had something that was set aside tried again"),
    "outbox.dropped": _("gave up something that was set aside"),
}

# What it was done to: the model → its words
SUBJECTS = {
    "outbox.Parcel": _("a letter or task that was set aside"),
}

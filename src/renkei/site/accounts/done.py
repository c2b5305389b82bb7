"""What is done in accounts, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "appointment.made": _("appointed somebody"),
    "appointment.ended": _("ended an appointment"),
}

# What it was done to: the model → its words
SUBJECTS = {
    "accounts.Appointment": _("an appointment"),
}

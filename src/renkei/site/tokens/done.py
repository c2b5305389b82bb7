"""What is done in tokens, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "token.made": _("made a token for a program"),
    "token.revoked": _("revoked a token"),
}

# What it was done to: the model → its words
SUBJECTS = {
    "tokens.Token": _("a token for a program"),
}

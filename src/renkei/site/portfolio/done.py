"""What is done in the portfolio, in words for those who read the trail."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "awards.made": _("has the awards follow the decision"),
    "award.confirmed": _("confirmed an award"),
    "award.awarded": _("awarded what was confirmed"),
    "award.refused": _("refused an award"),
    "contact.invited": _("invited a new partner's contact"),
    "contact.came": _("came as a new partner's contact"),
    "departure.dropped_out": _("noted that an application dropped out"),
    "departure.replaced": _("replaced a partner"),
    "departure.self_funding": _("noted that a partner pays for itself"),
    "letters.sent": _("sent the letters"),
    "letter.set": _("made a letter's file"),
    "redress.filed": _("asked for redress"),
    "redress.answered": _("answered a request for redress"),
}

# What it was done to: the model → its words
SUBJECTS = {
    "portfolio.Award": _("an award"),
    "portfolio.Contact": _("a new partner’s contact"),
    "portfolio.Letter": _("a letter"),
    "portfolio.Redress": _("a request for redress"),
    "portfolio.Departure": _("a drop-out, or a change of a partner"),
    "portfolio.FunderResult": _("a funder’s published result"),
}

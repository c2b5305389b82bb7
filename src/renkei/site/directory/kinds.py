"""The kinds and sizes of organisation that funders ask about, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "large": _("large company"),
    "sme": _("small or medium-sized company"),
    "startup": _("startup"),
    "institute": _("research institute"),
    "university": _("university"),
    "public": _("public body"),
    "other": _("other organisation"),
}
KINDS = list(WORDS.items())

"""The roles in the reader's words."""

from django.utils.translation import gettext_lazy as _

ROLES = {
    "secretariat": _("secretariat"),
    "coordinator": _("coordinator"),
    "chair": _("panel chair"),
    "observer": _("observer"),
    "administrator": _("administrator"),
}

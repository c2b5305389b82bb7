"""What things of the directory are called, for those who read the trail."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

DONE: Mapping[str, StrPromise] = {}

# What it was done to: the model → its words
SUBJECTS = {
    "directory.Organisation": _("an organisation"),
}

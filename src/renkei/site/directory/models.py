"""Organisations."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from renkei.site.accounts.models import User
from renkei.site.directory.kinds import KINDS
from renkei.site.policy import Guarded


class Organisation(Guarded):
    """A company, institute, university, agency or association.

    One that an applicant entered is not listed: its name in a public list would tell who is about to apply.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=300)
    ror = models.CharField(_("ROR identifier"), max_length=40, blank=True)
    country = models.CharField(_("country"), max_length=2)
    size = models.CharField(_("kind and size"), max_length=20, choices=KINDS)
    website = models.URLField(_("website"), blank=True)
    listed = models.BooleanField(default=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name

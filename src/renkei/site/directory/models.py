"""Organisations."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from renkei.site.policy import Guarded
from renkei.tables import SIZES


class Organisation(Guarded):
    """A company, institute, university, agency or association."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=300)
    ror = models.CharField(_("ROR identifier"), max_length=40, blank=True)
    country = models.CharField(_("country"), max_length=2)
    size = models.CharField(_("kind and size"), max_length=20, choices=[(size, size) for size in SIZES])
    website = models.URLField(_("website"), blank=True)

    def __str__(self) -> str:
        return self.name

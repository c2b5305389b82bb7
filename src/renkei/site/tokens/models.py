"""A token, of which only a hash is kept."""

from typing import ClassVar

from django.db import models

from renkei.site.accounts.models import User
from renkei.site.policy import Guarded


class Token(Guarded):
    """A secret by which a program acts for a person; shown once, revocable, never with a role of staff."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

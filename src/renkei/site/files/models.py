"""A file as it was handed in."""

from django.db import models

from renkei.site.accounts.models import User


class StoredFile(models.Model):
    """The bytes' name in the store (their SHA-256), what they are, and whether they were looked into.

    It has no rules of its own: it is reached only through a protected row that holds it (an attachment, a letter).
    """

    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    handed_in_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(auto_now_add=True)
    scanned = models.CharField(max_length=20, default="not_scanned")

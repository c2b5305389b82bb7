"""The trail and its head."""

from typing import ClassVar

from django.db import models

from renkei.site.audit.words import action_words, subject_words
from renkei.site.policy import Guarded


class Event(Guarded):
    """One act: who, what, to what, before and after, why; chained to the event before it."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=300)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    ground = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        return action_words(self.action)

    @property
    def of_what(self) -> str:
        """What it was done to, in the reader's language."""
        return subject_words(self.subject)


class Head(models.Model):
    """The last event's number and hash: one row, locked while an event is added."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

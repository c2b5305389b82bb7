"""What waits to be done outside the request that asked for it."""

from typing import ClassVar

from django.db import models

from renkei.site.policy import Guarded


class Parcel(Guarded):
    """One piece of work: of a kind, with its contents; leased by a worker, tried again, or set aside for a person."""

    class State(models.TextChoices):
        """Where a parcel is."""

        WAITING = "waiting"
        LEASED = "leased"
        HANDING_OVER = "handing_over"  # what follows cannot be taken back: never repeated by itself
        DONE = "done"
        SET_ASIDE = "set_aside"

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True, help_text="the same key is the same work, done once")
    contents = models.JSONField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=80, blank=True)
    trouble = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"])]

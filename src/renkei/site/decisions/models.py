"""The selection meeting and what it decides."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from renkei.site.accounts.models import User
from renkei.site.applications.models import Application
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Guarded, OneToOne


class SelectionMeeting(Guarded):
    """The meeting of a call. `quorum` counts funders present or by proxy."""

    class State(models.TextChoices):
        """Where it is."""

        PREPARING = "preparing", _("in preparation")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    call = OneToOne(Call, models.PROTECT, related_name="selection_meeting")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PREPARING)
    quorum = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)


class Seat(Guarded):
    """Who takes part: for a funder, for the secretariat, or as a guest; in person or by proxy."""

    meeting = models.ForeignKey(SelectionMeeting, models.PROTECT, related_name="seats")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    proxy = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="stands_for", help_text="who votes for it"
    )
    came_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)


class Absence(Guarded):
    """Somebody left the room while an application was discussed, and why."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="absences")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    ground = models.TextField()
    left_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)


class MinuteLine(Guarded):
    """One line of the minutes, never changed; a later line corrects an earlier one."""

    meeting = models.ForeignKey(SelectionMeeting, models.PROTECT, related_name="minutes")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField()


class Scenario(Guarded):
    """A named change of the call (`engines.selection.what_if.Change` as data), kept to be looked at again.

    `simulation`: it departs from what was published after scores could be seen; adoptable only with every funder's
    yes and a ground.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(SelectionMeeting, models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=100)
    position = models.PositiveIntegerField()
    change = models.JSONField(default=dict)
    simulation = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "position"], name="scenario_position_once"),
            models.UniqueConstraint(fields=["meeting", "name"], name="scenario_name_once"),
        ]


class Draw(Guarded):
    """A public draw: named beforehand, then its value; the value of the last one counts."""

    meeting = models.ForeignKey(SelectionMeeting, models.PROTECT, related_name="draws")
    named = models.CharField(max_length=300)
    named_at = models.DateTimeField()
    value = models.CharField(max_length=300, blank=True)
    drawn_at = models.DateTimeField(null=True)


class Decision(Guarded):
    """The engine's record on a numbered snapshot of the call, put to the funders and adopted by each one's yes."""

    class State(models.TextChoices):
        """Where it is."""

        PROPOSED = "proposed", _("put to the funders")
        ADOPTED = "adopted", _("adopted")
        REFUSED = "refused", _("refused")
        FOLLOWED = "followed", _("followed by a later one")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(SelectionMeeting, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, related_name="+")
    record = models.TextField(help_text="decision.json, to the byte")
    sha256 = models.CharField(max_length=64)
    snapshot = models.JSONField(help_text="file name → text of the programme folder that was decided")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    ground = models.TextField(blank=True, help_text="why the published rules were departed from, where they were")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once")]


class Consent(Guarded):
    """A funder's word on a decision; with a dual key a second authority's beside it."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="consents")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    authority = models.CharField(max_length=60, help_text="the funder's code, or one of the call's keys")
    verdict = models.CharField(max_length=3, choices=[("yes", _("yes")), ("no", _("no"))])
    ground = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "authority"], name="consent_once")]

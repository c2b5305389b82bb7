"""The selection meeting and what it decides."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renkei.site.accounts.models import User
from renkei.site.applications.models import Application
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Guarded, OneToOne
from renkei.site.ui.reader import language


class SelectionMeeting(Guarded):
    """The meeting of a call. `quorum` counts funders present or by proxy."""

    class State(models.TextChoices):
        """Where it is."""

        PREPARING = "preparing", pgettext_lazy("meeting", "in preparation")
        OPEN = "open", pgettext_lazy("meeting", "open")
        CLOSED = "closed", pgettext_lazy("meeting", "closed")

    call = OneToOne(Call, models.PROTECT, related_name="selection_meeting")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PREPARING)
    quorum = models.PositiveIntegerField(default=1)
    acts_done = models.PositiveIntegerField(default=0, help_text="the last act's running number")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)


class Act(Guarded):
    """What somebody did in the meeting, told to every page of it that is open; the trail holds the facts."""

    meeting = models.ForeignKey(SelectionMeeting, models.PROTECT, related_name="acts")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    action = models.CharField(max_length=40, help_text="as in the trail")
    what = models.CharField(max_length=300, blank=True, help_text="the name of what was changed")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "number"], name="act_number_once")]


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
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
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
    simulation = models.BooleanField(default=False, help_text="departs from what was published once scores were seen")
    ground = models.TextField(blank=True, help_text="why the published rules were departed from, or it follows another")
    again = models.TextField(blank=True, help_text="why the call is decided anew, where it is")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once")]


class Proposal(Guarded):
    """A scenario on its way to a decision: the engine's run, which a page may watch or leave."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("waiting for a worker")
        WORKING = "working", _("being worked out")
        DONE = "done", _("worked out")
        FAILED = "failed", _("not possible")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(SelectionMeeting, models.PROTECT, related_name="proposals")
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, related_name="+")
    change = models.JSONField(default=dict, help_text="as the scenario stood")
    draw = models.CharField(max_length=300, blank=True)
    simulation = models.BooleanField(default=False)
    ground = models.TextField(blank=True)
    follows = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    snapshot = models.JSONField(help_text="file name → text of the programme folder to be decided")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    what = models.CharField(max_length=40, blank=True, help_text="what is being worked on")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    trouble = models.JSONField(default=dict, help_text="language → why there is no decision")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    @property
    def why_not(self) -> str:
        """Why there is no decision, in the reader's language; "" where there is one, or may be."""
        return str(self.trouble.get(language().code, ""))


class Consent(Guarded):
    """A funder's word on a decision; with a dual key a second authority's beside it."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="consents")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    authority = models.CharField(max_length=60, help_text="the funder's code, or one of the call's keys")
    verdict = models.CharField(
        max_length=3,
        choices=[
            ("yes", pgettext_lazy("word on a decision", "yes")),
            ("no", pgettext_lazy("word on a decision", "no")),
        ],
    )
    ground = models.TextField(blank=True)
    proxy = models.BooleanField(default=False, help_text="said by the funder's proxy")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "authority"], name="consent_once")]

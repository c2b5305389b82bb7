"""Awards, and what follows a decision."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renkei.site.accounts.models import User
from renkei.site.applications.models import Application, Partner
from renkei.site.calls.models import Participation
from renkei.site.decisions.models import Decision
from renkei.site.directory.models import Organisation
from renkei.site.policy import Guarded


class Award(Guarded):
    """One funder's share of one funded application. Amounts in minor units of the funder's currency."""

    class State(models.TextChoices):
        """As rules.md names them."""

        RECOMMENDED = "recommended", _("recommended")
        CONFIRMED = "confirmed", _("confirmed")
        AWARDED = "awarded", _("awarded")
        REFUSED = "refused", pgettext_lazy("award", "refused")
        ENDED = "ended", _("ended before its time")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards")
    application = models.ForeignKey(Application, models.PROTECT, related_name="awards")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="awards")
    title = models.CharField(max_length=300, help_text="the application's, as decided on")
    amount = models.BigIntegerField(help_text="as decided")
    granted = models.BigIntegerField(null=True)
    conditions = models.TextField(blank=True)
    national_number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECOMMENDED)
    ground = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "application", "participation"], name="award_once")
        ]


class Letter(Guarded):
    """A letter to one partner, as it was sent: its text does not change, nor its PDF once a worker has set it."""

    class Kind(models.TextChoices):
        """What it tells."""

        FUNDED = "funded", _("funded")
        RESERVE = "reserve", _("on the reserve list")
        NOT_FUNDED = "not_funded", _("not funded")
        NOT_ELIGIBLE = "not_eligible", _("not eligible")
        DROPPED_OUT = "dropped_out", _("dropped out")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="letters")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the PDF")
    written_at = models.DateTimeField()
    redress_until = models.DateTimeField(null=True, help_text="the last moment at which it is taken")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "partner"], name="letter_once")]


class Redress(Guarded):
    """An applicant asks that its outcome be looked at again, until the day that the letter names."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="redress")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="redress")
    text = models.TextField()
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    upheld = models.BooleanField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    followed_by = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "decision"], name="redress_once_a_decision")
        ]


class Departure(Guarded):
    """An application drops out, or a partner is replaced or pays for itself, after a decision; with its ground."""

    class Kind(models.TextChoices):
        """What happened."""

        DROPPED_OUT = "dropped_out", _("dropped out")
        REPLACED = "replaced", _("a partner was replaced")
        SELF_FUNDING = "self_funding", _("a partner pays for itself")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="departures")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", help_text="that comes in its place"
    )
    ground = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    followed_by = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")


class Contact(Guarded):
    """Somebody of an organisation that came in a partner's place: reads its letters and awards, not the application.

    Asked by a link, of whose secret only a hash is kept; `user` is who came by it.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="contacts")
    email = models.EmailField()
    language = models.CharField(max_length=5, default="en")
    secret_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    came_at = models.DateTimeField(null=True)


class FunderResult(Guarded):
    """A funder's part in the published results: its awards and their sum in its currency's minor units."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="results")
    awards = models.PositiveIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["participation"], name="funder_result_once")]

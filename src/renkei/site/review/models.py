"""How applications stand before the selection: the columns of the contract's tables, kept by the site."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from renkei.site.accounts.models import User
from renkei.site.applications.models import Application
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Guarded


class Standing(Guarded):
    """An application's row in `applications`, in a stage: its status with the ground, its score, band and rank."""

    class Status(models.TextChoices):
        """As in the contract; empty means eligible."""

        ELIGIBLE = "", _("eligible")
        INELIGIBLE = "ineligible", _("not eligible")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXCLUDED = "excluded", _("excluded")

    application = models.ForeignKey(Application, models.PROTECT, related_name="standings")
    stage = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    ground = models.TextField(blank=True)
    field = models.CharField(max_length=100, blank=True)
    score = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    score_error = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    band = models.PositiveIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "stage"], name="standing_once")]


class CriterionScore(Guarded):
    """A published score on one criterion in a stage, named as the call names it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="criterion_scores")
    stage = models.PositiveSmallIntegerField(default=1)
    criterion = models.CharField(max_length=100)
    score = models.DecimalField(max_digits=12, decimal_places=6)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "stage", "criterion"], name="criterion_score_once")
        ]


class FunderVerdict(Guarded):
    """What a funder says of its part of an application in a stage: to screen until it says yes, no, or in doubt."""

    class Verdict(models.TextChoices):
        """As officers sort their morning."""

        YES = "yes", _("eligible")
        NO = "no", _("not eligible")
        DOUBT = "doubt", _("in doubt")

    application = models.ForeignKey(Application, models.PROTECT, related_name="funder_verdicts")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="verdicts")
    stage = models.PositiveSmallIntegerField(default=1)
    submission_sha256 = models.CharField(max_length=64, help_text="of the snapshot that was looked at")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "participation", "stage"], name="funder_verdict_once")
        ]


class Draft(Guarded):
    """What a file says otherwise than what stands, line by line, until somebody has taken each line or left it."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300, help_text="of the file")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lines = models.JSONField(default=list, help_text="see drafts.Line")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "number"], name="draft_number_once")]


class Snapshot(Guarded):
    """A call as a programme folder at a moment, numbered and never changed."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    stage = models.PositiveSmallIntegerField(default=1, help_text="of the call, when it was taken")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ground = models.TextField(blank=True)
    files = models.JSONField(help_text="file name → text")
    sha256 = models.CharField(max_length=64, help_text="of its manifest")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "number"], name="snapshot_number_once")]


class Visit(Guarded):
    """When a person last looked at a funder's part in a call, and when before that: since then, things are new."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "participation"], name="visit_once")]

"""How applications stand before the selection: the columns of the contract's tables, kept by the site."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from renkei.site.accounts.models import User
from renkei.site.applications.models import Application
from renkei.site.calls.models import Participation
from renkei.site.policy import Guarded, OneToOne


class Standing(Guarded):
    """An application's row in `applications`: its status with the ground, its score, band and rank."""

    class Status(models.TextChoices):
        """As in the contract; empty means eligible."""

        ELIGIBLE = "eligible", _("eligible")
        INELIGIBLE = "ineligible", _("not eligible")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXCLUDED = "excluded", _("excluded")

    application = OneToOne(Application, models.PROTECT, related_name="standing")
    status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    ground = models.TextField(blank=True)
    field = models.CharField(max_length=100, blank=True)
    score = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    score_error = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    band = models.PositiveIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)


class CriterionScore(Guarded):
    """A published score on one criterion, named as the call names it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="criterion_scores")
    criterion = models.CharField(max_length=100)
    score = models.DecimalField(max_digits=12, decimal_places=6)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "criterion"], name="criterion_score_once")
        ]


class FunderVerdict(Guarded):
    """What a funder says of its part of an application: to screen until it says yes, no, or in doubt."""

    class Verdict(models.TextChoices):
        """As officers sort their morning."""

        YES = "yes", _("eligible")
        NO = "no", _("not eligible")
        DOUBT = "doubt", _("in doubt")

    application = models.ForeignKey(Application, models.PROTECT, related_name="funder_verdicts")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="verdicts")
    submission_sha256 = models.CharField(max_length=64, help_text="of the snapshot that was looked at")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "participation"], name="funder_verdict_once")
        ]

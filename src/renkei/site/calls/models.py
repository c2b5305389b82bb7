"""A call and all that is published with it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from renkei.site.accounts.models import User
from renkei.site.policy import Guarded


class Funder(Guarded):
    """An agency that takes part in calls."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    contact = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)

    def __str__(self) -> str:
        return self.name


class Officer(Guarded):
    """A person who acts for a funder."""

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="officers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["funder", "user"], name="officer_once")]


class Call(Guarded):
    """A joint call. `accepts_until` is the deadline with its grace, as last extended: the only moment that counts."""

    class State(models.TextChoices):
        """What people have decided; the clock does the rest (`policy.phase`)."""

        PREPARING = "preparing", _("in preparation")
        PUBLISHED = "published", _("published")
        RESULTS = "results", _("results published")

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"))
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    reporting_currency = models.CharField(_("reporting currency"), max_length=3, default="EUR")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PREPARING)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("deadline"))
    grace_seconds = models.PositiveIntegerField(_("grace in seconds"), default=0)
    accepts_until = models.DateTimeField(editable=False)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    rules = models.JSONField(default=dict, help_text="the call's own screening rules, as in annexes.yaml")
    version = models.PositiveIntegerField(default=1)
    applications_begun = models.PositiveIntegerField(default=0, help_text="the last application's running number")

    def __str__(self) -> str:
        return self.title


class Participation(Guarded):
    """A funder in a call: its budget and its annex."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="participations")
    funder = models.ForeignKey(Funder, models.PROTECT, related_name="participations")
    budget = models.BigIntegerField(help_text="minor units of the funder's currency")
    annex = models.JSONField(default=dict, help_text="the funder's screening rules, as in annexes.yaml")
    who_may_apply = models.TextField(blank=True)
    national_number = models.BooleanField(default=False, help_text="the funder wants a number of its own system")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "funder"], name="takes_part_once")]


class Section(Guarded):
    """A part of the form: written once by the lead, or by every partner for itself."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="sections")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    help = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    per_partner = models.BooleanField(default=False)
    required = models.BooleanField(default=True)
    most_signs = models.PositiveIntegerField(default=6000)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "key"], name="section_key_once")]


class Milestone(Guarded):
    """A date that the call names beside its opening and its deadline."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="milestones")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]


class Change(Guarded):
    """A published change of a call, with its version: an extension, a correction, an addition."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    what = models.TextField()
    ground = models.TextField()

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "version"], name="version_once")]


class Question(Guarded):
    """A question to the call, public once it is answered; `version` is the call's when it was."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)


class Result(Guarded):
    """A funded application as published."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="results")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    organisations = models.TextField()
    countries = models.CharField(max_length=200)
    amount = models.BigIntegerField(help_text="minor units of the reporting currency")

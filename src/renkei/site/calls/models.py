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
    published_at = models.DateTimeField(null=True, editable=False)
    dates_copied = models.BooleanField(default=False, editable=False, help_text="a year on; nobody has looked at them")
    stages = models.PositiveSmallIntegerField(_("stages"), default=1, choices=[(1, "1"), (2, "2")])
    stage = models.PositiveSmallIntegerField(default=1, editable=False, help_text="1, then 2; dates are its dates")
    selection = models.JSONField(
        default=dict, help_text="scale, criteria, thresholds, selection, demand, as in programme.yaml"
    )
    tables = models.JSONField(
        default=dict, help_text="rates, pots and further tables of the contract: name → rows of texts"
    )
    scores_seen_at = models.DateTimeField(null=True, editable=False, help_text="from then on its rules are locked")
    scores_shown = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="the last stage whose scores its funders see; 0: none yet"
    )
    redress_days = models.PositiveIntegerField(_("days for redress"), default=30)
    letters_may_tell_shortage = models.BooleanField(
        _("letters may tell a funder's shortage"), default=False, help_text="as published with the call"
    )
    applications_begun = models.PositiveIntegerField(default=0, help_text="the last application's running number")

    def __str__(self) -> str:
        return self.title

    @property
    def shows_scores(self) -> bool:
        """Whether others than the secretariat see the scores of its stage now."""
        return self.scores_shown >= self.stage


class Participation(Guarded):
    """A funder in a call: its budget and its annex."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="participations")
    funder = models.ForeignKey(Funder, models.PROTECT, related_name="participations")
    budget = models.BigIntegerField(help_text="minor units of the funder's currency")
    annex = models.JSONField(default=dict, help_text="the funder's screening rules, as in annexes.yaml")
    who_may_apply = models.TextField(blank=True)
    confirmed_raise = models.BigIntegerField(null=True)
    possible_raise = models.BigIntegerField(null=True)
    top_up_entitled = models.BooleanField(null=True)
    max_reduction = models.DecimalField(max_digits=9, decimal_places=6, null=True)
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
    stage = models.PositiveSmallIntegerField(default=0, help_text="0: in every stage")
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
    """A published change of a call, with its version; an extension says from and to which deadline."""

    class Kind(models.TextChoices):
        """What sort of change."""

        CORRECTION = "correction", _("change")
        EXTENSION = "extension", _("extension of the deadline")
        RESULTS = "results", _("results")

    call = models.ForeignKey(Call, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CORRECTION)
    at = models.DateTimeField()
    what = models.TextField(blank=True)
    ground = models.TextField()
    moved_from = models.DateTimeField(null=True)
    moved_to = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "version"], name="version_once")]


class Question(Guarded):
    """A question to the call, public once it is answered."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class Answer(Guarded):
    """An answer to a question; a later one replaces it, and both stay to be read. `version` is the call's then."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "number"], name="answer_number_once")]


class Result(Guarded):
    """A funded application as published."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="results")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    organisations = models.TextField(help_text="separated by semicolons")
    countries = models.CharField(max_length=200, help_text="codes separated by semicolons")
    amount = models.BigIntegerField(help_text="minor units of the reporting currency")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "number"], name="result_once")]

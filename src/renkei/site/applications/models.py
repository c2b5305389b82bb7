"""A consortium's application, from the first draft to the receipt."""

import uuid
from typing import ClassVar

from django.db import models

from renkei.site.accounts.models import User
from renkei.site.calls.models import Call, Funder, Participation, Section
from renkei.site.directory.models import Organisation
from renkei.site.files.models import StoredFile
from renkei.site.policy import Guarded, OneToOne


class Application(Guarded):
    """A consortium's proposal to a call; what is handed in is a `Submission` of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    number = models.CharField(max_length=40, unique=True)
    acronym = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    invited_at = models.DateTimeField(null=True, help_text="to the full stage")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, help_text="counts saves of the title, the acronym, the consortium")


class Partner(Guarded):
    """An organisation in a consortium; one of them leads."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[("lead", "lead"), ("partner", "partner")], default="partner")
    position = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, help_text="kept, without members: a submission may rest on its files")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "position"], name="partner_position_once"),
            models.UniqueConstraint(fields=["application"], condition=models.Q(role="lead"), name="one_lead"),
        ]


class Member(Guarded):
    """A person who writes for a partner."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["partner", "user"], name="member_once")]


class Invitation(Guarded):
    """An address asked to write for a partner; only a hash of the secret in its link is kept."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    language = models.CharField(max_length=5, default="en")
    secret_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)


class Request(Guarded):
    """A partner's money asked of one funder, or nothing asked where it pays for itself. Amounts in minor units."""

    partner = OneToOne(Partner, models.CASCADE, related_name="request")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="requests")
    self_funded = models.BooleanField(default=False)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField(null=True)
    total_cost = models.BigIntegerField(null=True)
    costs = models.JSONField(default=dict, help_text="cost category → minor units")
    national_number = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)


class SectionText(Guarded):
    """What stands in a section now; of one partner, or of the whole application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="texts")
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="texts")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "partner", "section"], name="one_text_a_partner"),
            models.UniqueConstraint(
                fields=["application", "section"], condition=models.Q(partner__isnull=True), name="one_common_text"
            ),
        ]


class SectionVersion(Guarded):
    """What stood in a section before: nothing that was saved is lost."""

    section_text = models.ForeignKey(SectionText, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section_text", "version"], name="section_version_once")
        ]


class TextBeside(Guarded):
    """A text that was saved over somebody's newer one: kept beside it until a person has joined the two."""

    section_text = models.ForeignKey(SectionText, models.CASCADE, related_name="beside")
    based_on = models.PositiveIntegerField(help_text="the version that its writer had seen")
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)


class Attachment(Guarded):
    """A file that belongs to a partner's part of an application."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)


class SignOff(Guarded):
    """A partner's word that its part is ready; it holds while the part's digest is the same."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="sign_offs")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")


class Submission(Guarded):
    """An application as it was handed in: a frozen snapshot with its hash. The last one that stands counts."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="submissions")
    stage = models.PositiveSmallIntegerField(default=1)
    sequence = models.PositiveIntegerField()
    key = models.CharField(max_length=64, help_text="the form's own: the same key is the same submission")
    received_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    snapshot = models.TextField(help_text="canonical JSON")
    sha256 = models.CharField(max_length=64)
    asked = models.ManyToManyField(Funder, related_name="+")
    attachments = models.ManyToManyField(Attachment, related_name="in_submissions")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "sequence"], name="submission_sequence_once"),
            models.UniqueConstraint(fields=["application", "key"], name="submission_key_once"),
            models.UniqueConstraint(
                fields=["application", "stage"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_submission_stands_a_stage",
            ),
        ]

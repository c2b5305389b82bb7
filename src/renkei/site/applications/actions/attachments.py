"""Files beside a partner's texts."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.site.applications.actions.held import held, taken
from renkei.site.applications.models import Attachment, Partner
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.audit.trail import record
from renkei.site.files.receive import receive
from renkei.site.files.refusal import FileRefused
from renkei.site.policy import Actor, unscoped

MOST_FILES = 20  # of one partner


def attach(actor: Actor, application: UUID, partner: UUID, file: "UploadedFile[bytes]") -> Attachment:
    """The file, as part of what the partner hands in; Refused, in words of `files`, where it is not taken."""
    with transaction.atomic():
        row = held(actor, application)
        found = taken(actor, "change", Partner, row, public_id=partner, application=row, removed_at=None)
        have = unscoped(Attachment, "a held application's own").filter(partner=found, removed_at=None)
        if have.count() >= MOST_FILES:
            raise Refused(Remark("file", _("A partner hands in at most %(most)d files.") % {"most": MOST_FILES}))
        try:
            stored = receive(actor, file)
        except FileRefused as refused:
            raise Refused(Remark("file", refused.words)) from refused
        made = Attachment(application=row, partner=found, file=stored, added_at=actor.at)
        made.save(force_insert=True)
        record(actor, "file.attached", made, None, {"name": stored.name, "sha256": stored.digest})
    return made


def detach(actor: Actor, application: UUID, attachment: UUID) -> None:
    """The file is no part of the application any more; submissions that hold it keep it."""
    with transaction.atomic():
        row = held(actor, application)
        found = taken(actor, "change", Attachment, row, public_id=attachment, application=row, removed_at=None)
        found.removed_at = actor.at
        found.save(update_fields=["removed_at"])
        record(actor, "file.removed", found, {"sha256": found.file.digest})

"""Numbered snapshots of a call as programme folders."""

from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from renkei.site.applications.actions.held import person
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.policy import Actor, locked, unscoped
from renkei.site.review.archive import manifest_of
from renkei.site.review.folder import files_of, folder_of
from renkei.site.review.models import Snapshot


def take_snapshot(actor: Actor, slug: str, ground: str = "") -> Snapshot:
    """The call as a programme folder, under the next number; DefectsFound with what its folder still lacks."""
    with transaction.atomic():
        call = locked(actor, "assess", Call, slug=slug)
        files = files_of(folder_of(call, "a snapshot of the whole call", "check"))
        made = keep_snapshot(actor, call, files, ground)
        record(actor, "snapshot.taken", made, None, {"number": made.number, "sha256": made.sha256}, made.ground)
    return made


def keep_snapshot(actor: Actor, call: Call, files: dict[str, str], ground: str) -> Snapshot:
    """Files kept under a held call's next number, in the action that holds it and tells the trail."""
    last = unscoped(Snapshot, "numbers go on").filter(call=call).aggregate(last=Max("number"))["last"] or 0
    made = Snapshot(call=call, number=last + 1, at=actor.at, by_id=person(actor), ground=ground.strip(), files=files)
    made.stage = call.stage
    made.sha256 = sha256(manifest_of(files).encode()).hexdigest()
    made.save(force_insert=True)
    return made

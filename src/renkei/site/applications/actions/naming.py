"""Giving an application another title or acronym."""

from uuid import UUID

from django.db import transaction

from renkei.site.applications.actions.begin import Heading
from renkei.site.applications.actions.held import held
from renkei.site.applications.models import Application
from renkei.site.applications.refusal import Outdated
from renkei.site.audit.trail import record
from renkei.site.policy import Actor


def rename(actor: Actor, application: UUID, heading: Heading, version: int) -> Application:
    """The application under its new heading; Outdated where it was changed since `version`."""
    heading = Heading.of(heading.acronym, heading.title)
    with transaction.atomic():
        row = held(actor, application, "change")
        before = Heading(row.acronym, row.title)
        if before == heading:
            return row
        if row.version != version:
            raise Outdated(row.version)
        row.acronym, row.title, row.version = heading.acronym, heading.title, row.version + 1
        row.save(update_fields=["acronym", "title", "version"])
        record(actor, "application.renamed", row, vars(before), vars(heading))
    return row

"""Beginning an application."""

from dataclasses import dataclass

from django.db import transaction

from renkei.site.applications.actions.held import person
from renkei.site.applications.actions.organisations import Chosen, organisation_of
from renkei.site.applications.models import Application, Member, Partner, Request
from renkei.site.applications.refusal import Closed
from renkei.site.applications.words import line_of
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.directory.models import Organisation
from renkei.site.policy import Actor, NotAllowed, locked, scoped


@dataclass(frozen=True)
class Heading:
    """How an application is called."""

    acronym: str
    title: str

    @classmethod
    def of(cls, acronym: str, title: str) -> "Heading":
        """The heading as it is kept; Refused where it cannot be."""
        return cls(line_of(acronym, "acronym", 40), line_of(title, "title", 300))


def begin(actor: Actor, call: str, heading: Heading, organisation: Chosen) -> Application:
    """A new application to the call of a slug, led by an organisation, whose first member is the actor.

    Its number is the call's next, whoever else begins at the same moment. Closed while the call takes none.
    """
    who = person(actor)
    heading = Heading.of(heading.acronym, heading.title)
    with transaction.atomic():
        row = _open_call(actor, call)
        row.applications_begun += 1
        row.save(update_fields=["applications_begun"])
        made = Application(
            call=row,
            number=f"{row.slug.upper()}-{row.applications_begun:04d}",
            acronym=heading.acronym,
            title=heading.title,
            begun_at=actor.at,
            begun_by_id=who,
        )
        made.save(force_insert=True)
        lead = new_partner(made, organisation_of(actor, organisation), "lead", 1)
        Member(partner=lead, user_id=who, joined_at=actor.at).save(force_insert=True)
        record(actor, "application.begun", made, None, {"number": made.number, "title": made.title})
    return made


def new_partner(application: Application, organisation: Organisation, role: str, position: int) -> Partner:
    """A partner with its empty request."""
    made = Partner(application=application, organisation=organisation, role=role, position=position)
    made.save(force_insert=True)
    Request(partner=made).save(force_insert=True)
    return made


def _open_call(actor: Actor, slug: str) -> Call:
    try:
        return locked(actor, "begin", Call, slug=slug)
    except NotAllowed:
        call = scoped(actor, Call).filter(slug=slug).first()
        if call is None:
            raise
        raise Closed(call.opens_at, call.accepts_until, actor.at) from None

"""Saving a section: nothing that somebody wrote is ever overwritten unseen."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.records.canonical import sha256
from renkei.site.applications.actions.held import held, person, taken
from renkei.site.applications.models import Application, Partner, SectionText, SectionVersion, TextBeside
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.applications.words import text_of
from renkei.site.audit.trail import record
from renkei.site.calls.models import Section
from renkei.site.policy import Actor, NotAllowed, scoped, unscoped


@dataclass(frozen=True)
class Place:
    """Which section: of a partner, or (None) of the whole application."""

    application: UUID
    section: str
    partner: UUID | None = None


@dataclass(frozen=True)
class Saved:
    """What stands now, and the text that was kept beside it because it rests on an older version."""

    standing: SectionText
    beside: TextBeside | None = None


def save_section(actor: Actor, place: Place, text: str, version: int, settles: int | None = None) -> Saved:
    """The text saved where `version` is the one that stands (0: none yet); else both are kept, and told.

    The same text again is no new version. `settles` names a text beside that this one was joined with.
    """
    text = text_of(text, "text")
    with transaction.atomic():
        application = held(actor, place.application)
        standing = _standing(actor, application, place)
        joined = settles is not None and version == standing.version and _settle(actor, standing, settles)
        if text == standing.text:
            if joined:
                record(actor, "section.settled", standing, {"beside": settles})
            return Saved(standing)
        if version != standing.version:
            return Saved(standing, _keep_beside(actor, standing, text, version))
        before = {"version": standing.version, "sha256": sha256(standing.text.encode())}
        _replace(actor, standing, text)
        after = {"version": standing.version, "sha256": sha256(text.encode())}
        record(actor, "section.saved", standing, before, after)
    return Saved(standing)


def settle(actor: Actor, place: Place, beside: int) -> SectionText:
    """The text beside is set aside for good (history keeps it); what stands stays."""
    with transaction.atomic():
        standing = _standing(actor, held(actor, place.application), place)
        if _settle(actor, standing, beside):
            record(actor, "section.settled", standing, {"beside": beside})
    return standing


def _standing(actor: Actor, application: Application, place: Place) -> SectionText:
    """The section's row, made where it is written for the first time; the policy says who may change it."""
    asked = scoped(actor, Section).filter(call=application.call_id, stage__in=(0, application.call.stage))
    section = asked.filter(key=place.section).first()
    if section is None or section.per_partner != (place.partner is not None):
        raise NotAllowed("see calls.Section")
    row, _made = unscoped(SectionText, "a held application's own").get_or_create(
        application=application,
        partner=_partner(application, place.partner),
        section=section,
        defaults={"saved_at": actor.at, "saved_by_id": person(actor)},
    )
    return taken(actor, "change", SectionText, application, pk=row.pk)


def _partner(application: Application, partner: UUID | None) -> Partner | None:
    if partner is None:
        return None
    here = unscoped(Partner, "a held application's own").filter(application=application, removed_at__isnull=True)
    found = here.filter(public_id=partner).first()
    if found is None:
        raise NotAllowed("see applications.Partner")
    return found


def _replace(actor: Actor, standing: SectionText, text: str) -> None:
    if standing.version:
        SectionVersion(
            section_text=standing,
            version=standing.version,
            text=standing.text,
            saved_at=standing.saved_at,
            saved_by_id=standing.saved_by_id,
        ).save(force_insert=True)
    standing.text, standing.version = text, standing.version + 1
    standing.saved_at, standing.saved_by_id = actor.at, person(actor)
    standing.save(update_fields=["text", "version", "saved_at", "saved_by"])


def _keep_beside(actor: Actor, standing: SectionText, text: str, version: int) -> TextBeside:
    if not 0 <= version < standing.version:
        raise Refused(Remark("version", _("There is no such version: load the section again.")))
    kept, made = unscoped(TextBeside, "a held application's own").get_or_create(
        section_text=standing,
        based_on=version,
        text=text,
        saved_by_id=person(actor),
        settled_at=None,
        defaults={"saved_at": actor.at},
    )
    if made:
        record(actor, "section.kept_beside", standing, {"version": version}, {"sha256": sha256(text.encode())})
    return kept


def _settle(actor: Actor, standing: SectionText, beside: int) -> bool:
    """Whether the text beside was still open."""
    mine = unscoped(TextBeside, "a held application's own").filter(section_text=standing, pk=beside)
    return bool(mine.filter(settled_at=None).update(settled_at=actor.at))

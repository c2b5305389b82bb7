"""A consortium's parts as facts: what a partner signs off, and what is frozen when the whole is handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar

from renkei.records.canonical import canonical, sha256
from renkei.site.applications.models import (
    Application,
    Attachment,
    Member,
    Partner,
    Request,
    SectionText,
    SignOff,
)
from renkei.site.calls.models import Section
from renkei.site.policy import Guarded, Seen, scoped, unscoped
from renkei.site.policy.guard import GuardedQuerySet

Facts = dict[str, Any]
Row = TypeVar("Row", bound=Guarded)


class Read(Protocol):
    """How an application's rows of a model are read: for a person, or all where an action needs the whole."""

    def __call__(self, model: type[Row], key: str = "application") -> GuardedQuerySet[Row]:
        """The rows whose `key` leads to the application."""


def everything(application: Application) -> Read:
    """For an action on an application that it holds: a part that is missing would be handed in as missing."""

    def read(model: type[Row], key: str = "application") -> GuardedQuerySet[Row]:
        return unscoped(model, "the whole of an application that an action holds").filter(**{key: application})

    return read


@dataclass(frozen=True)
class Whole:
    """All rows of one application, read once: partners in their order, the sections of the call's stage in theirs."""

    application: Application
    sections: tuple[Section, ...]
    partners: tuple[Partner, ...]
    requests: Mapping[int, Request]
    texts: Mapping[tuple[int | None, int], SectionText]
    attachments: Mapping[int, tuple[Attachment, ...]]
    members: Mapping[int, tuple[Member, ...]]
    signed: Mapping[int, SignOff] = field(default_factory=dict)

    @property
    def lead(self) -> Partner:
        """The partner that leads."""
        return next(one for one in self.partners if one.role == "lead")

    def sections_of(self, partner: Partner | None) -> tuple[Section, ...]:
        """The sections that a partner writes for itself; of None, those of the whole application."""
        return tuple(one for one in self.sections if one.per_partner == (partner is not None))

    def is_signed(self, partner: Partner) -> bool:
        """Whether the partner's last sign-off is of the part as it stands."""
        return partner.pk in self._signed_as_it_stands

    @cached_property
    def _signed_as_it_stands(self) -> frozenset[int]:
        last = ((one, self.signed.get(one.pk)) for one in self.partners)
        return frozenset(one.pk for one, found in last if found and found.digest == digest_of(self, one))


def whole_of(application: Application) -> Whole:
    """Everything in an application that an action holds, in seven queries whatever its size."""
    sections = unscoped(Section, "the sections of an application that an action holds")
    return _whole(application, everything(application), sections)


def whole_as_seen(application: Seen[Application]) -> Whole:
    """Everything in an application that its actor sees, in as many."""

    def read(model: type[Row], key: str = "application") -> GuardedQuerySet[Row]:
        return application.beneath(model, key)

    return _whole(application.row, read, scoped(application.actor, Section))


def _whole(application: Application, read: Read, sections: GuardedQuerySet[Section]) -> Whole:
    partners = list(read(Partner).filter(removed_at__isnull=True).select_related("organisation"))
    of_them = {"partner__in": [one.pk for one in partners]}
    by_partner = "partner__application"
    files = read(Attachment).filter(removed_at__isnull=True).select_related("file").order_by("pk")
    people = read(Member, by_partner).filter(**of_them).select_related("user").order_by("pk")
    signed = read(SignOff, by_partner).filter(**of_them).select_related("by").order_by("pk")
    requests = read(Request, by_partner).filter(**of_them).select_related("participation__funder")
    return Whole(
        application,
        tuple(sections.filter(call=application.call_id, stage__in=(0, application.call.stage))),
        tuple(partners),
        {one.partner_id: one for one in requests},
        {(one.partner_id, one.section_id): one for one in read(SectionText).select_related("saved_by")},
        _by_partner(files),
        _by_partner(people),
        {one.partner_id: one for one in signed},  # the last of each
    )


def _by_partner(rows: Iterable[Any]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, list[Any]] = {}
    for one in rows:
        found.setdefault(one.partner_id, []).append(one)
    return {partner: tuple(listed) for partner, listed in found.items()}


def digest_of(whole: Whole, partner: Partner) -> str:
    """SHA-256 of what a partner signs: its own part, and for the lead what it writes for all."""
    facts = part_facts(whole, partner)
    if partner.role == "lead":
        facts = {**facts, **_common_facts(whole)}
    return sha256(canonical(facts))


def part_facts(whole: Whole, partner: Partner) -> Facts:
    """A partner's part: who it is, what it asks, what it wrote, its files by their digests."""
    return {
        "organisation": _organisation(partner),
        "role": partner.role,
        "request": _request(whole.requests[partner.pk]),
        "sections": _texts(whole, partner),
        "files": [
            {"name": one.file.name, "sha256": one.file.digest, "size": one.file.size}
            for one in whole.attachments.get(partner.pk, ())
        ],
    }


def snapshot_of(whole: Whole) -> str:
    """Canonical JSON of the whole as it is handed in; its SHA-256 is the receipt's."""
    return canonical(facts_of(whole)).decode()


def facts_of(whole: Whole) -> Facts:
    """The whole as data: what a snapshot holds, and what screening reads while it is written."""
    row, call = whole.application, whole.application.call
    return {
        "format": "renkei-submission-1",
        "call": {"slug": call.slug, "title": call.title, "version": call.version},
        "application": {"number": row.number, **_common_facts(whole)},
        "partners": [
            {
                "partner": one.position,
                **part_facts(whole, one),
                "people": [
                    {"name": person.user.get_full_name(), "email": person.user.email}
                    for person in whole.members.get(one.pk, ())
                ],
                "signed_off": _signed(whole.signed.get(one.pk)),
            }
            for one in whole.partners
        ],
    }


def _common_facts(whole: Whole) -> Facts:
    row = whole.application
    return {"acronym": row.acronym, "title": row.title, "common_sections": _texts(whole, None)}


def _texts(whole: Whole, partner: Partner | None) -> list[Facts]:
    written = ((one, whole.texts.get((partner.pk if partner else None, one.pk))) for one in whole.sections_of(partner))
    return [
        {"section": section.key, "title": section.title, "text": found.text if found else ""}
        for section, found in written
    ]


def _organisation(partner: Partner) -> Facts:
    one = partner.organisation
    return {"id": str(one.public_id), "name": one.name, "ror": one.ror, "country": one.country, "size": one.size}


def _request(row: Request) -> Facts:
    return {
        "funder": row.participation.funder.code if row.participation else None,
        "self_funded": row.self_funded,
        "currency": row.currency,
        "amount": row.amount,
        "total_cost": row.total_cost,
        "costs": row.costs,
        "national_number": row.national_number,
    }


def _signed(row: SignOff | None) -> Facts | None:
    if row is None:
        return None
    return {"at": row.at.isoformat(), "by": row.by.get_full_name() or row.by.email, "digest": row.digest}

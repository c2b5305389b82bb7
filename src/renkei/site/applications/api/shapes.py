"""What goes in and out of the routes of applications."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from renkei.money import format_amount
from renkei.site.applications.actions import Chosen, NewOrganisation
from renkei.site.applications.desk import Desk
from renkei.site.applications.models import Application, Attachment, Partner, Request, SectionText, Submission
from renkei.site.applications.screening import Remark
from renkei.site.directory.api import OrganisationOut
from renkei.site.problems import Line, Problem, RemarkOut, Text, Version

Amount = Annotated[str, Field(max_length=30, description="a decimal in major units, such as 200000.00")]


class OrganisationIn(Schema):
    """An organisation that the directory does not know yet."""

    name: Line
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    size: Line


class BeginIn(Schema):
    """A new application; `organisation` leads it: its id, or the facts of one that the directory does not know."""

    call: Line
    acronym: Line
    title: Line
    organisation: UUID | OrganisationIn


class HeadingIn(Schema):
    """Another title, over the version that was read."""

    acronym: Line
    title: Line
    version: Version


class PartnerIn(Schema):
    """Who joins the consortium: an organisation's id, or the facts of one that the directory does not know."""

    organisation: UUID | OrganisationIn


class InvitationIn(Schema):
    """Whom to invite."""

    email: Line
    language: Annotated[str, Field(pattern=r"^(en|ja|fr)$")] = "en"


class TextIn(Schema):
    """A section's text, over the version that was read (0: none yet); `settles` names a text beside that it joins."""

    text: Text
    version: Version
    settles: Version | None = None


class RequestIn(Schema):
    """What a partner asks; amounts in the funder's currency, `currency` only where it pays for itself."""

    funder: Line = ""
    self_funded: bool = False
    currency: Annotated[str, Field(max_length=3)] = ""
    amount: Amount | None = None
    total_cost: Amount | None = None
    costs: dict[Line, Amount] = Field(default_factory=dict)
    national_number: Line = ""
    version: Version


class ApplicationOut(Schema):
    """An application in a list."""

    id: UUID
    number: str
    acronym: str
    title: str
    call: str
    version: int
    handed_in: bool

    @classmethod
    def of(cls, row: Application, handed_in: bool) -> "ApplicationOut":
        """A row, as it is told."""
        return cls(
            id=row.public_id,
            number=row.number,
            acronym=row.acronym,
            title=row.title,
            call=row.call.slug,
            version=row.version,
            handed_in=handed_in,
        )


class TextOut(Schema):
    """What stands in a section."""

    section: str
    text: str
    version: int
    saved_at: datetime | None = None

    @classmethod
    def of(cls, key: str, row: SectionText | None) -> "TextOut":
        """A row, or what is not written yet."""
        if row is None:
            return cls(section=key, text="", version=0)
        return cls(section=key, text=row.text, version=row.version, saved_at=row.saved_at)


class BesideOut(Schema):
    """A text that was kept beside a newer one."""

    id: int
    text: str


class ConflictOut(Problem):
    """Two texts that met: nothing is lost, and a person chooses or joins them."""

    standing: TextOut
    beside: BesideOut


class RequestOut(Schema):
    """A partner's request."""

    funder: str | None
    self_funded: bool
    currency: str
    amount: str | None
    total_cost: str | None
    costs: dict[str, str]
    national_number: str
    version: int

    @classmethod
    def of(cls, row: Request) -> "RequestOut":
        """A row, as it is told."""
        code = row.currency

        def told(minor: int | None) -> str | None:
            return None if minor is None else format_amount(minor, code)

        return cls(
            funder=row.participation.funder.code if row.participation else None,
            self_funded=row.self_funded,
            currency=code,
            amount=told(row.amount),
            total_cost=told(row.total_cost),
            costs={name: format_amount(minor, code) for name, minor in row.costs.items()},
            national_number=row.national_number,
            version=row.version,
        )


class FileOut(Schema):
    """A file of a partner."""

    id: UUID
    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, row: Attachment) -> "FileOut":
        """A row, as it is told."""
        return cls(id=row.public_id, name=row.file.name, size=row.file.size, sha256=row.file.digest)


class PartnerOut(Schema):
    """A partner with its part."""

    id: UUID
    organisation: OrganisationOut
    role: str
    mine: bool
    signed_off: bool
    request: RequestOut
    sections: list[TextOut]
    files: list[FileOut]


class FunderRemarkOut(Schema):
    """What an annex says of a partner, or ("") of the whole."""

    verdict: str
    whose: str
    partner: str
    found: list[str]
    remedies: list[str]

    @classmethod
    def of(cls, one: Remark) -> "FunderRemarkOut":
        """A remark, as it is told."""
        return cls(
            verdict=one.verdict,
            whose=one.whose,
            partner=one.partner,
            found=list(one.found),
            remedies=list(one.remedies),
        )


class WholeOut(ApplicationOut):
    """An application with all its parts, what is missing, and what funders would say."""

    open: bool
    sections: list[TextOut]
    partners: list[PartnerOut]
    missing: list[RemarkOut]
    remarks: list[FunderRemarkOut]

    @classmethod
    def of_desk(cls, desk: Desk) -> "WholeOut":
        """Everything on an applicant's desk."""
        return cls(
            **ApplicationOut.of(desk.application, desk.standing is not None).model_dump(),
            open=desk.is_open,
            sections=texts_of(desk, None),
            partners=[partner_of(desk, one) for one in desk.whole.partners],
            missing=[RemarkOut(place=one.place, sentence=str(one.sentence)) for one in desk.missing],
            remarks=[FunderRemarkOut.of(one) for one in desk.remarks],
        )


class SignOffOut(Schema):
    """A partner's word for its part, by the part's digest."""

    at: datetime
    digest: str


class InvitationOut(Schema):
    """An invitation on its way."""

    id: int
    email: str
    expires_at: datetime


class ReceiptOut(Schema):
    """The receipt of a submission: server time, and SHA-256 of the frozen snapshot."""

    id: UUID
    number: str
    sequence: int
    received_at: datetime
    sha256: str
    withdrawn_at: datetime | None = None

    @classmethod
    def of(cls, row: Submission) -> "ReceiptOut":
        """A row, as it is told."""
        return cls(
            id=row.public_id,
            number=row.application.number,
            sequence=row.sequence,
            received_at=row.received_at,
            sha256=row.sha256,
            withdrawn_at=row.withdrawn_at,
        )


def texts_of(desk: Desk, partner: Partner | None) -> list[TextOut]:
    """The sections of a partner, or (None) of the whole."""
    return [
        TextOut.of(one.key, desk.whole.texts.get((partner.pk if partner else None, one.pk)))
        for one in desk.whole.sections_of(partner)
    ]


def partner_of(desk: Desk, partner: Partner) -> PartnerOut:
    """A partner's part."""
    return PartnerOut(
        id=partner.public_id,
        organisation=OrganisationOut.of(partner.organisation),
        role=partner.role,
        mine=partner.pk in desk.mine,
        signed_off=desk.whole.is_signed(partner),
        request=RequestOut.of(desk.whole.requests[partner.pk]),
        sections=texts_of(desk, partner),
        files=[FileOut.of(one) for one in desk.whole.attachments.get(partner.pk, ())],
    )


def chosen(given: UUID | OrganisationIn) -> Chosen:
    """An organisation's id, or the facts of a new one, as actions take them."""
    return given if isinstance(given, UUID) else NewOrganisation(given.name, given.country, given.size)

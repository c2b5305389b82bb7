"""Routes: my applications, beginning and naming one, its consortium."""

from uuid import UUID

from ninja import Router, Status

from renkei.site.applications import actions
from renkei.site.applications.api.shapes import (
    ApplicationOut,
    BeginIn,
    HeadingIn,
    InvitationIn,
    InvitationOut,
    PartnerIn,
    PartnerOut,
    WholeOut,
    chosen,
    partner_of,
)
from renkei.site.applications.desk import desk_of
from renkei.site.applications.queries import my_applications
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Version

router = Router()


@router.get("/applications", response={200: list[ApplicationOut], **EVERY_PROBLEM})
def list_applications(request: ActorRequest) -> list[ApplicationOut]:
    """The applications that you write for, newest first."""
    return [ApplicationOut.of(one, one.handed_in) for one in my_applications(request.actor)]  # type: ignore[attr-defined]


@router.post("/applications", response={201: ApplicationOut, **EVERY_PROBLEM})
def begin_application(request: ActorRequest, given: BeginIn) -> Status[ApplicationOut]:
    """Begin an application to a call that is open."""
    heading = actions.Heading(given.acronym, given.title)
    made = actions.begin(request.actor, given.call, heading, chosen(given.organisation))
    return Status(201, ApplicationOut.of(made, False))


@router.get("/applications/{uuid:application}", response={200: WholeOut, **EVERY_PROBLEM})
def read_application(request: ActorRequest, application: UUID) -> WholeOut:
    """An application with all its parts, what is missing, and what funders would say now."""
    return WholeOut.of_desk(desk_of(request.actor, application))


@router.patch("/applications/{uuid:application}", response={200: ApplicationOut, **EVERY_PROBLEM})
def rename_application(request: ActorRequest, application: UUID, given: HeadingIn) -> ApplicationOut:
    """Give it another title or acronym."""
    heading = actions.Heading(given.acronym, given.title)
    row = actions.rename(request.actor, application, heading, given.version)
    return ApplicationOut.of(row, desk_of(request.actor, application).standing is not None)


@router.post("/applications/{uuid:application}/partners", response={201: PartnerOut, **EVERY_PROBLEM})
def add_partner(request: ActorRequest, application: UUID, given: PartnerIn) -> Status[PartnerOut]:
    """Bring an organisation into the consortium."""
    made = actions.add_partner(request.actor, application, chosen(given.organisation))
    return Status(201, partner_of(desk_of(request.actor, application), made))


@router.delete("/applications/{uuid:application}/partners/{uuid:partner}", response={204: None, **EVERY_PROBLEM})
def remove_partner(request: ActorRequest, application: UUID, partner: UUID) -> Status[None]:
    """Take a partner out of the consortium."""
    actions.remove_partner(request.actor, application, partner)
    return Status(204, None)


@router.post(
    "/applications/{uuid:application}/partners/{uuid:partner}/invitations",
    response={201: InvitationOut, **EVERY_PROBLEM},
)
def invite(request: ActorRequest, application: UUID, partner: UUID, given: InvitationIn) -> Status[InvitationOut]:
    """Invite somebody, by mail, to write for a partner."""
    made = actions.invite(request.actor, application, partner, given.email, given.language)
    return Status(201, InvitationOut(id=made.pk, email=made.email, expires_at=made.expires_at))


@router.post(
    "/applications/{uuid:application}/invitations/{int:invitation}/anew", response={201: InvitationOut, **EVERY_PROBLEM}
)
def invite_anew(request: ActorRequest, application: UUID, invitation: Version) -> Status[InvitationOut]:
    """A new link to the same address; the old one holds no more."""
    made = actions.invite_anew(request.actor, application, invitation)
    return Status(201, InvitationOut(id=made.pk, email=made.email, expires_at=made.expires_at))


@router.delete("/applications/{uuid:application}/invitations/{int:invitation}", response={204: None, **EVERY_PROBLEM})
def withdraw_invitation(request: ActorRequest, application: UUID, invitation: Version) -> Status[None]:
    """The invitation's link holds no more."""
    actions.withdraw_invitation(request.actor, application, invitation)
    return Status(204, None)


@router.delete(
    "/applications/{uuid:application}/partners/{uuid:partner}/membership", response={204: None, **EVERY_PROBLEM}
)
def leave(request: ActorRequest, application: UUID, partner: UUID) -> Status[None]:
    """Write for a partner no more."""
    actions.leave(request.actor, application, partner)
    return Status(204, None)

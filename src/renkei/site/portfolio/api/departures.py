"""Departures: who drops out, which partner is replaced or pays for itself, who is asked to stand for one that came."""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from ninja import Router, Schema
from pydantic import Field

from renkei.site.applications.actions.organisations import NewOrganisation
from renkei.site.calls.models import Call
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import Change, change_partner, drop_out, invite_contact
from renkei.site.portfolio.actions.partners import screened_again
from renkei.site.portfolio.api.shapes import GroundIn, call_of
from renkei.site.portfolio.models import Contact, Departure
from renkei.site.problems import EVERY_PROBLEM, Line, Version

router = Router()
Number = Annotated[str, Field(max_length=40, pattern=r"^[-\w]+$")]
PARTNER = "/calls/{slug:slug}/awards/{slug:number}/partners/{int:position}"


class DropOutIn(GroundIn):
    """Which application drops out; `alone` ends its awards even where the rule cannot say who moves up."""

    application: Line
    alone: bool = False


class DropOutOut(Schema):
    """The drop-out; `decision` is the number of the decision that follows, once it is worked out."""

    application: str
    decision: int | None


class SuccessorIn(Schema):
    """The organisation that comes in a partner's place."""

    name: Line
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    size: Annotated[str, Field(max_length=20, pattern=r"^[a-z_]+$")]


class ChangeIn(Schema):
    """An organisation that comes in the partner's place, or (null) the partner pays for itself."""

    organisation: SuccessorIn | None = None


class ChangedIn(ChangeIn, GroundIn):
    """The change, and why."""


class ScreenedOut(Schema):
    """What the call (empty scope) or a funder would say of the application as it would be."""

    scope: str
    verdict: str


class DepartureOut(Schema):
    """What happened to a funded application; `decision` is the number of the one that follows."""

    application: str
    kind: str
    partner: int | None
    organisation: str
    ground: str
    at: datetime
    decision: int | None


class ContactIn(Schema):
    """Whom to ask to stand for a partner that came, and in which language."""

    email: Line
    language: Annotated[str, Field(json_schema_extra={"enum": [code for code, _name in settings.LANGUAGES]})]


class ContactOut(Schema):
    """Somebody asked to stand for a partner that came."""

    application: str
    partner: int
    email: str
    sent_at: datetime
    came_at: datetime | None


@router.get("/calls/{slug:slug}/departures", response={200: list[DepartureOut], **EVERY_PROBLEM})
def list_departures(request: ActorRequest, slug: str) -> list[DepartureOut]:
    """What happened to funded applications since the decision, the last first."""
    return [_departure(row) for row in queries.departures(request.actor, call_of(request, slug))]


@router.post("/calls/{slug:slug}/drop-outs", response={200: DropOutOut, **EVERY_PROBLEM})
def post_drop_out(request: ActorRequest, slug: str, given: DropOutIn) -> DropOutOut:
    """An application drops out; what follows is put to the funders."""
    made = drop_out(request.actor, slug, given.application, given.ground, given.alone)
    number = made.followed_by.number if made.followed_by else None
    return DropOutOut(application=made.application.number, decision=number)


@router.post(f"{PARTNER}/screening", response={200: list[ScreenedOut], **EVERY_PROBLEM})
def screen_again(
    request: ActorRequest, slug: str, number: str, position: Version, given: ChangeIn
) -> list[ScreenedOut]:
    """What the rules would say of the application with its partner changed; nothing is kept."""
    call = scoped(request.actor, Call, "follow_up").filter(slug=slug).first()
    if call is None:
        raise NotAllowed("follow_up calls.Call")
    verdicts = screened_again(call, _change(number, position, given))
    return [ScreenedOut(scope=one.scope or "", verdict=one.verdict) for one in verdicts]


@router.post(f"{PARTNER}/departure", response={200: DepartureOut, **EVERY_PROBLEM})
def post_change(request: ActorRequest, slug: str, number: str, position: Version, given: ChangedIn) -> DepartureOut:
    """Replace a partner, or have it pay for itself."""
    return _departure(change_partner(request.actor, slug, _change(number, position, given), given.ground))


@router.get("/calls/{slug:slug}/contacts", response={200: list[ContactOut], **EVERY_PROBLEM})
def list_contacts(request: ActorRequest, slug: str) -> list[ContactOut]:
    """Who was asked to stand for partners that came."""
    return [_contact(row) for row in queries.contacts(request.actor, call_of(request, slug))]


@router.post(f"{PARTNER}/contacts", response={200: ContactOut, **EVERY_PROBLEM})
def post_contact(request: ActorRequest, slug: str, number: str, position: Version, given: ContactIn) -> ContactOut:
    """Ask somebody to stand for a partner that came: a letter with a link goes out."""
    return _contact(invite_contact(request.actor, slug, number, position, given.email, given.language))


def _change(number: str, position: int, given: ChangeIn) -> Change:
    new = given.organisation
    return Change(number, position, NewOrganisation(new.name, new.country, new.size) if new else None)


def _departure(row: Departure) -> DepartureOut:
    return DepartureOut(
        application=row.application.number,
        kind=row.kind,
        partner=row.partner.position if row.partner else None,
        organisation=row.organisation.name if row.organisation else "",
        ground=row.ground,
        at=row.at,
        decision=row.followed_by.number if row.followed_by else None,
    )


def _contact(row: Contact) -> ContactOut:
    plain = {name: getattr(row, name) for name in ("email", "sent_at", "came_at")}
    return ContactOut(application=row.partner.application.number, partner=row.partner.position, **plain)

"""Routes: sections, of the whole application and of a partner."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from renkei.site.applications.actions import Place, save_section, settle
from renkei.site.applications.api.shapes import BesideOut, ConflictOut, TextIn, TextOut, texts_of
from renkei.site.applications.desk import desk_of
from renkei.site.policy import NotAllowed
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import MAY_FAIL, Problem, Version

router = Router()
ANSWERS = {200: TextOut, 409: ConflictOut | Problem, MAY_FAIL - {409}: Problem}
COMMON = "/applications/{uuid:application}/sections/{slug:section}"
OWN = "/applications/{uuid:application}/partners/{uuid:partner}/sections/{slug:section}"


@router.get(COMMON, response=ANSWERS)
def read_section(request: ActorRequest, application: UUID, section: str) -> TextOut:
    """What stands in a section of the whole application."""
    return _read(request, Place(application, section))


@router.put(COMMON, response=ANSWERS)
def write_section(
    request: ActorRequest, application: UUID, section: str, given: TextIn
) -> Status[TextOut | ConflictOut]:
    """Save a section of the whole application; 409 with both texts where somebody saved a newer one."""
    return _write(request, Place(application, section), given)


@router.get(OWN, response=ANSWERS)
def read_partner_section(request: ActorRequest, application: UUID, partner: UUID, section: str) -> TextOut:
    """What stands in a partner's section."""
    return _read(request, Place(application, section, partner))


@router.put(OWN, response=ANSWERS)
def write_partner_section(
    request: ActorRequest, application: UUID, partner: UUID, section: str, given: TextIn
) -> Status[TextOut | ConflictOut]:
    """Save a partner's section; 409 with both texts where somebody saved a newer one."""
    return _write(request, Place(application, section, partner), given)


@router.delete(f"{COMMON}/beside/{{int:beside}}", response=ANSWERS)
def settle_section(request: ActorRequest, application: UUID, section: str, beside: Version) -> TextOut:
    """Set a text beside a section aside for good; what stands stays."""
    return _settle(request, Place(application, section), beside)


@router.delete(f"{OWN}/beside/{{int:beside}}", response=ANSWERS)
def settle_partner_section(
    request: ActorRequest, application: UUID, partner: UUID, section: str, beside: Version
) -> TextOut:
    """Set a text beside a partner's section aside for good; what stands stays."""
    return _settle(request, Place(application, section, partner), beside)


def _settle(request: ActorRequest, place: Place, beside: int) -> TextOut:
    settle(request.actor, place, beside)
    return _read(request, place)


def _read(request: ActorRequest, place: Place) -> TextOut:
    desk = desk_of(request.actor, place.application)
    whose = next((one for one in desk.whole.partners if one.public_id == place.partner), None)
    if (whose is None) == (place.partner is None):
        for text in texts_of(desk, whose):
            if text.section == place.section:
                return text
    raise NotAllowed("see calls.Section")


def _write(request: ActorRequest, place: Place, given: TextIn) -> Status[TextOut | ConflictOut]:
    saved = save_section(request.actor, place, given.text, given.version, given.settles)
    standing = TextOut.of(place.section, saved.standing)
    if saved.beside is None:
        return Status(200, standing)
    beside = BesideOut(id=saved.beside.pk, text=saved.beside.text)
    message = _("Somebody saved a newer text meanwhile. Yours is kept beside it: nothing is lost.")
    return Status(409, ConflictOut(code="conflict", message=message, standing=standing, beside=beside))

"""Routes: a partner's request, its files, its sign-off."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import File, Router, Status, UploadedFile

from renkei.money import minor_digits, parse_amount
from renkei.site.applications.actions import Asked, attach, detach, save_request, sign_off
from renkei.site.applications.api.shapes import FileOut, RequestIn, RequestOut, SignOffOut
from renkei.site.applications.desk import desk_of
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.policy import NotAllowed
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM

router = Router()
PARTNER = "/applications/{uuid:application}/partners/{uuid:partner}"


@router.put(PARTNER + "/request", response={200: RequestOut, **EVERY_PROBLEM})
def write_request(request: ActorRequest, application: UUID, partner: UUID, given: RequestIn) -> RequestOut:
    """Save what a partner asks; the total cost may be left out where costs by category are given."""
    desk = desk_of(request.actor, application)
    currencies = {one.funder.code: one.funder.currency for one in desk.paying}
    own = given.currency or desk.application.call.reporting_currency
    row = save_request(
        request.actor, application, partner, _asked(given, currencies.get(given.funder, own)), given.version
    )
    return RequestOut.of(row)


@router.post(PARTNER + "/files", response={201: FileOut, **EVERY_PROBLEM})
def attach_file(
    request: ActorRequest,
    application: UUID,
    partner: UUID,
    file: Annotated[UploadedFile, File()],
) -> Status[FileOut]:
    """Hand in a file with a partner's part."""
    return Status(201, FileOut.of(attach(request.actor, application, partner, file)))


@router.delete("/applications/{uuid:application}/files/{uuid:file}", response={204: None, **EVERY_PROBLEM})
def remove_file(request: ActorRequest, application: UUID, file: UUID) -> Status[None]:
    """Take a file out of a part; what was handed in with it keeps it."""
    detach(request.actor, application, file)
    return Status(204, None)


@router.post(PARTNER + "/sign-off", response={200: SignOffOut, **EVERY_PROBLEM})
def sign_off_part(request: ActorRequest, application: UUID, partner: UUID) -> SignOffOut:
    """Sign off a part as it stands; 422 with all that it lacks."""
    made = sign_off(request.actor, application, partner)
    return SignOffOut(at=made.at, digest=made.digest)


@router.get(PARTNER + "/request", response={200: RequestOut, **EVERY_PROBLEM})
def read_request(request: ActorRequest, application: UUID, partner: UUID) -> RequestOut:
    """What a partner asks."""
    whole = desk_of(request.actor, application).whole
    for one in whole.partners:
        if one.public_id == partner:
            return RequestOut.of(whole.requests[one.pk])
    raise NotAllowed("see applications.Request")


def _asked(given: RequestIn, currency: str) -> Asked:
    """Amounts in minor units; Refused with every amount that is none."""
    typed = {"amount": given.amount, "total_cost": given.total_cost}
    typed |= {f"costs.{name}": text for name, text in given.costs.items()}
    read: dict[str, int | None] = {}
    wrong = []
    for place, text in typed.items():
        try:
            read[place] = None if text is None else parse_amount(text, currency)
        except ValueError:
            sentence = _("Write digits with at most one point and %(most)d decimals, such as 1234.50.")
            wrong.append(Remark(place, sentence % {"most": minor_digits(currency)}))
    if wrong:
        raise Refused(*wrong)
    return Asked(
        given.funder,
        given.self_funded,
        given.currency,
        read["amount"],
        read["total_cost"],
        {name: read[f"costs.{name}"] or 0 for name in given.costs},
        given.national_number,
    )

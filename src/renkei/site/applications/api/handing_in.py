"""Routes: handing in, receipts, withdrawing."""

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from ninja import Header, Router
from pydantic import Field

from renkei.site.applications.actions import submit, withdraw
from renkei.site.applications.api.shapes import ReceiptOut
from renkei.site.applications.desk import desk_of
from renkei.site.applications.models import Submission
from renkei.site.applications.queries import receipt_of
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM

router = Router()
Key = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[!-~]+$")]


@router.post("/applications/{uuid:application}/submissions", response={200: ReceiptOut, **EVERY_PROBLEM})
def submit_application(
    request: ActorRequest,
    application: UUID,
    idempotency_key: Annotated[Key, Header(alias="Idempotency-Key")],
) -> ReceiptOut:
    """Hand in the application as it stands, and get the receipt.

    The same key again is the same submission and the same receipt, even after the deadline; so send it again where no
    answer came. 422 with all that is missing; 409 (closed) where it arrived too late.
    """
    return ReceiptOut.of(submit(request.actor, application, idempotency_key))


@router.get("/applications/{uuid:application}/submissions", response={200: list[ReceiptOut], **EVERY_PROBLEM})
def list_submissions(request: ActorRequest, application: UUID) -> list[ReceiptOut]:
    """Every receipt of an application, the last first."""
    row = desk_of(request.actor, application).application
    found = scoped(request.actor, Submission).filter(application=row).select_related("application").defer("snapshot")
    return [ReceiptOut.of(one) for one in found.order_by("-sequence")]


@router.post("/applications/{uuid:application}/withdrawal", response={200: ReceiptOut, **EVERY_PROBLEM})
def withdraw_application(request: ActorRequest, application: UUID) -> ReceiptOut:
    """Withdraw what is handed in; it can be handed in again until the deadline."""
    return ReceiptOut.of(withdraw(request.actor, application))


@router.get("/submissions/{uuid:submission}", response={200: ReceiptOut, **EVERY_PROBLEM})
def read_receipt(request: ActorRequest, submission: UUID) -> ReceiptOut:
    """A receipt."""
    return ReceiptOut.of(_found(request, submission))


@router.get(
    "/submissions/{uuid:submission}/snapshot",
    response={200: dict, **EVERY_PROBLEM},
)
def read_snapshot(request: ActorRequest, submission: UUID) -> HttpResponse:
    """The frozen snapshot, byte for byte: its SHA-256 is the receipt's."""
    return HttpResponse(_found(request, submission).snapshot, content_type="application/json")


def _found(request: ActorRequest, submission: UUID) -> Submission:
    found = receipt_of(request.actor, submission).first()
    if found is None:
        raise NotAllowed("see applications.Submission")
    return found

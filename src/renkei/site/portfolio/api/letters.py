"""Letters: looked at before they go, sent, read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from ninja import Router, Schema

from renkei.site.calls.models import Call
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio.actions import send_letters
from renkei.site.portfolio.actions.letters import decision_to_tell
from renkei.site.portfolio.api.shapes import call_of
from renkei.site.portfolio.letters import addressed, subject_of, text_of
from renkei.site.portfolio.models import Letter
from renkei.site.problems import EVERY_PROBLEM

router = Router()


class LetterOut(Schema):
    """A letter without its text; `sha256` is that of its PDF, empty until it is set."""

    id: UUID
    application: str
    partner: str
    kind: str
    language: str
    written_at: datetime
    redress_until: datetime | None
    sha256: str


class WholeLetterOut(LetterOut):
    """A letter with its text."""

    subject: str
    text: str


class PreviewOut(Schema):
    """A letter as it would be sent now; `people` is how many would get it by mail."""

    application: str
    partner: str
    kind: str
    language: str
    people: int
    subject: str
    text: str


@router.get("/calls/{slug:slug}/letters", response={200: list[LetterOut], **EVERY_PROBLEM})
def list_letters(request: ActorRequest, slug: str) -> list[LetterOut]:
    """The letters of a call that you may see."""
    rows = scoped(request.actor, Letter).filter(partner__application__call=call_of(request, slug)).defer("pdf", "text")
    rows = rows.select_related("partner__application", "partner__organisation")
    return [LetterOut(**_letter(row)) for row in rows.order_by("partner__application__number", "partner__position")]


@router.post("/calls/{slug:slug}/letters", response={200: int, **EVERY_PROBLEM})
def send(request: ActorRequest, slug: str) -> int:
    """Send the letters of the decision that stands; how many there are."""
    return len(send_letters(request.actor, slug))


@router.get("/letters/{uuid:letter}", response={200: WholeLetterOut, **EVERY_PROBLEM})
def read_letter(request: ActorRequest, letter: UUID) -> WholeLetterOut:
    """A letter."""
    rows = scoped(request.actor, Letter).filter(public_id=letter).defer("pdf")
    row = rows.select_related("partner__application", "partner__organisation").first()
    if row is None:
        raise Http404
    return WholeLetterOut(**_letter(row), subject=row.subject, text=row.text)


@router.get("/calls/{slug:slug}/letters/preview", response={200: list[PreviewOut], **EVERY_PROBLEM})
def preview(request: ActorRequest, slug: str) -> list[PreviewOut]:
    """Every letter of the decision that stands as it would be sent now."""
    call = get_object_or_404(scoped(request.actor, Call, "follow_up"), slug=slug)
    found = []
    for one in addressed(decision_to_tell(call), request.actor.at):
        with override(one.language):
            words = {"subject": subject_of(one.told), "text": text_of(one.told)}
        named = {"application": one.told.number, "partner": one.told.organisation, "kind": one.told.kind}
        found.append(PreviewOut(**named, **words, language=one.language, people=len(one.people)))
    return found


@router.get("/letters/{uuid:letter}/letter.pdf", response={200: None, **EVERY_PROBLEM})
def read_pdf(request: ActorRequest, letter: UUID) -> HttpResponse:
    """A letter's PDF, to the byte; none before it is set."""
    row = get_object_or_404(scoped(request.actor, Letter), public_id=letter)
    if row.pdf is None:
        raise Http404
    return HttpResponse(bytes(row.pdf), content_type="application/pdf")


def _letter(row: Letter) -> dict[str, Any]:
    plain = ("kind", "language", "written_at", "redress_until", "sha256")
    named = {"application": row.partner.application.number, "partner": row.partner.organisation.name}
    return {"id": row.public_id, **named, **{name: getattr(row, name) for name in plain}}

"""Redress: asked by leads, answered by the secretariat or the chair."""

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import answer_redress, file_redress
from renkei.site.portfolio.api.shapes import call_of
from renkei.site.portfolio.models import Redress
from renkei.site.problems import EVERY_PROBLEM, Text

router = Router()


class RedressIn(Schema):
    """Which rule was not kept, and where it shows."""

    text: Text


class AnswerIn(Schema):
    """The answer to redress."""

    upheld: bool
    answer: Text


class RedressOut(Schema):
    """Redress and its answer; `followed_by` is the number of the decision that followed it."""

    id: UUID
    application: str
    filed_at: datetime
    text: str
    upheld: bool | None
    answer: str
    answered_at: datetime | None
    followed_by: int | None


@router.get("/calls/{slug:slug}/redress", response={200: list[RedressOut], **EVERY_PROBLEM})
def list_redress(request: ActorRequest, slug: str) -> list[RedressOut]:
    """The redress asked in a call, as far as you may see it, what waits first."""
    rows = queries.redresses(request.actor, call_of(request, slug)).select_related("application", "followed_by")
    return [_redress(row) for row in rows]


@router.get("/redress/{uuid:redress}", response={200: RedressOut, **EVERY_PROBLEM})
def read_redress(request: ActorRequest, redress: UUID) -> RedressOut:
    """One redress."""
    rows = scoped(request.actor, Redress).select_related("application", "followed_by")
    return _redress(get_object_or_404(rows, public_id=redress))


@router.post("/applications/{uuid:application}/redress", response={200: RedressOut, **EVERY_PROBLEM})
def post_redress(request: ActorRequest, application: UUID, given: RedressIn) -> RedressOut:
    """Ask for redress, until the moment that the letter names."""
    return _redress(file_redress(request.actor, application, given.text))


@router.post("/redress/{uuid:redress}/answer", response={200: RedressOut, **EVERY_PROBLEM})
def post_answer(request: ActorRequest, redress: UUID, given: AnswerIn) -> RedressOut:
    """Answer redress, once."""
    return _redress(answer_redress(request.actor, redress, given.upheld, given.answer))


def _redress(row: Redress) -> RedressOut:
    plain = ("filed_at", "text", "upheld", "answer", "answered_at")
    followed = row.followed_by.number if row.followed_by else None
    return RedressOut(
        id=row.public_id,
        application=row.application.number,
        followed_by=followed,
        **{name: getattr(row, name) for name in plain},
    )

"""What is searched: models, their fields in the order of weight, and what a hit shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from renkei.site.calls.models import Answer, Call, Question, Result
from renkei.site.directory.models import Organisation
from renkei.site.policy import Guarded

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Source:
    """A model that is searched through the policy's scope; lookups in `fields` lead upwards only."""

    model: type[Guarded]
    kind: "StrPromise | str"
    fields: tuple[str, ...]
    title: Callable[[Any], str]
    text: Callable[[Any], str]
    address: Callable[[Any], str]
    beside: tuple[str, ...] = ()


SOURCES: tuple[Source, ...] = (
    Source(
        Call,
        _("call"),
        ("title", "summary", "text"),
        lambda row: row.title,
        lambda row: f"{row.summary}\n{row.text}",
        lambda row: reverse("call", args=[row.slug]),
    ),
    Source(
        Result,
        _("funded application"),
        ("title", "organisations", "number"),
        lambda row: row.title,
        lambda row: f"{row.number} · {row.organisations.replace(';', '; ')}",
        lambda row: reverse("call_results", args=[row.call.slug]),
        ("call",),
    ),
    Source(
        Organisation,
        _("organisation"),
        ("name", "ror"),
        lambda row: row.name,
        lambda row: row.get_size_display(),
        lambda row: reverse("organisation", args=[row.public_id]),
    ),
    Source(
        Question,
        _("question"),
        ("text",),
        lambda row: row.call.title,
        lambda row: row.text,
        lambda row: f"{reverse('call', args=[row.call.slug])}#question-{row.pk}",
        ("call",),
    ),
    Source(
        Answer,
        _("answer"),
        ("text",),
        lambda row: row.question.call.title,
        lambda row: row.text,
        lambda row: f"{reverse('call', args=[row.question.call.slug])}#question-{row.question_id}",
        ("question__call",),
    ),
)

"""What a call in preparation still lacks, part by part: what must be there before publishing, and what ought to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from renkei.site.calls.deciding import settings_of_call
from renkei.site.calls.models import Call, Milestone, Participation, Section
from renkei.site.policy import Actor, scoped


@dataclass(frozen=True)
class Lack:
    """Something to do: in which part (the name of its address), what, and whether publishing waits for it."""

    part: str
    remedy: "StrPromise | str"
    must: bool = False


@dataclass(frozen=True)
class Checklist:
    """A call with what is checked, read once."""

    actor: Actor
    call: Call
    funders: Sequence[Participation]
    sections: Sequence[Section]
    milestones: Sequence[Milestone]

    @classmethod
    def of_many(cls, actor: Actor, calls: Sequence[Call]) -> "list[Checklist]":
        """The lists of several calls, in as many questions as for one."""
        mine = {"call__in": [one.pk for one in calls]}
        paying = _by_call(scoped(actor, Participation).filter(**mine).select_related("funder"))
        sections, dates = (_by_call(scoped(actor, model).filter(**mine)) for model in (Section, Milestone))
        return [cls(actor, one, paying[one.pk], sections[one.pk], dates[one.pk]) for one in calls]

    @classmethod
    def of(cls, actor: Actor, call: Call) -> "Checklist":
        """The list of a call as its secretariat sees it."""
        paying = scoped(actor, Participation).filter(call=call).select_related("funder").order_by("funder__name", "pk")
        sections = scoped(actor, Section).filter(call=call).order_by("position", "pk")
        return cls(actor, call, list(paying), list(sections), list(scoped(actor, Milestone).filter(call=call)))

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        """Everything to do, what must be done first in each part."""
        found = (*self._basics(), *self._funders(), *self._form(), *self._deciding(), *self._money())
        return tuple(sorted(found, key=lambda one: not one.must))

    @property
    def missing(self) -> list[Lack]:
        """What publishing waits for."""
        return [one for one in self.lacks if one.must]

    def _basics(self) -> Iterator[Lack]:
        if self.call.closes_at <= self.actor.at:
            yield Lack("call_basics", _("The deadline has passed: set a later one."), must=True)
        if self.call.dates_copied:
            yield Lack("call_basics", _("The dates were moved by a year: look at them, and save."), must=True)

    def _funders(self) -> Iterator[Lack]:
        if not self.funders:
            remedy = _("The call has no funder yet: add one, with its budget and its annex.")
            yield Lack("call_funder_new", remedy, must=True)
        for one in self.funders:
            if not one.annex and not one.who_may_apply:
                said = _("%(funder)s says neither in an annex nor in words who may apply.")
                yield Lack("call_funders", said % {"funder": one.funder.name})

    def _form(self) -> Iterator[Lack]:
        if not self.sections:
            yield Lack(
                "call_sections", _("The form has no section: applicants would have nothing to write."), must=True
            )
        for stage in range(1, self.call.stages + 1):
            if self.sections and not any(one.stage in (0, stage) for one in self.sections):
                said = _("The form of stage %(stage)d is empty.")
                yield Lack("call_sections", said % {"stage": stage}, must=True)

    def _deciding(self) -> Iterator[Lack]:
        part, settings = "call_deciding", settings_of_call(self.call)
        if settings.scale is None:
            yield Lack(part, _("The scale of scores is not stated."))
        if not settings.criteria:
            yield Lack(part, _("No criterion is named."))
        if settings.selection.rule is None:
            yield Lack(part, _("The rule of the selection is not stated: what is published beforehand is believed."))
        if settings.selection.rule == "best" and settings.selection.bands is None:
            yield Lack(part, _("The rule of the best portfolio needs bands, published with the call."), must=True)
        if self.call.stages == 2 and not (settings.demand.cap or settings.demand.caps):
            yield Lack(part, _("Two stages: say how many times its budget each funder's invited demand may reach."))

    def _money(self) -> Iterator[Lack]:
        part = "call_money"
        own = {self.call.reporting_currency, *(row.get("currency", "") for row in self.call.tables.get("rates", ()))}
        pots = self.call.tables.get("pots", ())
        used = {one.funder.currency for one in self.funders} | {row["currency"] for row in pots}
        lacking = sorted(used - own)
        if lacking:
            said = _("Rates are missing for: %(currencies)s")
            yield Lack(part, said % {"currencies": ", ".join(lacking)})
        top_up = any(row["kind"] == "top_up" for row in pots)
        if top_up and not any(one.top_up_entitled for one in self.funders):
            yield Lack("call_funders", _("No funder is entitled to the top-up: say which are."), must=True)


def _by_call(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.call_id].append(one)
    return found

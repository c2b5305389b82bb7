"""What is due when and what waits for whom, over all the calls that a secretariat looks after."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renkei.site.applications.models import Submission
from renkei.site.calls.building.checklist import Checklist
from renkei.site.calls.models import Call, Funder, Milestone, Question
from renkei.site.calls.standing import SOON, phase_of, time_left
from renkei.site.decisions.models import Decision, SelectionMeeting
from renkei.site.policy import Actor, Phase, scoped
from renkei.site.review.models import FunderVerdict, Standing
from renkei.site.ui import reader
from renkei.site.ui.tables import Column

Row = TypeVar("Row")
MOST_NAMED = 8  # funders in one line


@dataclass(frozen=True)
class Duty:
    """Something to do or to await: what, who is waited for, the address where it is done, and when it is due."""

    call: Call
    words: str
    who: str
    href: str
    due: datetime | None = None
    soon: bool = False


def duty_columns() -> tuple[Column[Duty], ...]:
    """What is to be done, as a list that leaves the site."""
    return (
        Column("what", _("What"), lambda row: row.words),
        Column("call", _("Call"), lambda row: row.call.title),
        Column("waits_for", _("Waits for"), lambda row: row.who),
        Column("due", _("Since or until"), lambda row: row.due),
    )


@dataclass(frozen=True)
class Day:
    """A moment that a call names, still to come."""

    call: Call
    at: datetime
    words: str
    left: str
    soon: bool


@dataclass(frozen=True)
class Desk:
    """The calls, what is to be done for each, and the moments to come."""

    calls: Sequence[Call]
    duties: Sequence[Duty]
    days: Sequence[Day]

    @classmethod
    def of(cls, actor: Actor) -> "Desk":
        """The desk of a secretariat; empty for everybody else."""
        calls = list(scoped(actor, Call, "change").exclude(state=Call.State.RESULTS).order_by("closes_at", "pk"))
        found = Found.of(actor, calls)
        duties = sorted(found.duties(), key=lambda one: (one.due is None, one.due or actor.at))
        return cls(calls, duties, sorted(found.days(), key=lambda one: one.at))


@dataclass(frozen=True)
class Found:
    """The rows on which duties stand, each kind read once for all calls."""

    actor: Actor
    calls: Sequence[Call]
    checklists: Sequence[Checklist]
    milestones: Sequence[Milestone]
    questions: Mapping[int, list[Question]]
    submissions: Mapping[int, list[Submission]]
    scored: frozenset[int]
    unscreened: Mapping[int, Counter[str]]
    adopted: frozenset[int]
    meetings: frozenset[int]

    @classmethod
    def of(cls, actor: Actor, calls: Sequence[Call]) -> "Found":
        """Everything, as the actor may see it."""
        keys = [one.pk for one in calls]
        preparing = [one for one in calls if one.state == Call.State.PREPARING]
        asked = scoped(actor, Question).filter(call__in=keys, answered_at__isnull=True).order_by("asked_at")
        rows = scoped(actor, Submission).filter(application__call__in=keys, withdrawn_at__isnull=True)
        handed_in = [
            one
            for one in rows.select_related("application__call").defer("snapshot")
            if one.stage == one.application.call.stage
        ]
        adopted = scoped(actor, Decision).filter(meeting__call__in=keys, adopted_at__isnull=False)
        return cls(
            actor,
            calls,
            Checklist.of_many(actor, preparing),
            list(scoped(actor, Milestone).filter(call__in=keys, at__gte=actor.at)),
            _by_call(asked, lambda one: one.call_id),
            _by_call(handed_in, lambda one: one.application.call_id),
            _scored(actor, handed_in),
            _unscreened(actor, handed_in),
            frozenset(adopted.values_list("meeting__call", flat=True)),
            frozenset(scoped(actor, SelectionMeeting).filter(call__in=keys).values_list("call", flat=True)),
        )

    def duties(self) -> Iterator[Duty]:
        """Every duty, in no order."""
        for checklist in self.checklists:
            yield from self._publishing(checklist)
        for call in self.calls:
            yield from self._questions(call)
            if phase_of(call, self.actor.at) is Phase.CLOSED:
                yield from self._screening(call)
                yield from self._scoring(call)

    def days(self) -> Iterator[Day]:
        """Openings, deadlines and milestones to come."""
        for call in self.calls:
            opens, closes = _("opens"), _("deadline")
            if call.stage == 2:
                opens, closes = _("the full stage opens"), _("deadline of the full stage")
            yield from (
                self._day(call, at, words)
                for at, words in ((call.opens_at, opens), (call.closes_at, closes))
                if at > self.actor.at
            )
        of_calls = {one.pk: one for one in self.calls}
        yield from (self._day(of_calls[one.call_id], one.at, one.name) for one in self.milestones)

    def _day(self, call: Call, at: datetime, words: str) -> Day:
        return Day(call, at, words, time_left(at, self.actor.at), at - self.actor.at < SOON)

    def _publishing(self, checklist: Checklist) -> Iterator[Duty]:
        call, n = checklist.call, len(checklist.missing)
        words = _("publish the call: nothing is missing")
        if n:
            words = ngettext(
                "%(n)d thing is missing before it can be published",
                "%(n)d things are missing before it can be published",
                n,
            ) % {"n": n}
        yield self._duty(call, words, _("the secretariat"), "call_edit", call.opens_at)

    def _questions(self, call: Call) -> Iterator[Duty]:
        waiting = self.questions.get(call.pk, [])
        if waiting:
            n, first = len(waiting), waiting[0]
            words = ngettext("%(n)d question is not answered", "%(n)d questions are not answered", n) % {"n": n}
            href = f"{reverse('call', args=[call.slug])}#question-{first.pk}"
            yield Duty(call, words, _("the secretariat"), href, first.asked_at)

    def _screening(self, call: Call) -> Iterator[Duty]:
        waiting = self.unscreened.get(call.pk, Counter())
        if waiting:
            n = sum(waiting.values())
            words = ngettext("%(n)d screening is missing", "%(n)d screenings are missing", n) % {"n": n}
            yield self._duty(call, words, reader.language().items(sorted(waiting), limit=MOST_NAMED), "verdicts")

    def _scoring(self, call: Call) -> Iterator[Duty]:
        rows = self.submissions.get(call.pk, [])
        n = sum(one.application_id not in self.scored for one in rows)
        if n:
            words = ngettext("%(n)d application has no score", "%(n)d applications have no score", n) % {"n": n}
            yield self._duty(call, words, _("the secretariat"), "standings")
        elif call.stages == 2 and call.stage == 1 and rows:
            yield self._duty(
                call,
                _("every application has its score: invite to the full stage"),
                _("the secretariat"),
                "call_invitation",
            )
        elif call.pk in self.adopted:
            words = _("the decision is adopted: awards, letters, then the results")
            yield self._duty(call, words, _("the secretariat"), "after")
        elif not rows:
            yield self._duty(
                call,
                _("nothing was handed in: extend the deadline, or publish that there are no results"),
                _("the secretariat"),
                "call_extend",
            )
        elif not call.shows_scores:
            yield self._duty(
                call,
                _("every application has its score: show the scores to the funders"),
                _("the secretariat"),
                "show_scores",
            )
        elif call.pk not in self.meetings:
            words = _("the scores are shown: prepare the selection meeting")
            yield self._duty(call, words, _("the secretariat"), "call_edit", anchor="#next")
        else:
            yield self._duty(call, _("the selection meeting decides"), _("the meeting"), "meeting")

    def _duty(
        self, call: Call, words: str, who: str, address: str, due: datetime | None = None, *, anchor: str = ""
    ) -> Duty:
        soon = due is not None and due - self.actor.at < SOON
        return Duty(call, words, who, reverse(address, args=[call.slug]) + anchor, due, soon)


def _by_call(rows: Iterable[Row], key: Callable[[Row], int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for one in rows:
        found[key(one)].append(one)
    return found


def _scored(actor: Actor, rows: Sequence[Submission]) -> frozenset[int]:
    """The applications that need no score any more: they have one, or they are not eligible."""
    mine = scoped(actor, Standing).filter(application__in=[one.application_id for one in rows])
    mine = mine.filter(stage=F("application__call__stage"))
    return frozenset(one.application_id for one in mine if one.score is not None or one.rank is not None or one.status)


def _unscreened(actor: Actor, rows: Sequence[Submission]) -> dict[int, Counter[str]]:
    """Call → funder's code → how many applications it has not screened as they stand now."""
    held = {one.pk: one for one in rows}
    codes = dict(scoped(actor, Funder).values_list("pk", "code"))
    said = set(
        scoped(actor, FunderVerdict)
        .filter(application__in=[one.application_id for one in rows], stage=F("application__call__stage"))
        .values_list("application", "participation__funder", "submission_sha256")
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    asked = Submission.asked.through.objects.filter(submission__in=list(held))
    for submission, funder in asked.values_list("submission", "funder"):
        row = held[submission]
        if (row.application_id, funder, row.sha256) not in said:
            found[row.application.call_id][codes[funder]] += 1
    return found

"""Who gets a letter after a decision, and what each is told: read once for all of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from renkei.reports.totals import Money
from renkei.site.accounts.models import User
from renkei.site.applications.models import Member, Partner
from renkei.site.calls.models import Call, Participation
from renkei.site.decisions.models import Decision
from renkei.site.decisions.reading import record_of
from renkei.site.policy import unscoped
from renkei.site.portfolio.decided import DROPPED_OUT, Decided, Part, decided
from renkei.site.portfolio.letters.told import Kind, OwnFunder, Told
from renkei.site.portfolio.models import Award, Contact
from renkei.site.portfolio.since import dropped_out
from renkei.site.review.models import FunderVerdict, Standing
from renkei.site.ui.reader import zone_named

GROUND = "letters are written to every partner of every application"


@dataclass(frozen=True)
class Addressed:
    """A letter's partner, the people who read it, its language and its facts."""

    partner: Partner
    people: tuple[User, ...]
    language: str
    told: Told


def addressed(decision: Decision, at: datetime) -> list[Addressed]:
    """The letters of an adopted decision, written at a moment, by application and partner.

    Of a decision that follows another, only to applications whose outcome it changes. The caller asked the policy.
    """
    return list(_Writing(decision, at).letters())


def kind_of(entry: Mapping[str, Any]) -> str:
    """The kind of letter for an outcome of the record."""
    if entry["reason"].get("because") == DROPPED_OUT:
        return Kind.DROPPED_OUT
    return str(entry["outcome"])


def redress_until(call: Call, at: datetime) -> datetime | None:
    """The last moment of the day until which redress is taken, in the call's zone; None where the call has none."""
    if not call.redress_days:
        return None
    zone = zone_named(call.time_zone) or UTC
    day = at.astimezone(zone).date() + timedelta(days=call.redress_days)
    return datetime.combine(day, time.max, zone).astimezone(UTC)


class _Writing:
    """What all letters of a decision are written from."""

    def __init__(self, decision: Decision, at: datetime) -> None:
        self.decision, self.at, self.call = decision, at, decision.meeting.call
        self.decided: Decided = decided(decision)
        self.before = record_of(decision.follows)["outcomes"] if decision.follows else {}
        self.funders = {
            one.funder.code: one for one in _of_call(Participation, self.call, "call").select_related("funder")
        }
        self.awards = {
            (one.application_id, one.participation.funder.code): one
            for one in _of_call(Award, self.call).select_related("participation__funder").order_by("pk")
        }
        self.noes: dict[int, dict[int, str]] = defaultdict(dict)
        for said in _of_call(FunderVerdict, self.call).filter(stage=self.call.stage, verdict=FunderVerdict.Verdict.NO):
            self.noes[said.application_id][said.participation_id] = said.note
        standings = _of_call(Standing, self.call).filter(stage=self.call.stage).exclude(status=Standing.Status.ELIGIBLE)
        self.grounds = dict(standings.values_list("application_id", "ground"))
        self.gone = dropped_out(self.call)
        self.people: dict[int, list[User]] = defaultdict(list)
        for member in _of_call(Member, self.call, "partner__application__call").select_related("user").order_by("pk"):
            if member.user.is_active:
                self.people[member.partner_id].append(member.user)

        for one in _of_call(Contact, self.call, "partner__application__call").select_related("user").order_by("pk"):
            if one.user is not None and one.user.is_active and one.user not in self.people[one.partner_id]:
                self.people[one.partner_id].append(one.user)

    def letters(self) -> Iterator[Addressed]:
        """To every partner whose application's outcome is new."""
        outcomes = self.decided.record["outcomes"]
        rows = (
            _of_call(Partner, self.call).filter(removed_at__isnull=True).select_related("application", "organisation")
        )
        for partner in rows.order_by("application__number", "position"):
            number = partner.application.number
            entry = outcomes.get(number)
            if entry is None:
                continue
            kind = Kind.DROPPED_OUT if number in self.gone else kind_of(entry)
            if number in self.before and kind_of(self.before[number]) == kind:
                continue
            people = tuple(self.people[partner.pk])
            language = people[0].language if people else self.call.language
            yield Addressed(partner, people, language, self._told(partner, entry, kind))

    def _told(self, partner: Partner, entry: Mapping[str, Any], kind: str) -> Told:
        application, reason = partner.application, entry["reason"]
        no_by_somebody = bool(self.noes.get(application.pk))
        return Told(
            call=self.call.title,
            number=application.number,
            title=self.decided.title(application.number),
            organisation=partner.organisation.name,
            kind=kind,
            adopted_at=self.decision.adopted_at or self.at,
            sha256=self.decision.sha256,
            zone=self.call.time_zone,
            funder=self._funder(partner, reason, kind),
            because=reason.get("because", "") if kind == Kind.NOT_ELIGIBLE else "",
            ground="" if no_by_somebody else self.grounds.get(application.pk, ""),
            open_parts=kind == Kind.FUNDED and self._open(partner),
            lot=reason["kind"] == "lost_lot",
            adds_nothing=reason["kind"] == "adds_nothing",
            reserve_until=self._reserve_until() if kind == Kind.RESERVE else None,
            redress_until=None if kind == Kind.DROPPED_OUT else redress_until(self.call, self.at),
        )

    def _part(self, partner: Partner) -> Part | None:
        parts = self.decided.parts.get(partner.application.number, [])
        return next((one for one in parts if one.position == partner.position), None)

    def _funder(self, partner: Partner, reason: Mapping[str, Any], kind: str) -> OwnFunder | None:
        part = self._part(partner)
        if part is None or part.funder not in self.funders:
            return None
        row, application = self.funders[part.funder], partner.application_id
        award = self.awards.get((application, part.funder)) if kind == Kind.FUNDED else None
        short = reason.get("short", {}).get(part.funder) if self.call.letters_may_tell_shortage else None
        return OwnFunder(
            name=row.funder.name,
            asked=Money(part.asked, part.currency),
            granted=Money(self._share(part, award), part.currency) if award else None,
            state=award.state if award else "",
            conditions=award.conditions if award else "",
            ground=award.ground if award else "",
            no=self.noes.get(application, {}).get(row.pk, "") if kind == Kind.NOT_ELIGIBLE else "",
            short=Money(short, part.currency) if short else None,
        )

    def _share(self, part: Part, award: Award) -> int:
        """A partner's share of what its funder grants, in proportion to what was decided, rounded down."""
        if award.granted is None or not award.amount:
            return part.granted
        return part.granted * award.granted // award.amount

    def _open(self, partner: Partner) -> bool:
        part = self._part(partner)
        own = part.funder if part else ""
        settled = (Award.State.CONFIRMED, Award.State.AWARDED)
        return any(
            award.state not in settled
            for (application, code), award in self.awards.items()
            if application == partner.application_id and code != own
        )

    def _reserve_until(self) -> date | None:
        until = self.decided.record["options"]["reserve"]["until"]
        return date.fromisoformat(until) if until else None


def _of_call(model: Any, call: Call, lookup: str = "application__call") -> Any:
    return unscoped(model, GROUND).filter(**{lookup: call})

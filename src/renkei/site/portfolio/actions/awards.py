"""A funder's word on its awards: confirmed, awarded, or refused."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.money import format_amount
from renkei.site.applications.refusal import Outdated, Refused, Remark
from renkei.site.applications.words import line_of, text_of
from renkei.site.audit.trail import record
from renkei.site.calls.models import Participation
from renkei.site.policy import Actor, NotAllowed, locked, unscoped
from renkei.site.portfolio.models import Award
from renkei.site.ui.fields import minor_units

GROUND = "the awards of a funder's part that an action holds"
State = Award.State
NEXT: dict[str, tuple[str, ...]] = {
    State.RECOMMENDED: (State.CONFIRMED, State.REFUSED),
    State.CONFIRMED: (State.CONFIRMED, State.AWARDED, State.REFUSED),
    State.REFUSED: (State.CONFIRMED,),
}
KEPT = ("state", "granted", "conditions", "national_number", "ground")


@dataclass(frozen=True)
class Word:
    """What a funder says of its part in an application, by the number; `version` is that of the award that was read.

    `granted` is a text in the funder's currency; empty, it is what was decided.
    """

    number: str
    state: str
    granted: str = ""
    conditions: str = ""
    national_number: str = ""
    ground: str = ""
    version: int = 0


def say(actor: Actor, slug: str, code: str, words: Collection[Word]) -> list[Award]:
    """The funder's awards with its words on them, all of them or none.

    Refused where one does not hold (more than was decided, a refusal without a ground, an award without the national
    number that the funder wants), Outdated where a colleague said something of one since, NotAllowed for what is no
    award of the funder.
    """
    with transaction.atomic():
        part = locked(actor, "award", Participation, call__slug=slug, funder__code=code)
        rows = unscoped(Award, GROUND).filter(participation=part).exclude(state=State.ENDED)
        known = {row.application.number: row for row in rows.select_related("application")}
        if any(word.number not in known for word in words):
            raise NotAllowed("award portfolio.Award")
        remarks = [remark for word in words for remark in _faults(word, known[word.number], part)]
        if remarks:
            raise Refused(*remarks)
        return [_put(actor, known[word.number], word, part) for word in words]


def _faults(word: Word, award: Award, part: Participation) -> Iterator[Remark]:
    if word.state not in NEXT.get(award.state, ()):
        said = _("From “%(now)s” it cannot become that.") % {"now": award.get_state_display()}
        yield Remark(word.number, said)
    if word.state == State.REFUSED and not word.ground.strip():
        yield Remark(word.number, _("Say why you refuse it: the secretariat and the applicants need the ground."))
    if word.state == State.AWARDED and part.national_number and not word.national_number.strip():
        yield Remark(word.number, _("Give the number of your own system with the award."))
    yield from _faults_of_amount(word, award, part.funder.currency)


def _faults_of_amount(word: Word, award: Award, currency: str) -> Iterator[Remark]:
    try:
        granted = _granted(word, award, currency)
    except ValidationError as error:
        yield from (Remark(word.number, said) for said in error.messages)
        return
    if not 0 < granted <= award.amount:
        most = f"{currency} {format_amount(award.amount, currency)}"
        yield Remark(word.number, _("Grant something, and at most what was decided: %(most)s.") % {"most": most})


def _granted(word: Word, award: Award, currency: str) -> int:
    return minor_units(word.granted, currency) if word.granted.strip() else award.amount


def _put(actor: Actor, award: Award, word: Word, part: Participation) -> Award:
    before = plain(award)
    refused = word.state == State.REFUSED
    award.state = word.state
    award.granted = None if refused else _granted(word, award, part.funder.currency)
    award.conditions = "" if refused else text_of(word.conditions, word.number).strip()
    award.national_number = line_of(word.national_number, word.number, 60, required=False)
    award.ground = text_of(word.ground, word.number).strip()
    if plain(award) == before:
        return award
    if award.version != word.version:
        raise Outdated(award.version)
    award.version += 1
    award.save()
    record(actor, f"award.{word.state}", award, before, plain(award), award.ground)
    return award


def plain(award: Award) -> dict[str, Any]:
    """What a funder says of an award, as the trail tells it."""
    return {name: getattr(award, name) for name in KEPT}

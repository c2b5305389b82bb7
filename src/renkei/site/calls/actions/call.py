"""Making, changing and publishing a call."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.audit.trail import record
from renkei.site.calls.actions.sections import put_usual
from renkei.site.calls.actions.version import next_version
from renkei.site.calls.annexes import AnnexDefects, annex_of
from renkei.site.calls.building.checklist import Checklist
from renkei.site.calls.models import Call, Change
from renkei.site.calls.usual_sections import USUAL
from renkei.site.policy import Actor, NotAllowed, locked, may_make, unscoped

RESERVED = ("new", "feed", "officers")  # words of addresses


@dataclass(frozen=True)
class CallFacts:
    """What the secretariat writes of a call; `rules` as in annexes.yaml under `call:`."""

    slug: str
    title: str
    summary: str
    text: str
    language: str
    reporting_currency: str
    opens_at: datetime
    closes_at: datetime
    time_zone: str
    grace_seconds: int
    rules: dict[str, Any]


def make_call(actor: Actor, facts: CallFacts) -> Call:
    """A new call in preparation, with the usual sections; ValidationError for facts that do not hold."""
    if not may_make(actor, Call):
        raise NotAllowed("make calls.Call")
    _check(facts)
    if facts.slug in RESERVED or unscoped(Call, "an address is given once").filter(slug=facts.slug).exists():
        raise ValidationError({"slug": _("This word is taken: choose another.")})
    with transaction.atomic():
        made = Call(**asdict(facts), accepts_until=_accepts_until(facts))
        made.save(force_insert=True)
        put_usual(actor, made, [key for key, usual in USUAL.items() if usual.from_the_start])
        record(actor, "call.made", made, None, _plain(made))
    return made


def change_call(actor: Actor, slug: str, facts: CallFacts, what: str = "", ground: str = "") -> Call:
    """The call with other facts. Once published: only with a word on what changes and why, and its dates stay."""
    _check(facts)
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        before = _plain(call)
        published = call.state != Call.State.PREPARING
        if published:
            _check_published(call, facts, what, ground)
        elif facts.slug != call.slug and unscoped(Call, "an address is given once").filter(slug=facts.slug).exists():
            raise ValidationError({"slug": _("This word is taken: choose another.")})
        for name, value in asdict(facts).items():
            setattr(call, name, value)
        call.accepts_until, call.dates_copied = _accepts_until(facts), False
        if published:
            next_version(actor, call, Change.Kind.CORRECTION, ground, what)
        call.save()
        record(actor, "call.changed", call, before, _plain(call), ground)
    return call


def publish(actor: Actor, slug: str) -> Call:
    """The call, public from now on; ValidationError while something that the public needs is missing."""
    with transaction.atomic():
        call = locked(actor, "publish", Call, slug=slug)
        if call.state != Call.State.PREPARING:
            raise ValidationError(_("The call is published already."))
        missing = Checklist.of(actor, call).missing
        if missing:
            raise ValidationError([str(one.remedy) for one in missing])
        call.state, call.published_at = Call.State.PUBLISHED, actor.at
        call.save()
        record(actor, "call.published", call, {"state": "preparing"}, _plain(call))
    return call


def _check(facts: CallFacts) -> None:
    wrong: dict[str, str] = {}
    if facts.closes_at <= facts.opens_at:
        wrong["closes_at"] = _("The deadline is after the opening.")
    if timedelta(seconds=facts.grace_seconds) > timedelta(days=1):
        wrong["grace_seconds"] = _("A grace of at most a day: for more, extend the deadline.")
    try:
        annex_of(facts.rules, of_call=True)
    except AnnexDefects as error:
        wrong["rules"] = str(error)
    if wrong:
        raise ValidationError(wrong)


def _check_published(call: Call, facts: CallFacts, what: str, ground: str) -> None:
    """What the public has read stays, or is told to have changed."""
    wrong: dict[str, str] = {}
    if not what.strip():
        wrong["what"] = _("Say what changes: everybody reads it.")
    if not ground.strip():
        wrong["ground"] = _("Say why.")
    for name in ("slug", "opens_at", "closes_at", "grace_seconds", "reporting_currency"):
        if getattr(facts, name) != getattr(call, name):
            wrong[name] = _("This stays as it was published. A deadline is extended, not changed.")
    if wrong:
        raise ValidationError(wrong)


def _accepts_until(facts: CallFacts) -> datetime:
    return facts.closes_at + timedelta(seconds=facts.grace_seconds)


def _plain(call: Call) -> dict[str, Any]:
    """The call's facts as the trail keeps them."""
    found = {field.name: getattr(call, field.name) for field in fields(CallFacts)}
    return {name: one.isoformat() if isinstance(one, datetime) else one for name, one in found.items()}

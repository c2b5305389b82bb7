"""Keeping scenarios: named, in an order, saved over the version that was seen or not at all."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call
from renkei.site.decisions.actions.meeting import in_session
from renkei.site.decisions.actions.room import out_for
from renkei.site.decisions.actions.telling import person, tell
from renkei.site.decisions.at_hand import Held
from renkei.site.decisions.changes import Wanted, change_of
from renkei.site.decisions.models import Proposal, Scenario, SelectionMeeting
from renkei.site.decisions.published import departs
from renkei.site.policy import Actor, NotAllowed, unscoped

GROUND = "the scenarios of a meeting that the actor may simulate in"
LONGEST = 100  # signs of a name


@dataclass
class Stale(Exception):
    """Somebody saved the scenario meanwhile: `theirs` stands, and nothing was changed."""

    theirs: Scenario


def keep_scenario(actor: Actor, slug: str, name: str, wanted: Wanted, held: Held) -> Scenario:
    """A new scenario, the last of the list; ValidationError for a change that does not hold or a name that is taken."""
    _refuse_who_is_out(actor, slug, wanted, None)
    with transaction.atomic():
        meeting = in_session(actor, "simulate", slug)
        every = unscoped(Scenario, GROUND).filter(meeting=meeting)
        _check_name(name, every.filter(name=name.strip()).exists())
        last = every.order_by("-position").values_list("position", flat=True).first() or 0
        scenario = Scenario(meeting=meeting, name=name.strip(), position=last + 1, made_at=actor.at)
        scenario.made_by_id = person(actor)
        _put(actor, meeting, scenario, wanted, held)
        scenario.save(force_insert=True)
        tell(actor, meeting, "scenario_kept", scenario, scenario.name, None, scenario.change)
    return scenario


def save_scenario(actor: Actor, slug: str, which: str, wanted: Wanted, version: int, held: Held) -> Scenario:
    """The scenario with another change; Stale where its version is not the one that was seen."""
    _refuse_who_is_out(actor, slug, wanted, which)
    with transaction.atomic():
        meeting = in_session(actor, "simulate", slug)
        scenario = _of(meeting, which)
        if scenario.version != version:
            raise Stale(scenario)
        before = scenario.change
        _put(actor, meeting, scenario, wanted, held)
        scenario.version += 1
        scenario.save()
        tell(actor, meeting, "scenario_saved", scenario, scenario.name, before, scenario.change)
    return scenario


def drop_scenario(actor: Actor, slug: str, which: str, version: int) -> None:
    """The list without a scenario; one that was proposed stays."""
    with transaction.atomic():
        meeting = in_session(actor, "simulate", slug)
        scenario = _of(meeting, which)
        if scenario.version != version:
            raise Stale(scenario)
        if unscoped(Proposal, GROUND).filter(scenario=scenario).exists():
            raise ValidationError(_("It was put to the funders: it stays."))
        tell(actor, meeting, "scenario_dropped", scenario, scenario.name, scenario.change)
        scenario.delete()


def move_scenario(actor: Actor, slug: str, which: str, up: bool) -> None:
    """The scenario one place up or down."""
    with transaction.atomic():
        meeting = in_session(actor, "simulate", slug)
        rows = list(unscoped(Scenario, GROUND).filter(meeting=meeting).order_by("position"))
        at = next((place for place, one in enumerate(rows) if str(one.public_id) == which), None)
        if at is None:
            raise NotAllowed("change decisions.Scenario")
        other = at - 1 if up else at + 1
        if not 0 <= other < len(rows):
            return
        one, two = rows[at], rows[other]
        here, there = one.position, two.position
        for row, position in ((one, 0), (two, here), (one, there)):  # a position is there once at any moment
            row.position = position
            row.save(update_fields=["position"])
        tell(actor, meeting, "scenario_moved", one, one.name, {"position": here}, {"position": there})


def _of(meeting: SelectionMeeting, which: str) -> Scenario:
    found = unscoped(Scenario, GROUND).filter(meeting=meeting, public_id=which).first()
    if found is None:
        raise NotAllowed("change decisions.Scenario")
    return found


def _check_name(name: str, taken: bool) -> None:
    if not name.strip() or len(name.strip()) > LONGEST:
        raise ValidationError({"name": _("Give it a name of at most %(most)d signs.") % {"most": LONGEST}})
    if taken:
        raise ValidationError({"name": _("Another scenario has this name: choose another.")})


def _put(actor: Actor, meeting: SelectionMeeting, scenario: Scenario, wanted: Wanted, held: Held) -> None:
    """The change into the scenario, once it holds."""
    change = change_of(wanted, held.folder)
    seen = unscoped(Call, GROUND).values_list("scores_seen_at", flat=True).get(pk=meeting.call_id)
    scenario.change, scenario.simulation = wanted.stated(), seen is not None and departs(change)
    scenario.changed_by_id, scenario.changed_at = person(actor), actor.at


def _forced(wanted: Wanted) -> set[tuple[str, str, str]]:
    return {("out", *pair) for pair in wanted.out.items()} | {("in", *pair) for pair in wanted.inside.items()}


def _refuse_who_is_out(actor: Actor, slug: str, wanted: Wanted, which: str | None) -> None:
    """Who left the room for an application has no word on it; that one was tried is told, and stays in the trail."""
    with transaction.atomic():
        meeting = in_session(actor, "simulate", slug)
        before = Wanted.kept(_of(meeting, which).change if which else {})
        out = out_for(meeting, actor.user)
        wrong = sorted({one for _way, one, _ground in _forced(before) ^ _forced(wanted) if one in out})
        if wrong:
            tell(actor, meeting, "word_not_counted", meeting, ", ".join(wrong), None, {"applications": wrong})
    if wrong:
        said = _("%(application)s: %(name)s is out of the room for it, so that word is not counted.")
        raise ValidationError([said % {"application": one, "name": out[one]} for one in wrong])

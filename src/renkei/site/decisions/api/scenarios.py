"""Scenarios: kept, saved over the version that was read, moved, dropped."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from ninja import Query, Router, Schema

from renkei.site.applications.refusal import Outdated
from renkei.site.decisions import actions, queries
from renkei.site.decisions.api.shapes import WantedIn, held_of
from renkei.site.decisions.models import Scenario
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Line, Version

router = Router()
Done = TypeVar("Done")
SCENARIOS = "/calls/{slug:slug}/meeting/scenarios"
ONE = f"{SCENARIOS}/{{uuid:scenario}}"


class ScenarioOut(Schema):
    """A kept scenario; `change` as it was stated. `simulation`: it departs from what was published."""

    id: UUID
    name: str
    simulation: bool
    version: int
    changed_at: datetime
    change: dict[str, str | dict[str, str]]


class KeptIn(WantedIn):
    """A change kept under a name."""

    name: Line


class SavedIn(WantedIn):
    """A change saved over the version that was read."""

    version: Version


class ScenarioMoveIn(Schema):
    """One place up, or down."""

    up: bool


def _out(row: Scenario) -> ScenarioOut:
    facts = {name: getattr(row, name) for name in ("name", "simulation", "version", "changed_at", "change")}
    return ScenarioOut(id=row.public_id, **facts)


def _over(act: Callable[[], Done]) -> Done:
    try:
        return act()
    except actions.Stale as stale:
        raise Outdated(stale.theirs.version) from None


@router.get(SCENARIOS, response={200: list[ScenarioOut], **EVERY_PROBLEM})
def list_scenarios(request: ActorRequest, slug: str) -> list[ScenarioOut]:
    """The kept scenarios in their order."""
    return [_out(row) for row in queries.scenarios(request.actor, queries.meeting_of(request.actor, slug))]


@router.post(SCENARIOS, response={200: ScenarioOut, **EVERY_PROBLEM})
def keep(request: ActorRequest, slug: str, given: KeptIn) -> ScenarioOut:
    """Keep a change as a new scenario, the last of the list."""
    _meeting, held = held_of(request, slug)
    return _out(actions.keep_scenario(request.actor, slug, given.name, given.wanted(), held))


@router.put(ONE, response={200: ScenarioOut, **EVERY_PROBLEM})
def save(request: ActorRequest, slug: str, scenario: UUID, given: SavedIn) -> ScenarioOut:
    """Save another change over the version that was read; 409 where somebody saved it meanwhile."""
    _meeting, held = held_of(request, slug)
    wanted, version = given.wanted(), given.version
    return _out(_over(lambda: actions.save_scenario(request.actor, slug, str(scenario), wanted, version, held)))


@router.delete(ONE, response={200: None, **EVERY_PROBLEM})
def drop(request: ActorRequest, slug: str, scenario: UUID, version: Query[Version]) -> None:
    """Drop a scenario that was not put to the funders."""
    _over(lambda: actions.drop_scenario(request.actor, slug, str(scenario), version))


@router.post(f"{ONE}/move", response={200: list[ScenarioOut], **EVERY_PROBLEM})
def move(request: ActorRequest, slug: str, scenario: UUID, given: ScenarioMoveIn) -> list[ScenarioOut]:
    """Move a scenario one place up or down the list."""
    actions.move_scenario(request.actor, slug, str(scenario), given.up)
    return list_scenarios(request, slug)

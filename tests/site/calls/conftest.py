"""A published call with two funders whose annexes differ, and a browser of its secretariat."""

from datetime import timedelta

import pytest

from renkei.site.audit.models import Event
from renkei.site.calls.actions import CallFacts
from renkei.site.calls.models import Call, Funder, Participation
from renkei.site.policy import Role, unscoped
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive, person

ANNEX = {
    "currency": "JPY",
    "sizes": ["sme", "startup"],
    "countries": ["JP"],
    "rate": "50",
    "ceiling": {"startup": "100000000", "else": "60000000"},
    "floor": "1000000",
    "costs": {"paid": ["personnel", "travel"], "at_most": {"travel": "10"}},
}


@pytest.fixture
def at_now(monkeypatch):
    """Requests arrive at NOW."""
    arrive(monkeypatch, NOW)


@pytest.fixture
def joint(call: Call, at_now: None) -> Call:
    unscoped(Participation, "the test's annex").update(annex=ANNEX)
    canada = Funder(code="NRC", name="National Research, Canada", country="CA", currency="CAD", contact="nrc@x.example")
    canada.save()
    Participation(call=call, funder=canada, budget=50_000_000, annex={"countries": ["CA"]}).save()
    return call


@pytest.fixture
def secretary(db: None):
    return person("sec@x.example", Role.SECRETARIAT)


@pytest.fixture
def desk(secretary):
    return client_of(secretary)


def facts(**changed: object) -> CallFacts:
    plain = {
        "slug": "next",
        "title": "Next call",
        "summary": "Batteries",
        "text": "",
        "language": "en",
        "reporting_currency": "EUR",
        "opens_at": NOW + timedelta(days=1),
        "closes_at": NOW + timedelta(days=90),
        "time_zone": "Asia/Tokyo",
        "grace_seconds": 60,
        "rules": {},
    }
    return CallFacts(**{**plain, **changed})


def trail() -> list[str]:
    return [event.action for event in unscoped(Event, "the test reads the trail")]


__all__ = ["ANNEX", "NOW", "acting", "arrive", "facts", "person", "trail"]

"""A small decided call: of three applications the two best are funded, the first is on the reserve list."""

import pytest
from django.db import transaction
from django.utils.translation import override

from renkei.site.accounts.models import User
from renkei.site.policy import Role
from tests.site.conftest import NOW, arrive, person
from tests.site.portfolio.made import Made, decide, scored

ROOT = "/portfolio/joint/"
FIRST, SECOND, THIRD = "JOINT-0001", "JOINT-0002", "JOINT-0003"


@pytest.fixture(autouse=True)
def _requests_arrive_at_now(monkeypatch):
    arrive(monkeypatch, NOW)
    with override("en"):  # whatever the reader of an earlier test reads in
        yield


@pytest.fixture
def made(db: None) -> Made:
    found = scored()
    with transaction.atomic():
        decide(found)
    return found


@pytest.fixture
def secretary(made: Made) -> User:
    return made.closed.secretary


@pytest.fixture
def observer(db: None) -> User:
    return person("observer@x.example", Role.OBSERVER)


@pytest.fixture
def chair(db: None) -> User:
    return person("chair@x.example", Role.CHAIR)

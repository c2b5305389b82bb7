"""A call with its funders and people, made once for each test that asks for it."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from renkei.site.accounts.models import Appointment, User
from renkei.site.audit.immutable import allowed
from renkei.site.calls.models import Call, Funder, Participation
from renkei.site.decisions.at_hand import forget
from renkei.site.demo.programme import Person, make_programme
from renkei.site.policy import Actor, Role
from tests.site.outbox.letters import Letters, mail_server
from tests.site.standing import Standing, standing

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def person(email: str, *roles: Role) -> User:
    user = User.objects.create_user(email)
    for role in roles:
        Appointment(user=user, role=role).save()
    return user


def acting(user: User | None, at: datetime = NOW) -> Actor:
    return Actor(at) if user is None else Actor(at, user.pk, user.roles(), user.email)


def arrive(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Requests arrive at a moment; sessions and passwords keep the machine's clock."""
    monkeypatch.setattr("renkei.site.policy.arrival.timezone", SimpleNamespace(now=lambda: at))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each test begins and ends in English, whatever language it reads in."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def call(db: None) -> Call:
    made = Call(
        slug="joint",
        title="Joint call",
        summary="Materials",
        state="published",
        opens_at=NOW - timedelta(days=30),
        closes_at=NOW + timedelta(days=30),
        accepts_until=NOW + timedelta(days=30),
    )
    made.save()
    funder = Funder(code="JST", name="Japan Science", country="JP", currency="JPY")
    funder.save()
    Participation(call=made, funder=funder, budget=100_000_000).save()
    return made


@pytest.fixture(scope="module")
def programme(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Person, ...]]:
    """The made-up programme's people: it is made once for all tests of a module, and taken away again."""
    forget()
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_programme(NOW)
        transaction.set_rollback(True)
    forget()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """A whole site in processes of its own, to be copied."""
    with standing(tmp_path_factory.mktemp("migrated") / "site", os.environ.get("RENKEI_DATABASE")) as made:
        yield made


@pytest.fixture
def site(tmp_path: Path, migrated: Standing) -> Iterator[Standing]:
    """A whole site of the test's own: real processes, the kind of database under test."""
    with standing(tmp_path / "site", os.environ.get("RENKEI_DATABASE"), migrated) as made:
        yield made


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_the_trail() -> Iterator[None]:
    """After a test with real transactions every table is emptied, which the trail's own triggers would refuse."""
    with pytest.MonkeyPatch.context() as patch:
        emptied = TransactionTestCase._fixture_teardown

        def empty(self: TransactionTestCase) -> None:
            with allowed(connection):
                emptied(self)

        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture
def letters(tmp_path: Path) -> Iterator[Letters]:
    """A real mail server, and what arrived at it."""
    with mail_server(tmp_path) as made:
        yield made

"""A call with its funders and people, made once for each test that asks for it."""

from datetime import UTC, datetime, timedelta

import pytest

from renkei.site.accounts.models import Appointment, User
from renkei.site.calls.models import Call, Funder, Participation
from renkei.site.policy import Actor, Role

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def person(email: str, *roles: Role) -> User:
    user = User.objects.create_user(email)
    for role in roles:
        Appointment(user=user, role=role).save()
    return user


def acting(user: User | None, at: datetime = NOW) -> Actor:
    return Actor(at) if user is None else Actor(at, user.pk, user.roles(), user.email)


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

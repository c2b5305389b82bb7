"""What the policy gives, and that nothing is read without it."""

from datetime import timedelta

import pytest

from renkei.site.calls.models import Call, Participation
from renkei.site.policy import NotAllowed, Role, UnscopedReadError, locked, scoped, unscoped
from tests.site.conftest import NOW, acting, person


def test_a_published_call_is_seen_by_the_public_and_one_in_preparation_by_its_secretariat_only(call):
    secretariat = person("s@x.example", Role.SECRETARIAT)
    assert scoped(acting(None), Call).count() == 1
    unscoped(Call, "the test's own change").update(state="preparing")
    assert scoped(acting(None), Call).count() == 0
    assert scoped(acting(secretariat), Call).count() == 1


def test_an_unscoped_read_raises_through_every_door(call):
    doors = (
        lambda: list(Call.objects.all()),
        Call.objects.count,
        lambda: Call.objects.filter(slug="joint").exists(),
        lambda: Call.objects.get(slug="joint"),
        lambda: list(Call.objects.values_list("title")),
        lambda: list(Call.objects.iterator()),
        lambda: Call.objects.update(title="x"),
        lambda: Call.objects.all().delete(),
        Call.objects.aggregate,
        lambda: list(call.participations.all()),
        Participation.objects.first,
    )
    for door in doors:
        with pytest.raises(UnscopedReadError):
            door()


def test_only_the_secretariat_locks_a_call_to_extend_it(call):
    with pytest.raises(NotAllowed):
        locked(acting(person("a@x.example")), "extend", Call, pk=call.pk)
    assert locked(acting(person("s@x.example", Role.SECRETARIAT)), "extend", Call, pk=call.pk) == call


def test_an_appointment_that_ended_gives_nothing(call):
    person_ = person("s@x.example", Role.SECRETARIAT)
    from renkei.site.accounts.models import Appointment

    unscoped(Appointment, "the test ends it").update(ended_at=NOW - timedelta(days=1))
    assert person_.roles() == frozenset()

"""What the policy gives, and that nothing is read without it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from renkei.site.accounts.models import Appointment
from renkei.site.calls.models import Call, Officer
from renkei.site.policy import NotAllowed, Role, locked, scoped, unscoped
from tests.site.conftest import NOW, acting, person


def test_a_published_call_is_seen_by_the_public_and_one_in_preparation_by_its_secretariat_only(call):
    secretariat = person("s@x.example", Role.SECRETARIAT)
    assert scoped(acting(None), Call).count() == 1
    unscoped(Call, "the test's own change").update(state="preparing")
    assert scoped(acting(None), Call).count() == 0
    assert scoped(acting(secretariat), Call).count() == 1


def test_only_the_secretariat_locks_a_call_to_extend_it(call):
    with pytest.raises(NotAllowed):
        locked(acting(person("a@x.example")), "extend", Call, pk=call.pk)
    assert locked(acting(person("s@x.example", Role.SECRETARIAT)), "extend", Call, pk=call.pk) == call


def test_an_appointment_that_ended_gives_nothing(call):
    person_ = person("s@x.example", Role.SECRETARIAT)
    unscoped(Appointment, "the test ends it").update(ended_at=NOW - timedelta(days=1))
    assert person_.roles() == frozenset()


def test_a_lock_needs_a_transaction_and_exactly_one_row(call):
    secretariat = acting(person("s@x.example", Role.SECRETARIAT))
    Call(slug="second", title="Second", summary="", opens_at=NOW, closes_at=NOW, accepts_until=NOW).save()
    with pytest.raises(ValueError, match="more than one"):
        locked(secretariat, "change", Call, reporting_currency="EUR")


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused(call):
    with pytest.raises(RuntimeError, match="transaction"):
        locked(acting(None), "see", Call, pk=call.pk)


def test_without_a_second_factor_nobody_acts_as_staff(call):
    call.state = "preparing"
    call.save()
    officer = person("o@x.example")
    Officer(funder=call.participations.all().granted("the test").get().funder, user=officer).save()
    secretariat = person("s@x.example", Role.SECRETARIAT)
    for staff in (officer, secretariat):
        assert scoped(acting(staff), Call).count() == 1
        assert scoped(replace(acting(staff), second_factor=False), Call).count() == 0

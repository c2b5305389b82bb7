"""The trail is chained."""

import pytest
from django.db import transaction

from renkei.site.audit.models import Event
from renkei.site.audit.trail import record
from renkei.site.policy import unscoped
from tests.site.conftest import acting


def test_each_event_carries_the_hash_of_the_one_before(call):
    with transaction.atomic():
        one = record(acting(None), "call.made", call, None, {"title": "Joint call"}, "the test")
        two = record(acting(None), "call.changed", call)
    assert (two.number, two.previous) == (one.number + 1, one.digest)
    assert [event.number for event in unscoped(Event, "the test")] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_its_transaction_is_refused(call):
    with pytest.raises(RuntimeError, match="transaction"):
        record(acting(None), "call.made", call)

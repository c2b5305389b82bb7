"""Many acts at once, in processes' stead by threads with connections of their own: one chain, no gap, no deadlock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from renkei.site.audit.facts import whole_trail
from renkei.site.audit.models import Head
from renkei.site.audit.trail import record
from renkei.site.audit.verifying import verify
from renkei.site.calls.models import Call
from renkei.site.policy import Role, locked
from tests.site.conftest import acting, person

THREADS, ACTS = 6, 8

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[int, int], None]) -> None:
    """Each thread does its acts, all beginning together; whatever one raises is raised here."""
    together = Barrier(THREADS)

    def run(thread: int) -> None:
        try:
            together.wait(timeout=30)
            for number in range(ACTS):
                act(thread, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(run, thread) for thread in range(THREADS)]:
            done.result(timeout=120)


def test_acts_on_many_rows_at_once_make_one_chain(call):
    def act(thread: int, number: int) -> None:
        with transaction.atomic():
            record(acting(None), "call.changed", call, {"thread": thread}, {"act": number})

    at_once(act)
    found = verify(whole_trail())
    assert (found.fault, found.events) == ("", THREADS * ACTS)
    assert Head.objects.get().digest == found.head


def test_acts_that_lock_the_same_row_wait_for_each_other_and_lose_none(call):
    secretariat = acting(person("s@x.example", Role.SECRETARIAT))

    def act(thread: int, number: int) -> None:
        with transaction.atomic():
            held = locked(secretariat, "change", Call, pk=call.pk)
            before = held.version
            held.version += 1
            held.save()
            record(secretariat, "call.changed", held, {"version": before}, {"version": held.version})

    at_once(act)
    trail = list(whole_trail())
    assert verify(trail).fault == ""
    assert [event["before"]["version"] for event in trail] == list(range(1, THREADS * ACTS + 1))


def test_an_act_that_fails_leaves_neither_event_nor_gap(call):
    def act(thread: int, number: int) -> None:
        try:
            with transaction.atomic():
                record(acting(None), "call.changed", call, None, {"act": number})
                if (thread + number) % 2:
                    raise LookupError
        except LookupError:
            pass

    at_once(act)
    found = verify(whole_trail())
    assert (found.fault, found.events) == ("", THREADS * ACTS // 2)

"""A lease is one attempt's own: whoever lost it can change nothing any more."""

from datetime import timedelta

import pytest
from django.db import transaction

from renkei.site.outbox.lease import MAY_HAVE_BEEN_SENT, PAUSES, LeaseLost, claim
from renkei.site.outbox.models import Parcel
from renkei.site.outbox.post import post
from renkei.site.policy import unscoped

pytestmark = pytest.mark.django_db(transaction=True)


def as_it_is() -> Parcel:
    return unscoped(Parcel, "the test looks").get()


def test_who_was_silent_too_long_can_neither_hand_over_nor_finish_what_another_holds():
    post("solve", "one", {})
    slow, quick = claim(seconds=-1), claim()
    assert (slow.parcel, slow.attempt, quick.attempt) == (quick.parcel, 1, 2)
    for step in (slow.renew, slow.handing_over, slow.done, lambda: slow.again("x"), lambda: slow.set_aside("x")):
        with pytest.raises(LeaseLost):
            step()
    quick.done()
    assert as_it_is().state == "done"


def test_what_is_held_is_not_given_to_another():
    post("solve", "one", {})
    assert claim() is not None
    assert claim() is None


def test_what_was_being_handed_over_is_never_taken_up_again_by_itself():
    post("solve", "one", {})
    claim(seconds=-1).handing_over()
    assert claim() is None
    assert (as_it_is().state, as_it_is().trouble) == ("set_aside", MAY_HAVE_BEEN_SENT)


def test_a_doubt_is_settled_by_the_worker_itself_when_it_comes_back_with_the_answer():
    post("solve", "one", {})
    slow = claim(seconds=-1)
    slow.handing_over()
    assert claim() is None
    slow.done()
    assert (as_it_is().state, as_it_is().trouble) == ("done", "")


def test_handing_over_is_written_down_at_once_or_refused():
    post("solve", "one", {})
    held = claim()
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        held.handing_over()
    assert as_it_is().state == "leased"


def test_pauses_grow_and_end_in_setting_aside():
    post("solve", "one", {})
    pauses = []
    for _ in range(len(PAUSES)):
        before = as_it_is().due_at
        claim().again("away")
        pauses.append(as_it_is().due_at - before)
        unscoped(Parcel, "the test does not wait").update(due_at=before)
    assert pauses == sorted(set(pauses))
    assert pauses[-1] > timedelta(hours=11)
    claim().again("away")
    assert (as_it_is().state, as_it_is().trouble) == ("set_aside", "away")


def test_work_that_kills_every_worker_is_set_aside_and_what_waits_behind_it_goes_on():
    post("solve", "poison", {})
    post("solve", "good", {})
    for _ in range(len(PAUSES) + 1):
        assert claim(seconds=-1).key == "poison"
    assert claim().key == "good"
    assert dict(unscoped(Parcel, "the test").values_list("key", "state")) == {"poison": "set_aside", "good": "leased"}

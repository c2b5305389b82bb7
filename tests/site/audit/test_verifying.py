"""A trail that was touched does not hold, and the first event that does not is named."""

import json
from copy import deepcopy

import pytest

from renkei.site.audit.chain import FIRST, digest_of
from renkei.site.audit.verifying import Verdict, verify


def chain(length: int = 5, ground: str = "because") -> list[dict]:
    events, previous = [], FIRST
    for number in range(1, length + 1):
        event = {
            "number": number,
            "at": f"2027-03-0{number}T12:00:00+00:00",
            "actor": 7,
            "actor_name": "名前",
            "action": "call.changed",
            "subject": "calls.Call",
            "subject_id": "1",
            "before": {"amount": number},
            "after": {"amount": number + 1, "names": ["a", "b"]},
            "ground": ground,
        }
        previous = digest_of(previous, event)
        events.append({**event, "previous": events[-1]["digest"] if events else FIRST, "digest": previous})
    return events


def test_a_whole_trail_holds_and_so_does_an_empty_one():
    events = chain()
    assert verify(events) == Verdict(5, events[-1]["digest"])
    assert verify([]) == Verdict(0, FIRST)


FIELDS = ("number", "at", "actor", "actor_name", "action", "subject", "subject_id", "before", "after", "ground")


@pytest.mark.parametrize("field", [*FIELDS, "previous", "digest"])
@pytest.mark.parametrize("place", range(5))
def test_whatever_is_changed_in_an_event_that_event_is_named(field, place):
    events = chain()
    events[place][field] = 99 if field in ("number", "actor") else "changed"
    found = verify(events)
    assert (found.events, f"event {place + 1} " in found.fault) == (place, True)


@pytest.mark.parametrize("place", range(5))
def test_an_event_that_says_too_little_is_named(place):
    events = chain()
    del events[place]["after"]
    assert verify(events).fault == f"event {place + 1}: it does not say after"


@pytest.mark.parametrize("place", range(4))
def test_an_event_taken_out_of_the_middle_is_missed(place):
    events = chain()
    del events[place]
    assert verify(events).fault == f"event {place + 1} is missing: number {place + 2} stands in its place"


def test_events_in_another_order_do_not_hold():
    events = chain()
    events[1], events[2] = events[2], events[1]
    assert verify(events).fault.startswith("event 2 is missing")
    for number, event in enumerate(events, 1):
        event["number"] = number  # and numbered anew
    assert verify(events).fault.startswith("event 2 does not follow")


def test_an_event_put_in_again_does_not_hold():
    events = chain()
    assert verify([*events, events[-1]]).events == 5
    assert verify([*events, events[-1]]).fault


def test_a_trail_that_was_cut_off_holds_in_itself_and_not_against_a_head_noted_elsewhere():
    events = chain()
    assert not verify(events[:3]).fault
    assert verify(events[:3], noted=events[4]["digest"]).fault == (
        "the trail ends after event 3 and never came by the digest noted: it was cut off"
    )
    assert not verify(events, noted=events[2]["digest"]).fault  # events were added since
    assert not verify(events, noted=FIRST).fault


def test_a_trail_written_anew_from_the_start_is_found_by_a_noted_head_only():
    noted = chain()[-1]["digest"]
    forged = chain(ground="another")
    assert not verify(forged).fault
    assert verify(forged, noted=noted).fault


def test_a_change_deep_within_before_or_after_is_found():
    events = chain()
    changed = deepcopy(events)
    changed[3]["after"]["names"][1] = "c"
    assert verify(changed).fault == "event 4 does not give its digest: something that it says was changed"


def test_the_export_beside_these_tests_holds():
    """A file written once: the chain's definition may not change under trails that exist."""
    from pathlib import Path

    lines = (Path(__file__).parent / "export.jsonl").read_text().splitlines()
    assert [json.loads(line)["digest"] for line in lines] == [event["digest"] for event in chain()]
    assert not verify(map(json.loads, lines)).fault

"""Handing in: the deadline to the second, one receipt for one key, a frozen snapshot."""

import json
from datetime import timedelta

import pytest

from renkei.records.canonical import canonical, sha256
from renkei.site.applications import actions
from renkei.site.applications.models import Submission
from renkei.site.applications.refusal import Closed, Refused
from renkei.site.audit.models import Event
from renkei.site.calls.models import Call
from renkei.site.policy import NotAllowed, unscoped
from tests.site.applications.conftest import DEADLINE, GRACE, letters
from tests.site.conftest import NOW, acting, person

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def standing():
    return list(unscoped(Submission, "the test").filter(withdrawn_at=None))


def test_what_is_whole_is_handed_in_and_its_receipt_is_the_hash_of_its_snapshot(consortium):
    consortium.write_all()
    made = actions.submit(consortium.acting("Lead"), consortium.id, "k1")
    assert (made.sequence, made.received_at, standing()) == (1, NOW, [made])
    assert made.sha256 == sha256(made.snapshot.encode())
    facts = json.loads(made.snapshot)
    assert canonical(facts).decode() == made.snapshot
    assert [one["organisation"]["name"] for one in facts["partners"]] == ["Lead", "Osaka", "Kyoto"]
    assert facts["partners"][1]["request"]["amount"] == 1_000_000
    (letter,) = letters("receipt")
    assert letter.contents["to"] == ["lead@x.example"]
    assert made.sha256 in letter.contents["text"]
    assert [one.funder.code for one in Submission.asked.through.objects.select_related("funder")] == ["JST"]


def test_all_that_is_missing_is_said_in_one_list_and_nothing_is_handed_in(consortium):
    consortium.write("Lead")
    actions.save_section(consortium.acting("Osaka"), consortium.place("work", "Osaka"), "x" * 201, 0)
    with pytest.raises(Refused) as refused:
        actions.submit(consortium.acting("Lead"), consortium.id, "k1")
    assert [str(one.sentence) for one in refused.value.remarks] == [
        "Osaka: “Work plan” is 1 signs over its 200.",
        "Osaka asks no funder, and does not say that it pays for itself.",
        "Osaka has not signed off its part as it stands now.",
        "Kyoto: “Work plan” is empty.",
        "Kyoto asks no funder, and does not say that it pays for itself.",
        "Kyoto has not signed off its part as it stands now.",
    ]
    assert standing() == []
    assert letters("receipt") == []


def test_the_last_second_of_the_grace_is_in_time_and_the_next_is_not(consortium):
    consortium.write_all()
    last = DEADLINE + GRACE
    with pytest.raises(Closed) as closed:
        actions.submit(consortium.acting("Lead", last + SECOND), consortium.id, "late")
    assert (closed.value.until, closed.value.arrived) == (last, last + SECOND)
    assert standing() == []
    assert actions.submit(consortium.acting("Lead", last), consortium.id, "in time").received_at == last


def test_an_extension_counts_for_what_arrives_after_it(consortium):
    consortium.write_all()
    late = DEADLINE + GRACE + SECOND
    unscoped(Call, "the test extends").update(closes_at=DEADLINE + SECOND, accepts_until=late)
    assert actions.submit(consortium.acting("Lead", late), consortium.id, "k").received_at == late


def test_the_same_key_is_the_same_submission_even_after_the_deadline_and_after_changes(consortium):
    consortium.write_all()
    first = actions.submit(consortium.acting("Lead"), consortium.id, "k1")
    actions.save_section(consortium.acting("Lead"), consortium.place("summary"), "Something else.", 1)
    for at in (NOW, DEADLINE + timedelta(days=1)):
        again = actions.submit(consortium.acting("Lead", at), consortium.id, "k1")
        assert (again.pk, again.sha256, again.received_at) == (first.pk, first.sha256, first.received_at)
    assert len(letters("receipt")) == 1
    assert unscoped(Event, "the test").filter(action="application.submitted").count() == 1


def test_handing_in_again_replaces_what_stood(consortium):
    consortium.write_all()
    first = actions.submit(consortium.acting("Lead"), consortium.id, "k1")
    actions.save_section(consortium.acting("Lead"), consortium.place("summary"), "Better.", 1)
    second = actions.submit(consortium.acting("Lead", NOW + SECOND), consortium.id, "k2")
    assert (second.sequence, standing()) == (2, [second])
    assert second.sha256 != first.sha256
    assert unscoped(Submission, "the test").get(pk=first.pk).withdrawn_at == NOW + SECOND


def test_what_is_withdrawn_stands_no_more_and_may_be_handed_in_again_until_the_deadline(consortium):
    consortium.write_all()
    actions.submit(consortium.acting("Lead"), consortium.id, "k1")
    actions.withdraw(consortium.acting("Lead"), consortium.id)
    assert standing() == []
    assert len(letters("withdrawn")) == 1
    with pytest.raises(Refused, match="Nothing is handed in"):
        actions.withdraw(consortium.acting("Lead"), consortium.id)
    again = actions.submit(consortium.acting("Lead"), consortium.id, "k2")
    with pytest.raises(Closed):
        actions.withdraw(consortium.acting("Lead", DEADLINE + GRACE + SECOND), consortium.id)
    assert standing() == [again]


def test_the_lead_alone_hands_in_and_to_a_stranger_there_is_no_such_application(consortium):
    consortium.write_all()
    with pytest.raises(NotAllowed):
        actions.submit(consortium.acting("Osaka"), consortium.id, "k")
    stranger = person("stranger@x.example")
    for at in (NOW, DEADLINE + timedelta(days=1)):
        with pytest.raises(NotAllowed):
            actions.submit(acting(stranger, at), consortium.id, "k")


def test_what_a_snapshot_holds_does_not_change_afterwards(consortium):
    consortium.write_all()
    made = actions.submit(consortium.acting("Lead"), consortium.id, "k1")
    actions.remove_partner(consortium.acting("Lead"), consortium.id, consortium.partners["Osaka"].public_id)
    kept = unscoped(Submission, "the test").get(pk=made.pk)
    assert sha256(kept.snapshot.encode()) == made.sha256
    assert "Osaka" in kept.snapshot


def test_handing_in_takes_few_queries_whatever_the_size_of_the_consortium(consortium, django_assert_max_num_queries):
    consortium.write_all()
    with django_assert_max_num_queries(21):
        actions.submit(consortium.acting("Lead"), consortium.id, "k1")

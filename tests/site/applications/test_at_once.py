"""Several at once, on real connections of their own: one number each, one receipt a key, no text lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from renkei.site.applications import actions
from renkei.site.applications.models import Application, Member, SectionText, SectionVersion, Submission, TextBeside
from renkei.site.applications.refusal import Refused
from renkei.site.audit.models import Event
from renkei.site.policy import NotAllowed, unscoped
from tests.site.applications.conftest import letters, organisation, secret_of
from tests.site.conftest import NOW, acting, person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*tasks):
    """What each gives or raises, all let go at the same moment."""
    gate, results = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(number, task):
        gate.wait()
        try:
            results[number] = task()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_those_who_begin_at_once_get_numbers_of_their_own(form):
    people = [acting(person(f"p{number}@x.example")) for number in range(6)]
    where = organisation("A").public_id
    new = actions.NewOrganisation("B", "JP", "sme")
    made = at_once(
        *(
            lambda who=who, chosen=chosen: actions.begin(who, "joint", actions.Heading("N", "T"), chosen).number
            for who, chosen in zip(people, (where, new) * 3, strict=True)
        )
    )
    assert sorted(made) == [f"JOINT-000{number}" for number in range(1, 7)]


def test_a_double_click_is_one_submission_and_one_receipt(consortium):
    consortium.write_all()
    lead = consortium.acting("Lead")
    made = at_once(*(lambda: actions.submit(lead, consortium.id, "k") for _ in range(4)))
    assert len({(one.pk, one.sha256, one.received_at) for one in made}) == 1
    assert len(letters("receipt")) == 1
    assert unscoped(Event, "the test").filter(action="application.submitted").count() == 1


def test_of_several_submissions_at_once_one_stands(consortium):
    consortium.write_all()
    lead = consortium.acting("Lead")
    at_once(*(lambda key=key: actions.submit(lead, consortium.id, key) for key in "abc"))
    every = unscoped(Submission, "the test")
    assert sorted(every.values_list("sequence", flat=True)) == [1, 2, 3]
    assert every.filter(withdrawn_at=None).count() == 1


def test_of_two_who_save_the_same_version_at_once_one_stands_and_both_texts_are_kept(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    for number in range(3):
        texts = {f"One {number}", f"Other {number}"}
        at_once(*(lambda text=text, number=number: actions.save_section(lead, place, text, number) for text in texts))
        beside = unscoped(TextBeside, "the test").get(based_on=number)
        assert {unscoped(SectionText, "the test").get().text, beside.text} == texts
    assert unscoped(SectionVersion, "the test").count() == 2


def test_a_snapshot_taken_while_a_partner_saves_holds_what_was_signed(consortium):
    consortium.write_all()
    lead, osaka = consortium.acting("Lead"), consortium.acting("Osaka")
    submitted, _saved = at_once(
        lambda: actions.submit(lead, consortium.id, "k"),
        lambda: actions.save_section(osaka, consortium.place("work", "Osaka"), "Changed.", 1),
    )
    if isinstance(submitted, Refused):
        assert "has not signed off" in str(submitted)
    else:
        assert "What Osaka does." in submitted.snapshot


def test_of_two_who_open_a_link_at_once_one_joins(consortium):
    osaka = consortium.partners["Osaka"].public_id
    actions.invite(consortium.acting("Lead"), consortium.id, osaka, "n@y.example")
    secret = secret_of(letters("invitation")[-1])
    people = [acting(person(f"p{number}@x.example")) for number in range(3)]
    came = at_once(*(lambda who=who: actions.join(who, secret) for who in people))
    assert sum(isinstance(one, Member) for one in came) == 1
    assert sum(isinstance(one, NotAllowed) for one in came) == 2


def test_writers_of_one_consortium_wait_for_each_other_and_never_for_ever(consortium):
    lead = consortium.acting("Lead")
    jobs = [
        lambda: actions.add_partner(lead, consortium.id, actions.NewOrganisation("New", "JP", "sme")),
        lambda: actions.rename(lead, consortium.id, actions.Heading("N", "Other"), 1),
        lambda: actions.save_section(lead, consortium.place("summary"), "Text", 0),
        lambda: actions.sign_off(consortium.acting("Osaka"), consortium.id, consortium.partners["Osaka"].public_id),
        lambda: actions.begin(lead, "joint", actions.Heading("N", "T"), actions.NewOrganisation("Newer", "JP", "sme")),
        lambda: actions.withdraw(consortium.acting("Lead", NOW + timedelta(seconds=1)), consortium.id),
    ]
    came = at_once(*jobs)
    assert [type(one) for one in came if isinstance(one, Exception)] == [Refused, Refused]
    assert unscoped(Application, "the test").count() == 2

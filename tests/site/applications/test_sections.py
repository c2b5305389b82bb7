"""Sections: every text that was saved is kept, and none is overwritten unseen."""

from datetime import timedelta

import pytest

from renkei.site.applications import actions
from renkei.site.applications.models import SectionText, SectionVersion, TextBeside
from renkei.site.applications.refusal import Closed, Refused
from renkei.site.audit.models import Event
from renkei.site.policy import NotAllowed, unscoped
from tests.site.applications.conftest import DEADLINE, GRACE
from tests.site.conftest import NOW, acting, person

pytestmark = pytest.mark.django_db


def beside():
    return [one.text for one in unscoped(TextBeside, "the test").filter(settled_at=None)]


def test_each_text_that_was_saved_is_kept_as_a_version(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    assert actions.save_section(lead, place, "One\r\ntwo", 0).standing.version == 1
    assert actions.save_section(lead, place, "Three", 1).standing.version == 2
    assert [(one.version, one.text) for one in unscoped(SectionVersion, "the test")] == [(1, "One\ntwo")]
    assert unscoped(SectionText, "the test").get().text == "Three"


def test_the_same_text_again_is_no_new_version_and_no_event(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    actions.save_section(lead, place, "One", 0)
    events = unscoped(Event, "the test").count()
    for version in (1, 0):
        saved = actions.save_section(lead, place, "One", version)
        assert (saved.standing.version, saved.beside) == (1, None)
    assert unscoped(Event, "the test").count() == events


def test_a_text_that_rests_on_an_older_version_is_kept_beside_and_told(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    actions.save_section(lead, place, "One", 0)
    actions.save_section(lead, place, "Two", 1)
    saved = actions.save_section(lead, place, "Mine", 1)
    assert (saved.standing.text, saved.standing.version, saved.beside.text) == ("Two", 2, "Mine")
    actions.save_section(lead, place, "Mine", 1)
    assert beside() == ["Mine"]


def test_joining_the_two_settles_the_one_beside(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    actions.save_section(lead, place, "One", 0)
    kept = actions.save_section(lead, place, "Mine", 0).beside
    saved = actions.save_section(lead, place, "One and mine", 1, settles=kept.pk)
    assert (saved.standing.version, beside()) == (2, [])


def test_joining_over_a_third_text_settles_nothing(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    actions.save_section(lead, place, "One", 0)
    kept = actions.save_section(lead, place, "Mine", 0).beside
    actions.save_section(lead, place, "Two", 1)
    saved = actions.save_section(lead, place, "One and mine", 1, settles=kept.pk)
    assert saved.standing.text == "Two"
    assert beside() == ["Mine", "One and mine"]


def test_keeping_the_other_settles_the_one_beside_and_changes_no_text(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    actions.save_section(lead, place, "One", 0)
    kept = actions.save_section(lead, place, "Mine", 0).beside
    assert actions.settle(lead, place, kept.pk).text == "One"
    assert beside() == []


def test_a_partner_writes_its_own_sections_and_no_other(consortium):
    osaka = consortium.acting("Osaka")
    assert actions.save_section(osaka, consortium.place("work", "Osaka"), "Ours", 0).standing.version == 1
    for place in (consortium.place("work", "Kyoto"), consortium.place("summary"), consortium.place("work")):
        with pytest.raises(NotAllowed):
            actions.save_section(osaka, place, "Theirs", 0)
    with pytest.raises(NotAllowed):
        actions.save_section(consortium.acting("Lead"), consortium.place("work", "Osaka"), "Theirs", 1)
    assert unscoped(SectionText, "the test").count() == 1


def test_after_the_grace_nothing_is_saved_and_a_stranger_is_told_nothing_of_it(consortium):
    late = DEADLINE + GRACE + timedelta(seconds=1)
    with pytest.raises(Closed):
        actions.save_section(consortium.acting("Lead", late), consortium.place("summary"), "Late", 0)
    actions.save_section(consortium.acting("Lead", DEADLINE + GRACE), consortium.place("summary"), "In time", 0)
    with pytest.raises(NotAllowed):
        actions.save_section(acting(person("s@x.example"), late), consortium.place("summary"), "Late", 0)


def test_a_section_may_be_too_long_while_it_is_written_but_not_endless_nor_hold_control_signs(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("work", "Lead")
    assert actions.save_section(lead, place, "x" * 5000, 0).standing.version == 1
    for text in ("x" * 200_001, "a\x00b", "a\x1bb"):
        with pytest.raises(Refused):
            actions.save_section(lead, place, text, 1)


def test_a_version_that_never_was_is_refused(consortium):
    lead, place = consortium.acting("Lead"), consortium.place("summary")
    for version in (1, -1, 99):
        with pytest.raises(Refused, match="no such version"):
            actions.save_section(lead, place, "One", version)


def test_a_text_is_not_in_the_trail_only_its_digest(consortium):
    actions.save_section(consortium.acting("Lead"), consortium.place("summary"), "A secret idea", 0)
    event = unscoped(Event, "the test").filter(action="section.saved").get()
    assert "secret" not in str(event.after)
    assert event.after["version"] == 1
    assert event.at == NOW

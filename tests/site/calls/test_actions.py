"""What people do to calls: with the policy, with a trail, and with all that is wrong said."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from renkei.site.accounts.models import User
from renkei.site.calls import actions
from renkei.site.calls.models import Answer, Call, Change, Funder, Participation, Question, Result, Section
from renkei.site.calls.signals import extended
from renkei.site.outbox.models import Parcel
from renkei.site.policy import NotAllowed, scoped, unscoped
from tests.site.calls.conftest import ANNEX, NOW, acting, facts, person, trail

pytestmark = pytest.mark.django_db
PUBLIC = acting(None)


@pytest.fixture
def sec(secretary):
    return acting(secretary)


@pytest.fixture
def made(sec):
    call = actions.make_call(sec, facts())
    Funder(code="ANR", name="ANR", country="FR", currency="EUR").save()
    actions.set_funder(sec, "next", "ANR", actions.FunderPart(100, {"rate": "50"}))
    return call


def again(call):
    return unscoped(Call, "the test").get(pk=call.pk)


def test_a_call_is_made_with_its_sections_and_an_event(sec):
    with translation.override("ja"):
        call = actions.make_call(sec, facts(language="fr"))
    assert call.accepts_until == call.closes_at + timedelta(seconds=60)
    assert scoped(sec, Section).filter(call=call, per_partner=True).count() == 1
    assert trail() == ["call.made"]
    assert scoped(PUBLIC, Call).count() == 0


def test_nobody_else_makes_changes_publishes_or_extends_a_call(made):
    stranger = acting(person("a@x.example"))
    part = actions.FunderPart(1, {})
    for actor in (PUBLIC, stranger):
        for act in (
            lambda actor: actions.make_call(actor, facts(slug="mine")),
            lambda actor: actions.change_call(actor, "next", facts(title="x")),
            lambda actor: actions.publish(actor, "next"),
            lambda actor: actions.extend(actor, "next", NOW + timedelta(days=200), "ground"),
            lambda actor: actions.set_funder(actor, "next", "ANR", part),
            lambda actor: actions.take_funder_out(actor, "next", "ANR"),
            lambda actor: actions.publish_results(actor, "next", [], "ground"),
            lambda actor: actions.ask(actor, "next", "What?"),
        ):
            with pytest.raises(NotAllowed):
                act(actor)


def test_what_does_not_hold_is_all_told(sec):
    wrong = facts(closes_at=NOW, grace_seconds=90_000, rules={"rate": "150"})
    with pytest.raises(ValidationError) as said:
        actions.make_call(sec, wrong)
    assert said.value.message_dict.keys() == {"closes_at", "grace_seconds", "rules"}
    for slug in ("new", "feed"):
        with pytest.raises(ValidationError, match="taken"):
            actions.make_call(sec, facts(slug=slug))


def test_a_call_without_funders_or_with_a_past_deadline_is_not_published(sec):
    actions.make_call(sec, facts())
    with pytest.raises(ValidationError, match="no funder"):
        actions.publish(sec, "next")


def test_a_published_call_is_public_and_is_not_published_twice(sec, made):
    actions.publish(sec, "next")
    assert scoped(PUBLIC, Call).get().published_at == NOW
    with pytest.raises(ValidationError, match="already"):
        actions.publish(sec, "next")


def test_before_publication_everything_may_change_and_no_version_counts(sec, made):
    actions.change_call(sec, "next", facts(title="Better", closes_at=NOW + timedelta(days=100)))
    assert (again(made).title, again(made).version) == ("Better", 1)
    actions.take_funder_out(sec, "next", "ANR")
    assert scoped(sec, Participation).count() == 0


def test_after_publication_a_change_needs_words_and_dates_stay(sec, made):
    actions.publish(sec, "next")
    with pytest.raises(ValidationError) as said:
        actions.change_call(sec, "next", facts(closes_at=NOW + timedelta(days=100)))
    assert said.value.message_dict.keys() == {"what", "ground", "closes_at"}
    actions.change_call(sec, "next", facts(title="Better"), "The title", "It misled")
    change = scoped(PUBLIC, Change).get()
    assert (change.version, change.what, change.ground, again(made).version) == (2, "The title", "It misled", 2)
    with pytest.raises(ValidationError, match="stays"):
        actions.take_funder_out(sec, "next", "ANR")


def test_an_annex_that_does_not_hold_or_is_in_another_currency_is_refused(sec, made):
    with pytest.raises(ValidationError) as said:
        actions.set_funder(sec, "next", "ANR", actions.FunderPart(0, ANNEX))
    assert said.value.message_dict.keys() == {"budget", "annex"}
    with pytest.raises(NotAllowed):
        actions.set_funder(sec, "next", "NOBODY", actions.FunderPart(1, {}))


def test_a_change_to_a_funder_of_a_published_call_is_told(sec, made):
    actions.publish(sec, "next")
    with pytest.raises(ValidationError) as said:
        actions.set_funder(sec, "next", "ANR", actions.FunderPart(200, {}))
    assert said.value.message_dict.keys() == {"ground"}
    actions.set_funder(sec, "next", "ANR", actions.FunderPart(200, {}), "More money")
    assert scoped(PUBLIC, Change).get().what == "ANR: budget and annex"


def test_an_extension_moves_the_deadline_with_its_grace_and_is_published_recorded_and_told_on(sec, made):
    actions.publish(sec, "next")
    heard = []

    def hear(sender, call, change, **_):
        heard.append((call.slug, change.moved_from, change.moved_to))

    extended.connect(hear)
    try:
        later = NOW + timedelta(days=97)
        actions.extend(sec, "next", later, "A holiday")
    finally:
        extended.disconnect(hear)
    call = again(made)
    assert (call.closes_at, call.accepts_until) == (later, later + timedelta(seconds=60))
    assert heard == [("next", NOW + timedelta(days=90), later)]
    assert scoped(PUBLIC, Change).get().kind == Change.Kind.EXTENSION
    assert trail()[-1] == "call.extended"


def test_a_deadline_is_not_moved_back_nor_without_a_ground_nor_once_results_are_out(sec, joint):
    with pytest.raises(ValidationError, match="later"):
        actions.extend(sec, "joint", joint.closes_at, "x")
    with pytest.raises(ValidationError, match="why"):
        actions.extend(sec, "joint", joint.closes_at + timedelta(days=1), " ")
    after = acting(User.objects.get(pk=sec.user), NOW + timedelta(days=40))
    actions.publish_results(after, "joint", [], "meeting")
    with pytest.raises(NotAllowed):
        actions.extend(after, "joint", NOW + timedelta(days=80), "x")


def test_a_question_is_its_askers_and_the_staffs_until_it_is_answered(sec, joint):
    asker = acting(person("ask@x.example"))
    other = acting(person("other@x.example"))
    asked = actions.ask(asker, "joint", "May\r\nwe?")
    assert asked.text == "May\nwe?"
    assert [scoped(actor, Question).count() for actor in (PUBLIC, other, asker, sec)] == [0, 0, 1, 1]
    actions.answer(sec, asked.pk, "Yes")
    assert [scoped(actor, Question).count() for actor in (PUBLIC, other)] == [1, 1]


def test_a_better_answer_replaces_the_last_and_both_stay(sec, joint):
    asked = actions.ask(acting(person("ask@x.example")), "joint", "May we?")
    actions.answer(sec, asked.pk, "Yes")
    actions.answer(sec, asked.pk, "No")
    assert [(one.number, one.text, one.version) for one in scoped(PUBLIC, Answer)] == [(2, "No", 1), (1, "Yes", 1)]
    mails = [parcel.contents for parcel in unscoped(Parcel, "the test")]
    assert [mail["to"] for mail in mails] == [["ask@x.example"]] * 2
    assert "Yes" in mails[0]["text"]


def test_questions_that_say_nothing_too_much_or_too_often_are_refused(sec, joint):
    asker = acting(person("ask@x.example"))
    for text in ("  ", "x" * 4001, "a\x00b"):
        with pytest.raises(ValidationError):
            actions.ask(asker, "joint", text)
    for n in range(5):
        actions.ask(asker, "joint", f"Question {n}")
    with pytest.raises(ValidationError, match="5 questions waiting"):
        actions.ask(asker, "joint", "One more")


def test_results_are_published_after_the_deadline_and_replaced_whole(secretary, joint):
    one = actions.Funded("J-1", "A", "U", "JP;CA", 100)
    with pytest.raises(ValidationError, match="after the deadline"):
        actions.publish_results(acting(secretary), "joint", [one], "meeting")
    after = acting(secretary, NOW + timedelta(days=40))
    assert scoped(PUBLIC, Result).count() == 0
    actions.publish_results(after, "joint", [one], "meeting")
    actions.publish_results(after, "joint", [one, actions.Funded("J-2", "B", "V", "JP", 5)], "a slip")
    assert [row.number for row in scoped(PUBLIC, Result)] == ["J-1", "J-2"]
    assert [change.ground for change in scoped(PUBLIC, Change)] == ["a slip", "meeting"]

"""The desk: what is due when, what waits for whom, each with the address where it is done."""

from datetime import timedelta

import pytest

from renkei.site.calls import actions as of_calls
from renkei.site.calls.models import Call, Milestone, Participation
from renkei.site.desk.duties import Desk
from renkei.site.policy import Role, unscoped
from renkei.site.review.models import FunderVerdict, Standing
from tests.site.calls.conftest import arrive, facts
from tests.site.clients import client_of
from tests.site.conftest import person
from tests.site.desk.conftest import AFTER, NOW, WHY, acting

pytestmark = pytest.mark.django_db


def duties(two, at) -> dict[str, str]:
    return {one.words: one.href for one in Desk.of(acting(two.secretary, at)).duties}


def test_an_empty_desk_says_what_to_do_next(db, monkeypatch):
    arrive(monkeypatch, NOW)
    page = client_of(person("s@x.example", Role.SECRETARIAT)).get("/desk/").content.decode()
    assert "No call is under way." in page
    assert 'href="/calls/new/"' in page


def test_a_call_in_preparation_says_how_much_is_missing(two):
    of_calls.make_call(acting(two.secretary), facts())
    assert duties(two, NOW) == {"1 thing is missing before it can be published": "/calls/next/edit/"}


def test_a_question_waits_since_it_was_asked(two):
    asked = of_calls.ask(acting(person("ask@x.example")), "joint", "May we?")
    (duty,) = Desk.of(acting(two.secretary, NOW)).duties
    assert (duty.words, duty.due) == ("1 question is not answered", NOW)
    assert duty.href == f"/calls/joint/#question-{asked.pk}"


def test_after_the_deadline_funders_screen_and_scores_are_entered_then_the_next_step_is_named(two):
    found = duties(two, AFTER)
    assert found == {
        "2 screenings are missing": "/review/joint/verdicts/",
        "2 applications have no score": "/review/joint/",
    }
    part, by = unscoped(Participation, WHY).get(), two.secretary
    for team in two.teams.values():
        row = team.application.submissions.all().granted(WHY).get()
        FunderVerdict(
            application=team.application,
            participation=part,
            submission_sha256=row.sha256,
            verdict="yes",
            by=by,
            at=AFTER,
        ).save()
    two.score(a="12")
    Standing(application=two.teams["b"].application, status="ineligible", ground="late").save()
    assert duties(two, AFTER) == {
        "every application has its score: invite to the full stage": "/desk/joint/invitation/"
    }
    unscoped(Call, WHY).update(stages=1)
    assert list(duties(two, AFTER).values()) == ["/review/joint/show-scores/"]


def test_a_verdict_on_an_older_snapshot_does_not_count(two):
    part = unscoped(Participation, WHY).get()
    for team in two.teams.values():
        FunderVerdict(
            application=team.application,
            participation=part,
            submission_sha256="0",
            verdict="yes",
            by=two.secretary,
            at=AFTER,
        ).save()
    assert "2 screenings are missing" in duties(two, AFTER)


def test_openings_deadlines_and_milestones_to_come_stand_in_their_order(two):
    Milestone(call=two.call, name="Meeting", at=NOW + timedelta(days=3)).save()
    Milestone(call=two.call, name="Long past", at=NOW - timedelta(days=3)).save()
    days = Desk.of(acting(two.secretary, NOW)).days
    assert [(one.words, one.left, one.soon) for one in days] == [
        ("Meeting", "3 days left", True),
        ("deadline", "30 days left", False),
    ]


def test_the_page_links_to_where_each_thing_is_done(two, monkeypatch):
    arrive(monkeypatch, AFTER)
    page = client_of(two.secretary).get("/desk/").content.decode()
    for address in ("/review/joint/verdicts/", "/review/joint/", "/desk/joint/demand/", "/calls/joint/edit/"):
        assert f'href="{address}"' in page


def test_a_call_with_results_has_left_the_desk(two):
    unscoped(Call, WHY).update(state="results")
    assert Desk.of(acting(two.secretary, AFTER)).calls == []

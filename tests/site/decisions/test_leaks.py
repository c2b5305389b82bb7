"""Before the meeting opens its funders learn nothing of it, and applicants never do, whatever they fetch or send."""

import json

import pytest

from renkei.site.accounts.models import User
from renkei.site.decisions import actions
from renkei.site.decisions.at_hand import at_hand, forget
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import Seat, SelectionMeeting
from renkei.site.policy import unscoped
from renkei.site.review.models import Standing
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.decisions.conftest import GROUND, ROOM, SLUG

pytestmark = pytest.mark.django_db
API = f"/api/v1/calls/{SLUG}/meeting"
WANTING = "an eligible application has a score"
SENT = {"rule": "best", "open": "A001", "name": "Mine", "text": "x", "state": "open", "scenario": ""}
FETCHED = ("", "minutes/", "compare/", "propose/", "news/?since=0")
POSTED = ("", "ask/", "why/", "next/", "scenarios/", "minutes/lines/", "propose/", "session/")
ASKED = {
    "questions": {},
    "questions/reasons": {"application": "A001"},
    "questions/next-raises": {"funder": "MU-DE"},
    "scenarios": {"name": "Mine"},
    "proposals": {},
    "minutes/lines": {"text": "x"},
}


@pytest.fixture
def prepared(call, secretary) -> SelectionMeeting:
    """A meeting that has not opened, with a scenario and a line of the minutes."""
    by = acting(secretary)
    meeting = actions.prepare_meeting(by, SLUG)
    actions.keep_scenario(by, SLUG, "mk-scenario", Wanted(raises={"MU-DE": "441000"}), at_hand(call))
    actions.write_line(by, SLUG, "mk-line")
    seat = unscoped(Seat, GROUND).filter(meeting=meeting).order_by("pk").first()
    actions.leave_for(by, SLUG, seat.pk, "A001", "mk-absence")
    return meeting


def everything(user: User | None) -> str:
    """All that a person gets of the meeting, from pages and for programs; nothing but pages that are not there."""
    client = client_of(user)
    answers = [client.get(ROOM + one) for one in FETCHED]
    answers += [client.post(ROOM + one, SENT) for one in POSTED]
    answers += [client.get(f"{API}{one}") for one in ("", "/minutes", "/scenarios", "/decisions", "/acts")]
    answers += [
        client.post(f"{API}/{one}", json.dumps(given), content_type="application/json") for one, given in ASKED.items()
    ]
    assert {answer.status_code for answer in answers} <= {401, 404}
    return "\n".join(answer.content.decode() for answer in answers)


@pytest.mark.parametrize("who", ["mu-de@x.example", "lead@x.example", ""])
def test_of_a_meeting_that_has_not_opened_nobody_but_the_secretariat_learns_anything(prepared, who):
    told = everything(User.objects.get(email=who) if who else None)
    for mark in ("mk-", "A001", "ACR1", "short by"):
        assert mark not in told
    assert unscoped(SelectionMeeting, GROUND).get().state == "preparing"


@pytest.mark.parametrize("who", ["lead@x.example", ""])
def test_of_an_open_meeting_applicants_and_the_public_learn_nothing(prepared, secretary, who):
    actions.open_meeting(acting(secretary), SLUG)
    told = everything(User.objects.get(email=who) if who else None)
    assert "mk-" not in told
    assert "A001" not in told


def test_what_keeps_a_call_from_being_decided_is_told_to_the_secretariat_alone(prepared, secretary, officers):
    actions.open_meeting(acting(secretary), SLUG)
    unscoped(Standing, GROUND).update(score=None)
    forget()
    for user, told in ((secretary, True), (officers[0], False)):
        client = client_of(user)
        answer = client.post(f"{API}/questions", "{}", content_type="application/json")
        assert answer.status_code == 422
        assert (WANTING in answer.content.decode()) == told
        assert (WANTING in client.get(ROOM).content.decode()) == told
        assert WANTING not in client.post(f"{ROOM}ask/", {}).content.decode()

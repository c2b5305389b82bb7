"""A common pot on the meeting's screen: it pays, and who gives to it pays through it."""

import pytest

from renkei.site.decisions import actions
from renkei.site.review.models import Standing
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive
from tests.site.review.made import closed_call

ROOM = "/decisions/joint/meeting/"
QUESTIONS = "/api/v1/calls/joint/meeting/questions"


@pytest.fixture
def desk(db, monkeypatch):
    """F1 and F2 give EUR 3,500 to a pot; F3 pays for itself. 1,000 is asked of F1, 2,000 of F2, 3,000 of F3, 4,000
    of F1."""
    arrive(monkeypatch, NOW)
    made = closed_call(applications=4, funders=3, partners=1)
    given = {"F1": "2500", "F2": "1000"}
    made.call.tables = {
        "pots": [{"pot_id": "common-pot", "name": "Common pot", "kind": "real", "currency": "EUR"}],
        "contributions": [
            {"pot_id": "common-pot", "funder_id": code, "amount": amount, "currency": "EUR"}
            for code, amount in given.items()
        ],
    }
    made.call.save()
    for place, one in enumerate(made.submissions.values()):
        Standing(application_id=one.application_id, score=f"{14 - place}.5").save()
    by = acting(made.secretary)
    actions.prepare_meeting(by, "joint")
    return client_of(made.secretary)


def said_of(page: str, row: str) -> str:
    """A funder's row as the page has it."""
    found = [one for one in page.split("<tr>") if f'id="bar-{row}"' in one]
    assert len(found) == 1
    return found[0]


def test_the_pot_is_a_payer_with_its_money_and_who_gives_to_it_is_not_shown_as_one_without_money(desk):
    page = desk.get(ROOM).content.decode()
    pot, giver, own = (said_of(page, one) for one in ("common-pot", "F1", "F3"))
    assert ">Common pot</th>" in pot
    assert "pays EUR\N{NO-BREAK SPACE}3,000 of EUR\N{NO-BREAK SPACE}3,500" in pot
    assert 'name="raise-' not in pot, "its givers raise"
    assert 'id="next-common-pot"' in pot
    assert "pays through Common pot" in giver
    assert 'name="raise-F1"' in giver
    assert "next-F1" not in giver
    assert "left" in own
    assert 'id="next-F3"' in own


def test_a_givers_raise_is_the_pots_money_and_the_pots_next_raise_is_told(desk):
    page = desk.post(f"{ROOM}ask/", {"raise-F1": "3500"}).content.decode()
    assert "pays EUR\N{NO-BREAK SPACE}7,000 of EUR\N{NO-BREAK SPACE}7,000" in page
    told = desk.post(f"{ROOM}next/", {}).content.decode()
    assert 'id="next-common-pot"' in told
    assert "3,500 (+1)" in told
    assert "next-F1" not in told


def test_programs_are_told_who_pays_through_the_pot(desk):
    answer = desk.post(QUESTIONS, {}, content_type="application/json").json()
    told = {row["funder"]: (row["pot"], row["pays"]) for row in answer["funders"]}
    assert told["F1"] == ("Common pot", "")
    assert told["common-pot"] == ("", "pays EUR\N{NO-BREAK SPACE}3,000 of EUR\N{NO-BREAK SPACE}3,500")

"""Programs do what the pages do, and learn no more than they."""

import json

import pytest

from renkei.site.policy import unscoped
from renkei.site.portfolio.models import Award, Letter, Redress
from tests.site.clients import client_of
from tests.site.portfolio.conftest import FIRST, THIRD

pytestmark = pytest.mark.django_db
WHY = "the test looks"
API = "/api/v1"


def sent(client, where, given):
    return client.post(f"{API}{where}", json.dumps(given), content_type="application/json")


def test_an_officer_reads_and_confirms_its_own_awards(made):
    client = client_of(made.officer("F1"))
    listed = client.get(f"{API}/calls/joint/awards").json()
    assert {(one["funder"], one["state"]) for one in listed} == {("F1", "recommended")}
    word = {"application": THIRD, "state": "confirmed", "granted": "2500", "version": 1}
    answer = sent(client, "/calls/joint/funders/F1/awards", [word])
    assert answer.status_code == 200, answer.content
    assert answer.json()[0]["granted"] == "2500.00"
    assert sent(client, "/calls/joint/funders/F1/awards", [{**word, "granted": "1"}]).status_code == 409
    assert sent(client, "/calls/joint/funders/F2/awards", [word]).status_code == 404
    refused = sent(client, "/calls/joint/funders/F1/awards", [{**word, "state": "refused", "version": 2}])
    assert refused.status_code == 422
    assert refused.json()["remarks"][0]["place"] == THIRD
    assert unscoped(Award, WHY).filter(state="refused").count() == 0


def test_letters_redress_drop_outs_and_results(made, secretary):
    desk = client_of(secretary)
    assert sent(desk, "/calls/joint/letters", {}).json() == 6
    assert sent(desk, "/calls/joint/letters", {}).status_code == 422
    assert len(desk.get(f"{API}/calls/joint/letters").json()) == 6
    lead = client_of(made.people[FIRST, 1])
    (mine,) = lead.get(f"{API}/calls/joint/letters").json()
    assert FIRST in lead.get(f"{API}/letters/{mine['id']}").json()["text"]
    other = unscoped(Letter, WHY).exclude(public_id=mine["id"]).first()
    assert lead.get(f"{API}/letters/{other.public_id}").status_code == 404
    application = made.partners[FIRST, 1].application.public_id
    assert sent(lead, f"/applications/{application}/redress", {"text": "Rule 3"}).status_code == 200
    row = unscoped(Redress, WHY).get()
    assert sent(lead, f"/redress/{row.public_id}/answer", {"upheld": True, "answer": "x"}).status_code == 404
    assert sent(desk, f"/redress/{row.public_id}/answer", {"upheld": False, "answer": "x"}).status_code == 200
    dropped = sent(desk, "/calls/joint/drop-outs", {"application": THIRD, "ground": "left"})
    assert dropped.json() == {"application": THIRD, "decision": 2}
    assert sent(desk, "/calls/joint/results", {"ground": "Decision 1"}).status_code == 200
    assert sent(lead, "/calls/joint/results", {"ground": "x"}).status_code == 404


def test_the_officers_morning_tells_what_waits_for_its_word(made):
    page = client_of(made.officer("F1")).get("/review/joint/funders/F1/").content.decode()
    assert "Awards to confirm" in page
    assert f"#app-{THIRD}" in page

"""The builder and the desk for programs."""

import hashlib
import json

import pytest

from renkei.site.calls.models import Call, Section
from renkei.site.policy import unscoped
from tests.site.calls.conftest import arrive
from tests.site.desk.conftest import AFTER, CLOSES, NOW, OPENS, WHY

pytestmark = pytest.mark.django_db
BASE = "/api/v1/calls/joint"


@pytest.fixture
def send(desk, two, monkeypatch):
    arrive(monkeypatch, NOW)

    def sent(verb: str, path: str, status: int = 200, **given: object):
        body = {} if verb == "get" else {"data": json.dumps(given), "content_type": "application/json"}
        answer = getattr(desk, verb)(path, **body)
        assert answer.status_code == status, answer.content
        return answer.json()

    return sent


def test_a_call_is_built_by_a_program_and_every_defect_has_its_place(send):
    unscoped(Call, WHY).update(state="preparing", selection={}, stages=1)
    told = send("put", f"{BASE}/deciding", 422, selection={"scale": {"min": 0, "max": "x"}, "name": "y"})
    assert {one["place"] for one in told["remarks"]} == {"programme.yaml scale.max", "programme.yaml name"}
    built = send("put", f"{BASE}/deciding", selection={"scale": {"min": 0, "max": 15}, "criteria": ["A"]}, stages=2)
    assert built["selection"]["scale"] == {"min": "0", "max": "15"}
    assert send("post", f"{BASE}/sections", title="Risks")["key"] == "risks"
    send("put", f"{BASE}/sections/risks", title="All risks", most_signs=100)
    assert unscoped(Section, WHY).get(key="risks").title == "All risks"
    send("delete", f"{BASE}/sections/risks")
    send("put", f"{BASE}/money", 422, rates=[{"currency": "EUR", "rate": "0"}])
    send("put", f"{BASE}/funders/JST", budget="2000000", annex={"rate": 50}, possible_raise="5")
    send("put", f"{BASE}/funders/JST", 422, budget="2000000", annex={"rate": 500})
    assert send("post", f"{BASE}/publication")["state"] == "published"
    copied = send("post", f"{BASE}/copies", slug="again", title="Again")
    assert [one["part"] for one in copied["lacks"] if one["must"]] == ["basics"]


def test_duties_demand_and_invitation_are_read_and_accepted_by_a_program(send, two, desk, monkeypatch):
    assert send("get", f"{BASE}/demand")[0] == {
        "funder": "JST", "name": "Japan Science", "currency": "JPY", "applications": 2, "asked": "3000000",
        "money": "1000000", "cap": "2",
    }  # fmt: skip
    arrive(monkeypatch, AFTER)
    assert "2 screenings are missing" in [one["words"] for one in send("get", "/api/v1/desk")]
    assert "score" in send("get", f"{BASE}/invitation", 422)["remarks"][0]["sentence"]
    two.score(a="12", b="11")
    record = desk.get(f"{BASE}/invitation").content
    assert json.loads(record)["outcomes"][two.number("a")]["outcome"] == "invited"
    dates = {"opens_at": OPENS.isoformat(), "closes_at": CLOSES.isoformat()}
    send("post", f"{BASE}/full-stage", 422, sha256="0" * 64, **dates)
    assert send("post", f"{BASE}/full-stage", sha256=hashlib.sha256(record).hexdigest(), **dates) == {"snapshot": 1}
    assert two.fresh().stage == 2

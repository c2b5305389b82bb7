"""Programs do in the meeting what its pages do, and learn no more than they."""

import io
import json
import zipfile

import pytest

from renkei.site.api import api
from renkei.site.decisions.urls import urlpatterns as of_decisions
from renkei.site.portfolio.urls import urlpatterns as of_portfolio
from tests.site.clients import client_of
from tests.site.decisions.conftest import SLUG

pytestmark = pytest.mark.django_db
API = "/api/v1"
ROOM = f"/calls/{SLUG}/meeting"

# Every page that changes something, or answers a question, and the operation that does the same for programs
BESIDE = {
    "meeting": "post /calls/{slug}/meeting/questions",
    "meeting_ask": "post /calls/{slug}/meeting/questions",
    "meeting_why": "post /calls/{slug}/meeting/questions/reasons",
    "meeting_next": "post /calls/{slug}/meeting/questions/next-raises",
    "meeting_prepare": "post /calls/{slug}/meeting",
    "meeting_session": "put /calls/{slug}/meeting/state",
    "meeting_quorum": "put /calls/{slug}/meeting/quorum",
    "meeting_propose": "post /calls/{slug}/meeting/proposals",
    "scenario_keep": "post /calls/{slug}/meeting/scenarios",
    "scenario_save": "put /calls/{slug}/meeting/scenarios/{scenario}",
    "scenario_drop": "delete /calls/{slug}/meeting/scenarios/{scenario}",
    "scenario_move": "post /calls/{slug}/meeting/scenarios/{scenario}/move",
    "seat_add": "post /calls/{slug}/meeting/minutes/seats",
    "seat_presence": "put /calls/{slug}/meeting/minutes/seats/{seat}/presence",
    "seat_proxy": "put /calls/{slug}/meeting/minutes/seats/{seat}/proxy",
    "seat_out": "post /calls/{slug}/meeting/minutes/absences",
    "seat_back": "post /calls/{slug}/meeting/minutes/absences/{absence}/back",
    "minutes_line": "post /calls/{slug}/meeting/minutes/lines",
    "draw_name": "post /calls/{slug}/meeting/minutes/draws",
    "draw_value": "put /calls/{slug}/meeting/minutes/draws/{draw}",
    "decision_consent": "post /decisions/{decision}/consents",
    "decision_again": "post /decisions/{decision}/again",
    "confirm_awards": "post /calls/{slug}/funders/{code}/awards",
    "preview_letters": "post /calls/{slug}/letters",
    "departures": "post /calls/{slug}/drop-outs",
    "partner_after": "post /calls/{slug}/awards/{number}/partners/{position}/departure",
    "contacts": "post /calls/{slug}/awards/{number}/partners/{position}/contacts",
    "outcome": "post /applications/{application}/redress",
    "redress": "post /redress/{redress}/answer",
    "publish_decided": "post /calls/{slug}/results",
}
# What only reads, by the operation that reads the same; None with the ground on which there is none
READ = {
    "meetings": "get /meetings",
    "meeting_news": "get /calls/{slug}/meeting/acts",
    "meeting_compare": "get /calls/{slug}/meeting/scenarios",
    "meeting_minutes": "get /calls/{slug}/meeting/minutes",
    "proposal": "get /proposals/{proposal}",
    "decision": "get /decisions/{decision}",
    "decision_record": "get /decisions/{decision}/decision.json",
    "decision_download": "get /decisions/{decision}/folder.zip",
    "after": "get /calls/{slug}/awards/figures",
    "awards": "get /calls/{slug}/awards",
    "letters": "get /calls/{slug}/letters",
    "letter": "get /letters/{letter}",
    "letter_pdf": "get /letters/{letter}/letter.pdf",
    "redresses": "get /calls/{slug}/redress",
    "funder_results": "get /calls/{slug}/results/funders",
    "consortium_after": "get /calls/{slug}/departures",
}
WITHOUT = {
    "portfolio": "the way to the others: each is a list of its own",
    "contact": "opened by the secret in its link, by whoever came",
    "observed": "the observer's: read from the trail, whose pages export it",
    "procedure": "the observer's: read from the trail, whose pages export it",
    "report": "the observer's: a page to print, made of the trail",
}


def test_every_page_of_meeting_and_portfolio_has_its_operation():
    operations = {
        f"{verb} {path.removeprefix(API)}"
        for path, verbs in api.get_openapi_schema()["paths"].items()
        for verb in verbs
    }
    pages = {pattern.name for pattern in (*of_decisions, *of_portfolio)}
    assert pages - set(BESIDE) - set(READ) - set(WITHOUT) == set(), "a page that programs cannot do"
    assert {*BESIDE.values(), *READ.values()} - operations == set()
    assert {*BESIDE, *READ, *WITHOUT} - pages == set()


class Program:
    """A program that acts in somebody's session."""

    def __init__(self, user):
        self.client = client_of(user)

    def ask(self, method, path, body=None):
        content = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(API + path, **content)

    def did(self, method, path, body=None):
        answer = self.ask(method, path, body)
        assert answer.status_code == 200, answer.content
        return answer.json()


@pytest.fixture
def program(room, secretary):
    return Program(secretary)


def test_a_question_has_the_engines_answer_and_says_that_it_departs(program, held):
    found = program.did("post", f"{ROOM}/questions", {"raises": {"MU-DE": "441000"}})
    funded = {one["application"] for one in found["ranking"] if one["outcome"] == "funded"}
    assert set(found["enters"]) <= funded
    assert funded != set(held.engine.before.answer().funded)
    assert (found["simulation"], found["proven"]) == (False, True)
    best = program.did("post", f"{ROOM}/questions", {"rule": "best", "bands": "each", "further": True})
    assert best["simulation"]
    wrong = program.ask("post", f"{ROOM}/questions", {"raises": {"MU-XX": "x"}, "cap": "5"})
    assert wrong.status_code == 422
    assert len(wrong.json()["remarks"]) == 3
    one = held.engine.before.answer().next_ones[0]
    assert any("short by" in said for said in program.did("post", f"{ROOM}/questions/reasons", {"application": one}))
    assert program.did("post", f"{ROOM}/questions/next-raises", {"funder": "MU-DE"})["state"] in ("exact", "none")


def test_what_the_rule_cannot_do_is_told_and_no_failure(program, call, held):
    without = {"rule": "best", "bands": "column"}
    for path, more in (("", {}), ("/reasons", {"application": "A001"}), ("/next-raises", {"funder": "MU-DE"})):
        answer = program.ask("post", f"{ROOM}/questions{path}", without | more)
        assert answer.status_code == 422, answer.content
    posted = {"rule": "best", "bands": "column", "open": "A001"}
    assert program.client.post(f"/decisions/{SLUG}/meeting/why/", posted).status_code == 200
    assert program.client.post(f"/decisions/{SLUG}/meeting/next/", posted).status_code == 204


def test_a_scenario_goes_from_its_keeping_to_its_adoption_and_is_decided_anew(program, officers):
    kept = program.did("post", f"{ROOM}/scenarios", {"name": "Raise", "raises": {"MU-DE": "441000"}})
    one = f"{ROOM}/scenarios/{kept['id']}"
    saved = program.did("put", one, {"version": 1, "raises": {"MU-DE": "440000"}})
    assert (saved["version"], saved["change"]) == (2, {"raises": {"MU-DE": "440000"}})
    late = program.ask("put", one, {"version": 1})
    assert (late.status_code, late.json()["code"], late.json()["version"]) == (409, "outdated", 2)
    other = program.did("post", f"{ROOM}/scenarios", {"name": "Other"})
    moved = program.did("post", f"{ROOM}/scenarios/{other['id']}/move", {"up": True})
    assert [row["name"] for row in moved] == ["Other", "Raise"]
    assert program.ask("delete", f"{ROOM}/scenarios/{other['id']}?version=1").status_code == 200
    proposal = program.did("post", f"{ROOM}/proposals", {"scenario": kept["id"]})
    assert program.did("get", f"/proposals/{proposal['id']}")["state"] == "done"
    where = f"/decisions/{proposal['decision']}"
    assert {row["verdict"] for row in program.did("get", where)["words"]} == {""}
    for officer in officers:
        code = officer.email.partition("@")[0].upper()
        word = {"authority": code, "verdict": "yes"}
        assert program.ask("post", f"{where}/consents", word).status_code == 404
        found = Program(officer).did("post", f"{where}/consents", word)
    assert found["state"] == "adopted"
    assert [row["number"] for row in program.did("get", f"{ROOM}/decisions")] == [1]
    record = program.ask("get", f"{where}/decision.json").content
    archive = zipfile.ZipFile(io.BytesIO(program.ask("get", f"{where}/folder.zip").content))
    assert record in [archive.read(name) for name in archive.namelist()]
    assert program.did("post", f"{where}/again", {"ground": "Redress"})["again"] == "Redress"
    assert program.ask("post", f"{ROOM}/proposals", {}).status_code == 422
    again = program.did("post", f"{ROOM}/proposals", {"ground": "Redress"})
    assert program.did("get", f"/decisions/{again['decision']}")["follows"] == proposal["decision"]


def test_minutes_are_kept_by_programs_too(program, officers):
    minutes = f"{ROOM}/minutes"
    added = program.did("post", f"{minutes}/seats", {"name": "A guest"})
    guest = next(one for one in added["seats"] if one["name"] == "A guest")
    present = program.did("put", f"{minutes}/seats/{guest['id']}/presence", {"present": True})
    assert next(one for one in present["seats"] if one["id"] == guest["id"])["present"]
    one, other = (row["id"] for row in added["seats"][:2])
    proxied = program.did("put", f"{minutes}/seats/{one}/proxy", {"proxy": other})
    assert proxied["seats"][0]["proxy"] == other
    out = program.did("post", f"{minutes}/absences", {"seat": other, "application": "A001", "ground": "her institute"})
    back = program.did("post", f"{minutes}/absences/{out['absences'][0]['id']}/back")
    assert back["absences"][0]["back_at"]
    assert program.did("post", f"{minutes}/lines", {"text": "At nine."})["lines"][0]["text"] == "At nine."
    draw = program.did("post", f"{minutes}/draws", {"named": "Lotto"})["draws"][0]
    assert program.did("put", f"{minutes}/draws/{draw['id']}", {"value": "7 11"})["draws"][0]["value"] == "7 11"
    assert program.ask("put", f"{minutes}/draws/{draw['id']}", {"value": "8"}).status_code == 404
    acts = program.did("get", f"{ROOM}/acts?since=0")
    assert [one["action"] for one in acts][-2:] == ["draw_named", "drawn"]
    assert program.did("put", f"{ROOM}/state", {"state": "closed"})["state"] == "closed"
    assert program.ask("put", f"{ROOM}/quorum", {"quorum": 1}).status_code == 422


def test_who_sees_no_meeting_gets_the_same_nothing_as_for_none(room, officers):
    from renkei.site.accounts.models import User

    lead = Program(User.objects.get(email="lead@x.example"))
    for method, path, body in (
        ("get", "", None),
        ("get", "/scenarios", None),
        ("get", "/minutes", None),
        ("post", "/questions", {}),
        ("post", "/scenarios", {"name": "x"}),
        ("post", "/minutes/lines", {"text": "x"}),
        ("put", "/state", {"state": "closed"}),
    ):
        answers = [lead.ask(method, f"/calls/{slug}/meeting{path}", body) for slug in (SLUG, "none")]
        assert answers[0].status_code == answers[1].status_code == 404, path
        assert answers[0].json() == answers[1].json()
    assert Program(officers[0]).ask("post", f"{ROOM}/minutes/lines", {"text": "x"}).status_code == 404

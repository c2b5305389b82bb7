"""Review for programs."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.site.clients import client_of
from tests.site.conftest import person

API = "/api/v1/calls/joint"


def send(browser, method, address, facts):
    return getattr(browser, method)(f"{API}{address}", json.dumps(facts), content_type="application/json")


def test_programs_do_what_the_pages_do(made):
    browser, officer = client_of(made.secretary), client_of(made.officers["F1"])
    answer = send(browser, "put", "/standings/JOINT-0001", {"version": 0, "score": "13.5", "criteria": {"Plan": "4"}})
    assert answer.json()["columns"] == {"score": "13.5", "criteria_scores.Plan": "4"}
    assert send(browser, "put", "/standings/JOINT-0001", {"version": 0, "score": "9"}).status_code == 409
    assert send(browser, "put", "/standings/JOINT-0001", {"version": 1, "score": "16"}).status_code == 422
    sheet = SimpleUploadedFile("scores.csv", b"application_id,score\nJOINT-0002,12\nJOINT-0003,11\n")
    draft = browser.post(f"{API}/drafts/scores", {"file": sheet}).json()
    assert [one["key"] for one in draft["lines"]] == ["JOINT-0002", "JOINT-0003"]
    taken = send(browser, "post", f"/drafts/{draft['number']}/taken", {"version": draft["version"]}).json()
    assert {one["state"] for one in taken["lines"]} == {"taken"}
    again = browser.post(
        f"{API}/drafts/scores", {"file": SimpleUploadedFile("b.csv", b"application_id,score\nJOINT-0003,2\n")}
    )
    left = send(browser, "post", f"/drafts/{again.json()['number']}/left", {"version": 1, "lines": [0]}).json()
    assert left["lines"][0]["state"] == "left"
    bad = SimpleUploadedFile("scores.csv", b"application_id,score\nJOINT-9999,x\n")
    wrong = browser.post(f"{API}/drafts/scores", {"file": bad})
    assert wrong.status_code == 422
    assert len(wrong.json()["remarks"]) == 2
    assert officer.get(f"{API}/standings").status_code == 404
    assert browser.post(f"{API}/scores-shown").status_code == 200
    assert [one["number"] for one in officer.get(f"{API}/standings").json()] == ["JOINT-0001", "JOINT-0003"]
    assert send(browser, "post", "/snapshots", {"ground": "x"}).json()["number"] == 1
    folder = browser.get(f"{API}/snapshots/1/folder.zip").content
    back = browser.post(f"{API}/drafts/folder", {"file": SimpleUploadedFile("a.zip", BytesIO(folder).getvalue())})
    assert back.json()["lines"] == []
    assert officer.get(f"{API}/snapshots/1/folder.zip").status_code == 404


def test_an_officers_program_screens_and_raises(made):
    officer = client_of(made.officers["F1"])
    listed = officer.get(f"{API}/funders/F1/verdicts").json()
    assert [one["number"] for one in listed] == ["JOINT-0001", "JOINT-0003"]
    said = [{"number": one["number"], "verdict": "yes", "sha256": one["sha256"]} for one in listed]
    assert {one["verdict"] for one in send(officer, "post", "/funders/F1/verdicts", said).json()} == {"yes"}
    wanted = {"possible_raise": "100", "confirmed_raise": ""}
    assert send(officer, "put", "/funders/F1/raises", wanted).json()["possible_raise"] == "100.00"
    assert send(officer, "put", "/funders/F1/raises", wanted).status_code == 409
    part = officer.get(f"{API}/funders/F1/morning").json()
    assert (part["asked"], part["counts"]) == ("4000.00", {"to_screen": 0, "doubt": 0, "done": 2})


@pytest.mark.parametrize("code", ["F1", "F9"])
def test_another_funders_routes_are_not_there(code, made):
    for who in (made.officers["F2"], person("x@x.example"), made.secretary):
        for route in ("morning", "verdicts"):
            assert client_of(who).get(f"{API}/funders/{code}/{route}").status_code == 404

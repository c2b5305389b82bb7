"""The API: the same actions as the pages', one shape of errors, tokens and sessions."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from renkei.site.applications.models import Submission
from renkei.site.calls.models import Call
from renkei.site.directory.models import Organisation
from renkei.site.policy import unscoped
from renkei.site.tokens.actions import make_token, revoke_token
from renkei.site.tokens.models import Token
from tests.site.applications.conftest import form, founded, organisation  # noqa: F401 - a fixture
from tests.site.applications.test_pages import PDF
from tests.site.conftest import acting, person

pytestmark = pytest.mark.django_db
API = "/api/v1"


class Program:
    """A program that acts for a person."""

    def __init__(self, user, secret=None):
        self.client = Client(enforce_csrf_checks=True)
        self.headers = {"Authorization": f"Bearer {secret or make_token(acting(user, timezone.now()), 'test')}"}

    def ask(self, method, path, body=None, **headers):
        content = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(API + path, headers={**self.headers, **headers}, **content)


@pytest.fixture
def open_form(form):  # noqa: F811
    now = timezone.now()
    form.opens_at, form.closes_at = now - timedelta(days=1), now + timedelta(days=30)
    form.accepts_until = form.closes_at
    form.save()
    return form


@pytest.fixture
def team(open_form):
    return founded("Lead", "Osaka", at=timezone.now())


def close():
    past = timezone.now() - timedelta(hours=1)
    unscoped(Call, "the test closes").update(closes_at=past, accepts_until=past)


def test_the_public_reads_calls_and_asks_whether_it_can_apply(open_form):
    client = Client()
    assert [one["slug"] for one in client.get(f"{API}/calls").json()] == ["joint"]
    whole = client.get(f"{API}/calls/joint").json()
    assert (whole["phase"], whole["funders"][0]["budget"]) == ("open", "100000000")
    facts = {"country": "JP", "size": "sme", "amount": "1000", "currency": "JPY"}
    assert client.get(f"{API}/calls/joint/can-we-apply", facts).json()[0]["answer"] == "pass"
    assert client.get(f"{API}/calls/none").json()["code"] == "not_found"
    unscoped(Call, "the test").update(state="preparing")
    assert client.get(f"{API}/calls/joint").json() == client.get(f"{API}/calls/none").json()


def test_a_program_goes_from_beginning_to_receipt(open_form):
    program = Program(person("a@x.example"))
    works = {"name": "Osaka Works", "country": "JP", "size": "sme"}
    Organisation(**works).save()
    heading = {"acronym": "NANO", "title": "Small", "call": "joint", "organisation": works}
    begun = program.ask("post", "/applications", heading)
    assert begun.status_code == 201
    here = f"/applications/{begun.json()['id']}"
    (found,) = program.ask("get", "/organisations?find=works").json()
    assert program.ask("post", f"{here}/partners", {"organisation": found["id"]}).status_code == 422  # it leads
    partner = program.ask("get", here).json()["partners"][0]["id"]
    assert program.ask("put", f"{here}/sections/summary", {"text": "All", "version": 0}).json()["version"] == 1
    assert (
        program.ask("put", f"{here}/partners/{partner}/sections/work", {"text": "Mine", "version": 0}).status_code
        == 200
    )
    missing = program.ask("post", f"{here}/submissions", **{"Idempotency-Key": "k1"})
    assert missing.status_code == 422
    assert len(missing.json()["remarks"]) == 1
    asked = {"funder": "JST", "amount": "1000000", "costs": {"personnel": "2000000"}, "version": 1}
    assert program.ask("put", f"{here}/partners/{partner}/request", asked).json()["total_cost"] == "2000000"
    attached = program.client.post(
        f"{API}{here}/partners/{partner}/files", {"file": SimpleUploadedFile("p.pdf", PDF)}, headers=program.headers
    )
    assert attached.status_code == 201
    receipt = program.ask("post", f"{here}/submissions", **{"Idempotency-Key": "k1"}).json()
    assert receipt == program.ask("post", f"{here}/submissions", **{"Idempotency-Key": "k1"}).json()
    snapshot = program.ask("get", f"/submissions/{receipt['id']}/snapshot").content
    from renkei.records.canonical import sha256

    assert sha256(snapshot) == receipt["sha256"]
    assert program.ask("post", f"{here}/withdrawal").json()["withdrawn_at"]
    assert len(program.ask("get", f"{here}/submissions").json()) == 1


def test_a_save_over_a_newer_text_gets_both(team):
    program, path = Program(team.lead), f"/applications/{team.id}/sections/summary"
    program.ask("put", path, {"text": "One", "version": 0})
    answer = program.ask("put", path, {"text": "Mine", "version": 0})
    assert answer.status_code == 409
    assert (answer.json()["code"], answer.json()["standing"]["text"], answer.json()["beside"]["text"]) == (
        "conflict",
        "One",
        "Mine",
    )
    joined = {"text": "One, mine", "version": 1, "settles": answer.json()["beside"]["id"]}
    assert program.ask("put", path, joined).json()["version"] == 2


def test_an_outdated_request_and_an_amount_that_is_none_are_told(team):
    program = Program(team.people["Osaka"])
    path = f"/applications/{team.id}/partners/{team.partners['Osaka'].public_id}/request"
    assert program.ask("put", path, {"funder": "JST", "amount": "5", "version": 1}).status_code == 200
    outdated = program.ask("put", path, {"funder": "JST", "amount": "6", "version": 1})
    assert (outdated.status_code, outdated.json()["code"], outdated.json()["version"]) == (409, "outdated", 2)
    wrong = program.ask("put", path, {"funder": "JST", "amount": "1.5", "costs": {"travel": "x"}, "version": 2})
    assert [one["place"] for one in wrong.json()["remarks"]] == ["amount", "costs.travel"]


def test_what_comes_late_is_told_the_moment_until_which_it_would_have_been_in_time(team):
    team.write_all(timezone.now())
    program = Program(team.lead)
    first = program.ask("post", f"/applications/{team.id}/submissions", **{"Idempotency-Key": "k1"}).json()
    close()
    late = program.ask("post", f"/applications/{team.id}/submissions", **{"Idempotency-Key": "k2"})
    assert (late.status_code, late.json()["code"]) == (409, "closed")
    assert late.json()["until"] < late.json()["arrived"]
    assert program.ask("post", f"/applications/{team.id}/submissions", **{"Idempotency-Key": "k1"}).json() == first
    assert (
        program.ask("put", f"/applications/{team.id}/sections/summary", {"text": "x", "version": 1}).status_code == 409
    )
    assert unscoped(Submission, "the test").count() == 1


def test_a_stranger_gets_the_same_nothing_as_for_what_is_not_there(team):
    stranger = Program(person("s@x.example"))
    osaka = team.partners["Osaka"].public_id
    for method, path, body in (
        ("get", "", None),
        ("patch", "", {"acronym": "A", "title": "T", "version": 1}),
        ("get", "/sections/summary", None),
        ("put", "/sections/summary", {"text": "x", "version": 0}),
        ("put", f"/partners/{osaka}/sections/work", {"text": "x", "version": 0}),
        ("put", f"/partners/{osaka}/request", {"version": 1}),
        ("post", f"/partners/{osaka}/sign-off", None),
        ("post", f"/partners/{osaka}/invitations", {"email": "a@b.example"}),
        ("delete", f"/partners/{osaka}", None),
        ("get", "/submissions", None),
        ("post", "/submissions", None),
        ("post", "/withdrawal", None),
    ):
        answers = [
            stranger.ask(method, f"/applications/{which}{path}", body, **{"Idempotency-Key": "k"})
            for which in (team.id, uuid4())
        ]
        assert answers[0].status_code == answers[1].status_code == 404, path
        assert answers[0].json() == answers[1].json()


def test_without_a_token_or_a_session_nothing_is_told_but_that(team):
    for headers in ({}, {"Authorization": "Bearer renkei_made-up"}, {"Authorization": "Basic x"}):
        answer = Client().get(f"{API}/applications", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")


def test_a_token_is_kept_as_a_hash_revocable_and_never_a_member_of_staff(team):
    secret = make_token(acting(team.lead, timezone.now()), "script")
    row = unscoped(Token, "the test").get()
    assert secret not in (row.secret_hash, row.name)
    program = Program(team.lead, secret)
    assert len(program.ask("get", "/applications").json()) == 1
    revoke_token(acting(team.lead, timezone.now()), row.pk)
    assert program.ask("get", "/applications").status_code == 401


def test_the_page_shows_a_new_token_once_and_revokes_it(client):
    client.force_login(person("a@x.example"))
    page = client.post("/tokens/", {"name": "script"}).content.decode()
    secret = page.split("<code>")[1].split("</code>")[0]
    assert secret not in client.get("/tokens/").content.decode()
    assert Program(None, secret).ask("get", "/applications").status_code == 200
    client.post(f"/tokens/{unscoped(Token, 'the test').get().pk}/revoke/")
    assert Program(None, secret).ask("get", "/applications").status_code == 401


def test_a_session_needs_its_csrf_token_to_change_something(team):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(team.lead)
    assert browser.get(f"{API}/applications").status_code == 200
    body = json.dumps({"text": "x", "version": 0})
    refused = browser.put(f"{API}/applications/{team.id}/sections/summary", body, content_type="application/json")
    assert refused.status_code in (401, 403)


def test_wrong_malformed_and_oversized_requests_get_one_shape_of_answer(team):
    program = Program(team.lead)
    path = f"{API}/applications/{team.id}/sections/summary"
    send = program.client.put
    for body, status in (
        ("{", 400),
        ("[]", 422),
        ('{"text": 5, "version": 0}', 422),
        ('{"text": "a\\u0000b", "version": 0}', 422),
        ('{"text": "\\ud800", "version": 0}', 422),
        ('{"text": "x", "version": 99999999999}', 422),
        ('{"text": "x", "version": -1}', 422),
        (json.dumps({"text": "x" * 300_000, "version": 0}), 422),
        (json.dumps({"text": "x" * 4_000_000, "version": 0}), 413),
        (b"\xff\xfe", 400),
    ):
        answer = send(path, body, content_type="application/json", headers=program.headers)
        assert answer.status_code == status, (body[:40], answer.content[:300])
        assert set(answer.json()) >= {"code", "message"}
    assert Client().get(f"{API}/no/such/address").json()["code"] == "not_found"
    no_key = program.ask("post", f"/applications/{team.id}/submissions")
    assert (no_key.status_code, no_key.json()["code"]) == (422, "invalid")


def test_the_description_is_served_and_names_every_route():
    description = Client().get(f"{API}/openapi.json").json()
    assert description["info"]["title"] == "Renkei"
    assert "/api/v1/applications/{application}/submissions" in description["paths"]
    assert not [path for path in description["paths"] if "{path" in path or "{rest" in path]


def test_what_is_sent_too_early_by_another_method_or_in_another_shape_is_told_and_does_nothing(team):
    team.write_all(timezone.now())
    program = Program(team.lead)
    path = f"/applications/{team.id}/submissions"
    assert program.ask("put", path, {}).status_code == 405
    for key in ("", " ", "k" * 65, "a b", "é"):
        answer = program.ask("post", path, **{"Idempotency-Key": key})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    for kind in ("text/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-7"):
        sent = {"data": b"<a/>", "content_type": kind, "headers": program.headers}
        answer = program.client.put(f"{API}/applications/{team.id}/sections/summary", **sent)
        assert 400 <= answer.status_code < 500
        assert set(answer.json()) >= {"code", "message"}
    later = timezone.now() + timedelta(hours=1)
    unscoped(Call, "the test").update(opens_at=later)
    early = program.ask("post", path, **{"Idempotency-Key": "k"})
    assert (early.status_code, early.json()["code"]) == (409, "closed")
    assert early.json()["arrived"] < early.json()["opens"]
    assert not unscoped(Submission, "the test").exists()


def test_a_request_of_somebody_else_sent_again_with_its_key_is_nothing(team):
    team.write_all(timezone.now())
    key = {"Idempotency-Key": "k"}
    path = f"/applications/{team.id}/submissions"
    assert Program(team.lead).ask("post", path, **key).status_code == 200
    assert Program(person("s@x.example")).ask("post", path, **key).status_code == 404
    assert Client().post(API + path, headers=key).status_code == 401
    assert unscoped(Submission, "the test").count() == 1

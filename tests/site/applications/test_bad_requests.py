"""Requests to hand in that are wrong, oversized, malformed, replayed or late get a clear answer, and do nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from renkei.site.applications import actions
from renkei.site.applications.models import Submission
from renkei.site.applications.refusal import Refused
from renkei.site.audit.models import Event
from renkei.site.policy import NotAllowed, unscoped
from tests.site.applications.conftest import DEADLINE, GRACE, Consortium, founded, letters
from tests.site.clients import client_of
from tests.site.conftest import NOW, arrive, person

WHY = "the test"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def ready(consortium: Consortium, monkeypatch) -> Consortium:
    """An application that only waits to be handed in; requests arrive in time."""
    arrive(monkeypatch, NOW)
    consortium.write_all()
    return consortium


@pytest.fixture
def page(ready: Consortium) -> str:
    return f"/applications/{ready.id}/submit/"


@pytest.fixture
def browser(ready: Consortium) -> Client:
    return client_of(ready.lead)


def handed_in() -> int:
    return unscoped(Submission, WHY).count()


@pytest.mark.parametrize(
    "key", ["", " ", "k" * 65, "a\x00b", "a\x1b[31mb", "\ud800".encode("utf-8", "replace").decode()]
)
def test_a_key_that_is_none_is_told_on_the_page_and_the_next_press_of_the_button_is_in(browser, page, key):
    answer = browser.post(page, {"key": key})
    if key != "?":
        assert answer.status_code == 422
        assert b'name="key" value="' in answer.content, "the page has a good one"
        assert handed_in() == 0
        answer = browser.post(page, {"key": "good"})
    assert answer.status_code == 302
    assert handed_in() == 1


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"key=" + b"k" * 3_000_000, FORM, 413),
        ("&".join(f"f{n}=1" for n in range(2000)).encode(), FORM, 400),
        (b"--x\r\nContent-Disposition: form-data; name=key", "multipart/form-data; boundary=x", 422),
        (b"\xff\xfe\xfd", "multipart/form-data", 400),
        (b"key=%ff%fe%00", FORM, 422),
        (b'{"key": "k"}', "application/json", 422),
        (b"<key>k</key>", "text/xml", 422),
    ],
)
def test_what_is_oversized_or_malformed_is_refused_in_words_and_hands_in_nothing(browser, page, body, kind, status):
    answer = browser.post(page, body, content_type=kind)
    assert answer.status_code == status
    assert b"<h1" in answer.content
    assert handed_in() == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_hand_in_nothing(browser, page, method):
    answer = getattr(browser, method)(page, b"key=k", content_type=FORM)
    assert answer.status_code in (200, 405)
    assert handed_in() == 0


def test_a_form_of_another_site_hands_in_nothing(ready, page):
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(ready.lead)
    assert checked.post(page, {"key": "k"}).status_code == 403
    assert handed_in() == 0


def test_a_request_sent_again_is_the_same_submission_one_letter_and_one_line_in_the_trail(browser, page, monkeypatch):
    first = browser.post(page, {"key": "k"}).url
    arrive(monkeypatch, DEADLINE + GRACE + timedelta(days=1))
    assert [browser.post(page, {"key": "k"}).url for _ in range(3)] == [first] * 3
    assert handed_in() == 1
    assert len(letters("receipt")) == 1
    assert unscoped(Event, WHY).filter(action="application.submitted").count() == 1


def test_a_request_of_somebody_else_sent_again_is_nothing(ready, page, browser):
    browser.post(page, {"key": "k"})
    for other in (person("stranger@x.example"), founded("Other", prefix="z").lead):
        assert client_of(other).post(page, {"key": "k"}).status_code == 404
    partner = client_of(ready.people["Osaka"])
    assert partner.post(page, {"key": "k"}).status_code in (302, 404), "the receipt at most, which it may read"
    assert Client().post(page, {"key": "k"}).url.startswith("/accounts/login/")
    assert handed_in() == 1


def test_the_key_of_one_application_hands_in_no_other(ready, form):
    second = founded("Lead", prefix="z")
    second.write_all()
    first = actions.submit(ready.acting("Lead"), ready.id, "k")
    other = actions.submit(second.acting("Lead"), second.id, "k")
    assert first.pk != other.pk
    assert first.application_id != other.application_id


def test_a_key_sent_again_after_withdrawing_does_not_bring_it_back(ready):
    lead = ready.acting("Lead")
    first = actions.submit(lead, ready.id, "k")
    actions.withdraw(lead, ready.id)
    again = actions.submit(lead, ready.id, "k")
    assert (again.pk, again.withdrawn_at) == (first.pk, NOW)
    assert not unscoped(Submission, WHY).filter(withdrawn_at=None).exists()
    with pytest.raises(Refused):
        actions.withdraw(lead, ready.id)


def test_late_and_early_are_told_with_the_moment_and_hand_in_nothing(browser, page, ready, monkeypatch):
    for at, words in (
        (DEADLINE + GRACE + timedelta(seconds=1), b"too late"),
        (NOW - timedelta(days=31), b"not open yet"),
    ):
        arrive(monkeypatch, at)
        answer = browser.post(page, {"key": "k"})
        assert answer.status_code == 409
        assert words in answer.content.lower()
        withdrawn = browser.post(f"/applications/{ready.id}/withdraw/", {})
        assert withdrawn.status_code == 409
    assert handed_in() == 0


def test_nobody_hands_in_what_is_not_there(ready):
    from uuid import uuid4

    with pytest.raises(NotAllowed):
        actions.submit(ready.acting("Lead"), uuid4(), "k")

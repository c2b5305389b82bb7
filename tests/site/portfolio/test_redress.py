"""Redress is asked by the lead until the day that the letter names, receipted, and answered once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from renkei.site.outbox.models import Parcel
from renkei.site.policy import NotAllowed, scoped, unscoped
from renkei.site.portfolio.actions import answer_redress, file_redress, send_letters
from renkei.site.portfolio.models import Letter, Redress
from tests.site.clients import client_of
from tests.site.conftest import acting, arrive
from tests.site.portfolio.conftest import FIRST, ROOT

pytestmark = pytest.mark.django_db
WHY = "the test looks"


@pytest.fixture
def told(made, secretary):
    send_letters(acting(secretary), "joint")
    return made.partners[FIRST, 1].application


@pytest.fixture
def until(told):
    return unscoped(Letter, WHY).get(partner__application=told, partner__role="lead").redress_until


def mails(key: str) -> list[Parcel]:
    return list(unscoped(Parcel, WHY).filter(key__startswith=key))


def test_it_is_filed_to_the_last_moment_with_a_receipt_and_not_after(made, told, until):
    lead = made.people[FIRST, 1]
    with pytest.raises(ValidationError, match="after the last moment"):
        file_redress(acting(lead, until + timedelta(microseconds=1)), told.public_id, "Rule 3")
    filed = file_redress(acting(lead, until), told.public_id, "Rule 3 was not kept.")
    (receipt,) = mails("redress:")
    assert receipt.contents["to"] == [lead.email]
    assert "Rule 3 was not kept." in receipt.contents["text"]
    assert filed.filed_at == until
    with pytest.raises(ValidationError, match="already"):
        file_redress(acting(lead, until), told.public_id, "Again")


def test_only_the_lead_files_and_only_once_told(made, told, secretary):
    for who in (made.people[FIRST, 2], made.officer("F1"), secretary):
        with pytest.raises(NotAllowed):
            file_redress(acting(who), told.public_id, "x")


def test_nothing_is_asked_before_the_letters(made):
    application = made.partners[FIRST, 1].application
    with pytest.raises(ValidationError, match="no outcome"):
        file_redress(acting(made.people[FIRST, 1]), application.public_id, "x")
    page = client_of(made.people[FIRST, 1]).get(f"/portfolio/applications/{application.public_id}/")
    assert page.status_code == 404


def test_secretariat_or_chair_answer_once_and_the_applicant_is_told(made, told, chair, observer):
    filed = file_redress(acting(made.people[FIRST, 1]), told.public_id, "Rule 3")
    for who in (observer, made.officer("F1"), made.people[FIRST, 1]):
        with pytest.raises(NotAllowed):
            answer_redress(acting(who), filed.public_id, True, "x")
    answer_redress(acting(chair), filed.public_id, False, "Rule 3 was kept: see the minutes.")
    (mail,) = mails("redress-answer:")
    assert "see the minutes" in mail.contents["text"]
    with pytest.raises(ValidationError, match="answered"):
        answer_redress(acting(chair), filed.public_id, True, "x")


def test_pages_file_and_answer_and_the_servers_clock_decides(made, told, until, secretary, monkeypatch):
    client, where = client_of(made.people[FIRST, 1]), f"/portfolio/applications/{told.public_id}/"
    assert 'name="text"' in client.get(where).content.decode()
    assert 'name="text"' not in client_of(made.people[FIRST, 2]).get(where).content.decode()
    with monkeypatch.context() as patch:
        arrive(patch, until + timedelta(seconds=1))
        assert client.post(where, {"text": "Rule 3"}).status_code == 422
    assert not unscoped(Redress, WHY).exists()
    assert client.post(where, {"text": "Rule 3"}).status_code == 302
    row = unscoped(Redress, WHY).get()
    desk = client_of(secretary)
    assert str(row.public_id) in desk.get(f"{ROOT}redress/").content.decode()
    answered = desk.post(f"/portfolio/redress/{row.public_id}/", {"upheld": "no", "answer": "It was kept."})
    assert answered.status_code == 302
    assert "It was kept." in client.get(where).content.decode()
    assert client_of(made.officer("F1")).get(f"/portfolio/redress/{row.public_id}/").status_code == 404
    assert scoped(acting(made.people[FIRST, 2]), Redress).count() == 1
    assert scoped(acting(made.officer("F1")), Redress).count() == 0


def test_the_list_of_redress_is_a_file_too_for_those_who_read_it(made, told, secretary):
    file_redress(acting(made.people[FIRST, 1]), told.public_id, "Rule 3 was not kept.")
    head, row = client_of(secretary).get(f"{ROOT}redress/?export=csv").content.decode().splitlines()
    assert head.removeprefix("\ufeff") == "number,title,filed_at,answered_at,outcome"
    assert row.startswith(FIRST)
    assert client_of(made.officer("F1")).get(f"{ROOT}redress/?export=csv").status_code == 404

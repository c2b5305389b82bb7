"""The pages: whole ways through them, what strangers get, how many queries they take."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from renkei.site.applications import actions
from renkei.site.applications.models import Application, Attachment, SectionText, Submission
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Role, unscoped
from tests.site.applications.conftest import founded, letters, organisation, secret_of
from tests.site.clients import client_of
from tests.site.conftest import person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def form(form):
    """The call, open now by the machine's clock, as pages go by it."""
    now = timezone.now()
    form.opens_at, form.closes_at = now - timedelta(days=1), now + timedelta(days=30)
    form.accepts_until = form.closes_at + timedelta(seconds=60)
    form.save()
    return form


@pytest.fixture
def team(form):
    return founded("Lead", "Osaka", "Kyoto", at=timezone.now())


def text(response):
    return response.content.decode()


def close(form):
    past = timezone.now() - timedelta(hours=1)
    unscoped(Call, "the test closes").update(closes_at=past, accepts_until=past)


def addresses(team):
    whole, osaka = team.id, team.partners["Osaka"].public_id
    own = f"/applications/{whole}/partners/{osaka}/"
    return [
        f"/applications/{whole}/",
        f"/applications/{whole}/panel/",
        f"/applications/{whole}/consortium/",
        f"/applications/{whole}/submit/",
        f"/applications/{whole}/rename/",
        f"/applications/{whole}/sections/summary/",
        f"/applications/{whole}/sections/summary/history/",
        f"{own}request/",
        f"{own}files/",
        f"{own}sign-off/",
        f"{own}sections/work/",
        f"{own}sections/work/history/",
    ]


def test_from_beginning_to_receipt_by_forms_alone(form):
    """As a browser without JavaScript sends them."""
    user = person("a@x.example")
    browser = client_of(user)
    browser.post(
        "/applications/begin/joint/",
        {
            "acronym": "NANO",
            "title": "Small things",
            "name": "Osaka Works",
            "country": "JP",
            "size": "sme",
        },
    )
    row = unscoped(Application, "the test").get()
    (partner,) = row.partners.all().granted("the test")
    here = f"/applications/{row.public_id}/"
    own = f"{here}partners/{partner.public_id}/"
    assert "is empty" in text(browser.get(f"{here}submit/"))
    browser.post(f"{here}sections/summary/", {"text": "What\r\nwe do", "version": "0"})
    browser.post(f"{own}sections/work/", {"text": "Work", "version": "0"})
    answer = browser.post(
        f"{own}request/",
        {
            "funder": "JST",
            "amount": "1000000",
            "costs.personnel": "1500000",
            "costs.travel": "500000",
            "version": "1",
        },
    )
    assert answer.status_code == 302
    page = text(browser.get(f"{here}submit/"))
    key = re.search(r'name="key" value="(\w+)"', page)[1]
    answer = browser.post(f"{here}submit/", {"key": key})
    again = browser.post(f"{here}submit/", {"key": key})
    assert answer["Location"] == again["Location"]
    made = unscoped(Submission, "the test").get()
    receipt = text(browser.get(answer["Location"]))
    assert made.sha256 in receipt
    kept = text(browser.get(f"{answer['Location']}receipt.txt"))
    assert made.sha256 in kept
    assert "Small things" in kept
    snapshot = browser.get(f"{answer['Location']}snapshot.json").content
    assert json.loads(snapshot)["partners"][0]["request"]["total_cost"] == 2_000_000


def test_an_autosave_says_when_it_saved_and_which_version_stands(team):
    browser = client_of(team.lead)
    here = f"/applications/{team.id}/sections/summary/"
    answer = browser.post(here, {"text": "One", "version": "0"}, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer.json()["saved"], answer.json()["version"]) == (200, True, 1)
    late = browser.post(here, {"text": "Mine", "version": "0"}, headers={"X-Autosave": "1"})
    assert late.status_code == 409
    both = text(browser.get(late.json()["beside"]))
    assert "One" in both
    assert "Mine" in both
    out = client_of(None).post(here, {"text": "x", "version": "1"}, headers={"X-Autosave": "1"})
    assert (out.status_code, out.json()) == (401, {"saved": False, "logged_out": True})


def test_two_texts_that_met_are_joined_by_a_person(team):
    browser = client_of(team.lead)
    here = f"/applications/{team.id}/sections/summary/"
    browser.post(here, {"text": "One\nTwo", "version": "0"})
    answer = browser.post(here, {"text": "One\nThree", "version": "0"})
    assert "/beside/" in answer["Location"]
    page = text(browser.get(answer["Location"]))
    assert "<del>" in page
    assert "<ins>" in page
    assert "One\nTwo\nThree" in page
    settles = re.search(r'name="settles" value="(\d+)"', page)[1]
    browser.post(here, {"text": "One\nTwo\nThree", "version": "1", "settles": settles})
    assert unscoped(SectionText, "the test").get().text == "One\nTwo\nThree"
    assert "is kept beside" not in text(browser.get(here))


def test_a_text_that_came_too_late_is_shown_so_that_it_is_not_lost(team, form):
    browser = client_of(team.lead)
    close(form)
    answer = browser.post(f"/applications/{team.id}/sections/summary/", {"text": "My whole night", "version": "0"})
    assert answer.status_code == 409
    assert "My whole night" in text(answer)
    assert "nothing was changed" in text(answer)


def test_a_link_is_opened_without_an_account_and_leads_back_after_logging_in(team):
    actions.invite(team.acting("Lead", timezone.now()), team.id, team.partners["Osaka"].public_id, "new@y.example")
    secret = secret_of(letters("invitation")[-1])
    page = client_of(None).get(f"/applications/invitations/{secret}/")
    assert "Osaka" in text(page)
    assert f"/accounts/signup/?next=/applications/invitations/{secret}/" in text(page)
    browser = client_of(person("other@z.example"))
    assert "other@z.example" in text(browser.get(f"/applications/invitations/{secret}/"))
    answer = browser.post(f"/applications/invitations/{secret}/")
    assert answer["Location"] == f"/applications/{team.id}/"
    assert client_of(None).get("/applications/invitations/made-up/").status_code == 404


def test_the_lead_invites_from_the_page_and_everything_wrong_is_told_beside_its_field(team):
    browser, here = client_of(team.lead), f"/applications/{team.id}/consortium/"
    osaka = str(team.partners["Osaka"].public_id)
    wrong = browser.post(here, {"invite": osaka, "email": "no address", "language": "ja"})
    assert wrong.status_code == 422
    assert "Write an e-mail address" in text(wrong)
    assert browser.post(here, {"invite": osaka, "email": "n@y.example", "language": "ja"}).status_code == 302
    assert letters("invitation")[-1].contents["language"] == "ja"
    assert "n@y.example" in text(browser.get(here))
    new = organisation("Kobe").public_id
    assert browser.post(here, {"add": "1", "organisation": str(new)}).status_code == 302
    assert browser.post(here, {"add": "1", "organisation": str(new)}).status_code == 422
    assert "Kobe" in text(browser.get(here, {"find": "kob"}))


def test_remarks_of_funders_stand_beside_what_is_written(team):
    unscoped(Participation, "the test").update(annex={"rate": "50", "currency": "JPY", "ceiling": "600000"})
    who, osaka = team.acting("Osaka", timezone.now()), team.partners["Osaka"].public_id
    actions.save_request(who, team.id, osaka, actions.Asked("JST", amount=620_000, total_cost=1_000_000), 1)
    page = text(client_of(team.people["Osaka"]).get(f"/applications/{team.id}/panel/"))
    assert "rate 62% is over the 50% of JST" in page
    assert "lower the request to JPY\xa0500,000" in page


def test_files_are_attached_read_by_the_consortium_alone_and_removed(team):
    browser = client_of(team.people["Osaka"])
    here = f"/applications/{team.id}/partners/{team.partners['Osaka'].public_id}/files/"
    assert browser.post(here, {"file": SimpleUploadedFile("plan.pdf", PDF)}).status_code == 302
    bad = browser.post(here, {"file": SimpleUploadedFile("plan.exe", b"MZ\x90\x00")})
    assert bad.status_code == 422
    row = unscoped(Attachment, "the test").get()
    address = f"/applications/files/{row.public_id}/"
    assert client_of(team.lead).get(address).getvalue() == PDF
    assert client_of(person("s@x.example")).get(address).status_code == 404
    assert client_of(team.lead).post(here, {"file": SimpleUploadedFile("b.pdf", PDF)}).status_code == 404
    assert browser.post(here, {"remove": str(row.public_id)}).status_code == 302
    assert "plan.pdf" not in text(browser.get(here))


def test_strangers_get_the_same_nothing_as_for_addresses_that_are_not_there(team):
    stranger, nobody = client_of(person("s@x.example")), client_of(None)
    for address in addresses(team):
        gone = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "00000000-0000-0000-0000-000000000000", address)
        assert stranger.get(address).status_code == stranger.get(gone).status_code == 404, address
        assert nobody.get(address).status_code == nobody.get(gone).status_code == 302, address
        assert stranger.post(address, {"text": "x", "version": "0"}).status_code in (404, 405), address


def test_every_page_takes_few_queries_and_no_more_for_more_rows(team, django_assert_max_num_queries):
    team.write_all(timezone.now())
    browser = client_of(team.lead)
    browser.get("/")
    for address in [*addresses(team), "/applications/"]:
        with django_assert_max_num_queries(28):
            assert browser.get(address).status_code == 200, address
    for number in range(3):
        made = actions.add_partner(team.acting("Lead", timezone.now()), team.id, organisation(f"P{number}").public_id)
        actions.invite(team.acting("Lead", timezone.now()), team.id, made.public_id, "n@y.example")
    founded("Lead2", "B", at=timezone.now())
    for address in [*addresses(team), "/applications/"]:
        with django_assert_max_num_queries(28):
            assert browser.get(address).status_code == 200, address


def test_the_secretariat_reads_on_arrival_and_a_funder_after_the_deadline_as_a_list_and_a_file(team, form, officer):
    team.write_all(timezone.now())
    made = actions.submit(team.acting("Lead", timezone.now()), team.id, "k")
    secretariat, funder = client_of(person("s@x.example", Role.SECRETARIAT)), client_of(officer)
    assert "JOINT-0001" in text(secretariat.get("/applications/submitted/joint/"))
    assert "JOINT-0001" not in text(funder.get("/applications/submitted/joint/"))
    assert funder.get(f"/applications/submissions/{made.public_id}/").status_code == 404
    close(form)
    assert "JOINT-0001" in text(funder.get("/applications/submitted/joint/"))
    detail = text(funder.get(f"/applications/submissions/{made.public_id}/"))
    assert "What Osaka does." in detail
    sheet = funder.get("/applications/submitted/joint/?export=csv").content.decode()
    assert "3000000" in sheet
    assert funder.get("/applications/submitted/joint/?export=xlsx").content.startswith(b"PK")
    stranger = client_of(person("x@x.example"))
    assert "JOINT-0001" not in text(stranger.get("/applications/submitted/joint/"))
    assert stranger.get(f"/applications/submissions/{made.public_id}/").status_code == 404


def test_the_list_of_submissions_takes_few_queries_whatever_its_length(form, django_assert_max_num_queries):
    browser = client_of(person("s@x.example", Role.SECRETARIAT))
    for number in range(2):
        for one in range(3 * number + 1):
            made = founded("Lead", prefix=f"n{number}-{one}-", at=timezone.now())
            made.write("Lead", timezone.now())
            actions.submit(made.acting("Lead", timezone.now()), made.id, "k")
        with django_assert_max_num_queries(14):
            browser.get("/applications/submitted/joint/")


def test_an_autosave_over_somebody_elses_newer_request_is_told_and_a_second_save_by_hand_is_meant(team):
    browser, partner = client_of(team.lead), team.partners["Lead"].public_id
    here = f"/applications/{team.id}/partners/{partner}/request/"
    browser.post(here, {"funder": "JST", "amount": "1", "version": "1"})
    answer = browser.post(here, {"funder": "JST", "amount": "2", "version": "1"}, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer.json()["beside"]) == (409, here)
    page = browser.post(here, {"funder": "JST", "amount": "2", "version": "1"})
    assert page.status_code == 422
    assert 'name="version" value="2"' in text(page)
    assert browser.post(here, {"funder": "JST", "amount": "2", "version": "2"}).status_code == 302


def test_a_part_of_a_page_is_not_replaced_by_the_log_in(team):
    answer = client_of(None).get(f"/applications/{team.id}/panel/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_my_applications_leave_the_site_as_a_list(team):
    lead = client_of(team.lead)
    lines = lead.get("/applications/?export=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "acronym,title,number,call,deadline,state"
    assert team.application.number in lines[1]
    assert lead.get("/applications/?export=xlsx").content.startswith(b"PK")

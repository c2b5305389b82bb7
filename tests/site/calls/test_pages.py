"""The pages of calls, as browsers get them."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from renkei.site.calls import actions
from renkei.site.calls.models import Call, Change, Funder, Participation, Question, Result
from renkei.site.policy import unscoped
from tests.site.calls.conftest import NOW, acting, arrive, person, trail
from tests.site.clients import client_of

pytestmark = pytest.mark.django_db
TOKEN = r'(?<=csrfmiddlewaretoken" value=")\w+|(?<=X-CSRFToken": ")\w+'
FACTS = "country=JP&kind=sme&currency=JPY&amount="


def text(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_calls_page_tells_what_for_whom_how_much_and_when(client, joint):
    page = text(client.get("/calls/joint/"))
    for part in ("Joint call", "open", "30 days left", "Japan Science", "JPY\N{NO-BREAK SPACE}100,000,000", "50%"):
        assert part in page
    assert "SME and startup" in page
    assert "nrc@x.example" in page
    assert 'href="/applications/begin/joint/"' in page


def test_dates_are_in_the_readers_zone_with_the_calls_beside(client, joint):
    unscoped(Call, "the test").update(time_zone="Asia/Tokyo")
    client.cookies["renkei_zone"] = "America/Toronto"
    page = text(client.get("/calls/joint/"))
    assert "31 Mar 2027, 08:00:00 UTC\N{MINUS SIGN}4" in page
    assert "31 Mar 2027, 21:00 UTC+9</time> (Tokyo)" in page


def test_can_we_apply_is_answered_without_an_account_and_by_an_address_that_can_be_sent_on(client, joint):
    page = text(client.get("/calls/joint/can-we-apply/?" + FACTS + "70,000,000"))
    assert "is over the JPY\N{NO-BREAK SPACE}60,000,000 of JST" in page
    part = text(client.get("/calls/joint/can-we-apply/?" + FACTS + "100", HTTP_HX_REQUEST="true"))
    assert "<html" not in part
    assert "Write an amount" in text(client.get("/calls/joint/can-we-apply/?" + FACTS + "much"))


def test_the_list_is_filtered_by_standing_and_words_and_exported(client, joint):
    Call(
        slug="old", title="Old call", summary="x", state="results", opens_at=NOW, closes_at=NOW, accepts_until=NOW
    ).save()
    assert "Old call" in text(client.get("/calls/"))
    assert "Old call" not in text(client.get("/calls/?standing=open"))
    assert "Joint call" not in text(client.get("/calls/?find=OLD"))
    assert "change the filter" in text(client.get("/calls/?find=zebra"))
    lines = client.get("/calls/?export=csv&sort=call").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["call", "Joint call", "Old call"]


def test_the_feed_has_calls_and_changes_with_addresses_that_never_change(client, joint, secretary):
    actions.extend(acting(secretary), "joint", joint.closes_at + timedelta(days=7), "A holiday")
    feed = ElementTree.fromstring(client.get("/calls/feed/").content)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = {entry.find(f"{atom}id").text.rpartition("/calls/")[2]: entry for entry in feed.iter(f"{atom}entry")}
    assert entries.keys() == {"joint/", "joint/#version-2"}
    summary = entries["joint/#version-2"].find(f"{atom}summary").text
    assert "moves from 31 Mar 2027" in summary
    assert "A holiday" in summary


def test_a_call_in_preparation_is_nowhere_for_the_public(client, joint, desk):
    unscoped(Call, "the test").update(state="preparing", title="Secret call")
    Question(call=joint, text="Secret question", asked_at=NOW).save()
    for address in ("", "can-we-apply/", "can-we-apply/?" + FACTS + "1", "results/", "results/?export=csv", "edit/"):
        answers = [client.get(f"/calls/{slug}/{address}") for slug in ("joint", "guess")]
        assert [answer.status_code for answer in answers] == [404, 404]
        joint_page, guessed = (re.sub(TOKEN, "", answer.content.decode()) for answer in answers)
        assert joint_page == guessed.replace("guess", "joint")
    for address in ("/", "/calls/", "/calls/?export=csv", "/calls/feed/"):
        assert "Secret" not in client.get(address).content.decode()
    assert "Secret call" in text(desk.get("/calls/joint/"))


def test_an_unanswered_question_is_on_no_page_but_its_askers_and_the_staffs(client, joint, desk):
    asker = client_of(person("ask@x.example"))
    asker.post("/calls/joint/ask/", {"text": "Hidden words?"})
    assert "Hidden words?" in text(asker.get("/calls/joint/"))
    assert "Hidden words?" in text(desk.get("/calls/joint/"))
    other = client_of(person("o@x.example"))
    for browser in (client, other):
        assert "Hidden words?" not in text(browser.get("/calls/joint/"))
        assert "ask@x.example" not in text(browser.get("/calls/joint/"))


def test_results_before_they_are_published_are_nowhere(client, joint, secretary):
    row = actions.Funded("J-1", "Hidden result", "U", "JP", 1)
    actions.publish_results(acting(secretary, NOW + timedelta(days=40)), "joint", [row], "meeting")
    assert "Hidden result" in text(client.get("/calls/joint/results/"))
    assert "Hidden result" in client.get("/calls/joint/results/?export=csv").content.decode()
    unscoped(Call, "the test takes them back").update(state="published")
    assert "Hidden result" not in text(client.get("/calls/joint/results/"))
    assert "Hidden result" not in client.get("/calls/joint/results/?export=csv").content.decode()


def test_asking_needs_a_log_in_and_comes_back(client, joint):
    answer = client.get("/calls/joint/ask/")
    assert (answer.status_code, "/calls/joint/ask/" in answer["Location"]) == (302, True)


def test_the_secretariats_pages_are_not_there_for_others(client, joint):
    stranger = client_of(person("a@x.example"))
    for path in ("new/", "joint/edit/", "joint/extend/", "joint/funders/", "joint/funders/NRC/", "joint/edit-results/"):
        for browser in (client, stranger):
            assert browser.get(f"/calls/{path}").status_code == 404
            assert browser.post(f"/calls/{path}", {"x": "y"}).status_code == 404
    for path in ("joint/publish/", "joint/funders/NRC/take-out/"):
        assert stranger.post(f"/calls/{path}").status_code == 404
    assert trail() == []


def test_a_secretariat_without_its_second_factor_changes_nothing(joint, secretary, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    bare = client_of(secretary, second_factor=False)
    for path in ("edit/", "extend/", "edit-results/"):
        assert bare.get(f"/calls/joint/{path}").status_code in (302, 404)
    bare.post("/calls/joint/extend/", {"closes_at": "2027-04-10T12:00", "ground": "A holiday"})
    assert trail() == []


def form(**changed):
    plain = {
        "slug": "next", "title": "Next call", "summary": "Batteries", "text": "", "language": "en",
        "reporting_currency": "EUR", "time_zone": "Asia/Tokyo", "opens_at": "2027-04-01T09:00",
        "closes_at": "2027-06-30T17:00:00", "grace_seconds": "0", "rules": "countries_at_least: 2",
    }  # fmt: skip
    return {**plain, **changed}


def test_a_call_is_made_given_a_funder_and_published_by_pages(client, desk, at_now):
    Funder(code="ANR", name="ANR", country="FR", currency="EUR").save()
    assert desk.post("/calls/new/", form())["Location"] == "/calls/next/edit/"
    call = unscoped(Call, "the test").get()
    assert call.closes_at.isoformat() == "2027-06-30T08:00:00+00:00"
    assert call.rules == {"countries_at_least": "2"}
    assert "no funder yet" in text(desk.post("/calls/next/publish/", follow=True))
    desk.post("/calls/next/funders/", {"funder": "ANR", "budget": "1 000 000", "annex": "rate: 50"})
    assert unscoped(Participation, "the test").get().budget == 100_000_000
    assert "1000000.00" in text(desk.get("/calls/next/funders/ANR/"))
    assert client.get("/calls/next/").status_code == 404
    desk.post("/calls/next/publish/")
    assert "Next call" in text(client.get("/calls/next/"))


def test_what_does_not_hold_is_told_beside_its_field_and_nothing_is_saved(desk, at_now):
    page = text(
        desk.post("/calls/new/", form(rules="rate: 150", closes_at="2027-03-28T02:30", time_zone="Europe/Paris"))
    )
    assert 'href="#id_rules"' in page
    assert "The clocks of this zone skip that time" in page
    assert "The deadline is after the opening." in text(desk.post("/calls/new/", form(closes_at="2027-03-31T09:00")))
    assert not unscoped(Call, "the test").exists()


def test_the_deadline_is_extended_and_questions_answered_by_pages(client, desk, joint):
    desk.post("/calls/joint/extend/", {"closes_at": "2027-04-10T12:00", "ground": "A holiday"})
    page = text(client.get("/calls/joint/"))
    assert "A holiday" in page
    assert "10 Apr 2027, 12:00 UTC" in page
    client_of(person("ask@x.example")).post("/calls/joint/ask/", {"text": "May we?"})
    number = unscoped(Question, "the test").get().pk
    desk.post(f"/calls/joint/questions/{number}/", {"text": "You may."})
    page = text(client.get("/calls/joint/"))
    assert "You may." in page
    assert "to version 2 of the call" in page


def test_results_are_pasted_and_told(desk, client, joint, monkeypatch):
    arrive(monkeypatch, NOW + timedelta(days=40))
    sheet = "number\ttitle\torganisations\tcountries\tamount\nJ-1\t=A\tU\tJP\t5\n"
    desk.post("/calls/joint/edit-results/", {"results": sheet, "ground": "Meeting of 3 May"})
    assert "J-1" in text(client.get("/calls/joint/results/"))
    assert "'=A" in client.get("/calls/joint/results/?export=csv").content.decode()
    assert unscoped(Change, "the test").get().ground == "Meeting of 3 May"


@pytest.mark.parametrize(
    "address", ["/calls/", "/calls/joint/", "/calls/feed/", "/calls/joint/can-we-apply/?" + FACTS + "1"]
)
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(
    client, joint, secretary, address, django_assert_max_num_queries
):
    asker = acting(person("ask@x.example"))
    counts = []
    for more in (1, 9):
        for n in range(more):
            row = Funder(code=f"F{more}{n}", name=f"Funder {n}", country="DE", currency="EUR")
            row.save()
            Participation(call=joint, funder=row, budget=5, annex={"rate": "50"}).save()
            question = Question(call=joint, text=f"Q{n}", asked_at=NOW, asked_by_id=asker.user)
            question.save()
            actions.answer(acting(secretary), question.pk, "A")
            Call(
                slug=f"c{more}{n}", title="c", summary="c", state="published",
                opens_at=NOW, closes_at=NOW + timedelta(days=n + 1), accepts_until=NOW + timedelta(days=n + 1),
            ).save()  # fmt: skip
        with django_assert_max_num_queries(9) as asked:
            assert Client().get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_results_and_the_desk_ask_as_often_for_many_rows_as_for_few(
    joint, secretary, desk, django_assert_max_num_queries
):
    unscoped(Call, "the test").update(state="results")
    counts = []
    for more in (1, 60):
        for n in range(more):
            Result(call=joint, number=f"{more}-{n}", title="x", organisations="U", countries="JP", amount=1).save()
            row = Funder(code=f"G{more}{n}", name=f"Funder {n}", country="DE", currency="EUR")
            row.save()
            Participation(call=joint, funder=row, budget=5).save()
        for browser, path, most in ((Client(), "results/", 3), (desk, "edit/", 20), (desk, "funders/NRC/", 12)):
            with django_assert_max_num_queries(most) as asked:
                assert browser.get(f"/calls/joint/{path}").status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]

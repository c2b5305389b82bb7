"""Everybody finds the next step from their first page, without typing an address."""

import re

import pytest
from django.test import Client

from renkei.site.accounts.models import User
from renkei.site.decisions.actions import open_meeting
from renkei.site.decisions.actions.adopt import adopted
from renkei.site.policy import Role
from renkei.site.review.actions import show_scores
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive, person
from tests.site.portfolio.made import Made, decide, scored

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a class="(?:button|step)" href="([^"]+)">([^<]+)</a>')
ACT = re.compile(r'<form method="post" action="([^"]+)"><input[^>]+><button[^>]*>([^<]+)</button>')


@pytest.fixture
def made(monkeypatch) -> Made:
    """A scored call after its deadline."""
    arrive(monkeypatch, NOW)
    return scored()


def steps(browser: Client, page: str = "/") -> dict[str, str]:
    """The words of the steps on a page → where they lead."""
    content = browser.get(page).content.decode().partition("<main")[2]
    return {words: href for href, words in (*LINK.findall(content), *ACT.findall(content))}


def leads(browser: Client, href: str) -> bool:
    return browser.get(href).status_code in (200, 302)


def secretary(made: Made) -> User:
    return made.closed.secretary


def test_the_secretariat_walks_from_its_first_page_to_a_meeting_that_it_prepares_and_opens(made):
    browser = client_of(secretary(made))
    found = steps(browser)
    assert {"How the applications stand", "What the funders say", "Prepare the selection meeting"} <= set(found)
    answer = browser.post(found["Prepare the selection meeting"], follow=True)
    assert "Open the meeting" in answer.content.decode()
    found = steps(browser)
    assert "Prepare the selection meeting" not in found
    assert "Open the meeting" in browser.get(found["Selection meeting, in preparation"]).content.decode()
    open_meeting(acting(secretary(made)), "joint")
    assert leads(browser, steps(browser)["Selection meeting"])


def test_the_desk_the_calls_page_and_its_builder_offer_the_same(made):
    browser = client_of(secretary(made))
    for page in ("/desk/", "/calls/joint/", "/calls/joint/edit/"):
        assert "Prepare the selection meeting" in steps(browser, page), page
    show_scores(acting(secretary(made)), "joint")
    assert "prepare the selection meeting" in browser.get("/desk/").content.decode()
    assert 'href="/calls/joint/edit/#next"' in browser.get("/desk/").content.decode()


def test_an_officer_goes_from_the_first_page_to_the_meeting_its_decision_and_its_own_awards(made):
    officer = client_of(made.officer("F1"))
    assert steps(officer) == {"Our part: Funder 1": "/review/joint/funders/F1/"}
    client_of(secretary(made)).post("/decisions/joint/meeting/prepare/")
    assert "Selection meeting" not in steps(officer), "it is not open yet"
    open_meeting(acting(secretary(made)), "joint")
    for page in ("/", "/review/joint/funders/F1/"):
        assert leads(officer, steps(officer, page)["Selection meeting"])
    decision = decide(made, adopt=False)
    found = steps(officer)
    assert found["Say yes or no to decision 1"] == f"/decisions/record/{decision.public_id}/"
    assert next(iter(found)) == "Say yes or no to decision 1", "what waits for oneself comes first"
    adopt(made)
    found = steps(officer)
    assert leads(officer, found["The decision"])
    assert leads(officer, found["Confirm the awards of Funder 1"])
    assert "Publish the results" not in found


def adopt(made: Made) -> None:
    made.decision.state, made.decision.adopted_at = "adopted", NOW
    made.decision.save()
    adopted(made.decision)


def test_the_chair_goes_from_the_first_page_to_the_meeting(made):
    chair = client_of(person("chair@x.example", Role.CHAIR))
    assert steps(chair) == {}
    client_of(secretary(made)).post("/decisions/joint/meeting/prepare/")
    assert leads(chair, steps(chair)["Selection meeting, in preparation"])
    open_meeting(acting(secretary(made)), "joint")
    found = steps(chair)
    assert set(found) == {"How the applications stand", "Selection meeting"}
    assert all(leads(chair, href) for href in found.values())


def test_after_the_decision_the_secretariat_goes_on_to_awards_letters_and_results(made):
    browser = client_of(secretary(made))
    decide(made)
    found = steps(browser)
    assert {"The decision", "After the decision", "Letters", "Publish the results"} <= set(found)
    assert all(leads(browser, found[one]) for one in ("After the decision", "Letters", "Publish the results"))


def test_applicants_and_the_public_are_offered_nothing_of_the_kind(made):
    decide(made)
    for browser in (Client(), client_of(made.people["JOINT-0001", 1])):
        for page in ("/", "/calls/joint/"):
            assert not {"Letters", "The decision", "Selection meeting"} & set(steps(browser, page))


def test_the_first_page_asks_as_often_for_many_calls_as_for_few(made, django_assert_max_num_queries):
    browser = client_of(secretary(made))
    with django_assert_max_num_queries(40) as few:
        browser.get("/")
    for n in range(6):
        call = made.call
        call.pk, call.slug, call.title = None, f"more-{n}", f"More {n}"
        call.save(force_insert=True)
    with django_assert_max_num_queries(len(few)):
        assert "More 5" in browser.get("/").content.decode()

"""The desk after the deadline in a browser: an officer screens from the keyboard, and axe finds nothing grave."""

import pytest
from django.utils import timezone

from renkei.site.accounts.models import User
from renkei.site.policy import unscoped
from renkei.site.review.actions import draft_scores, show_scores, take_lines, take_snapshot
from renkei.site.review.models import FunderVerdict
from renkei.site.review.reading import Upload
from tests.site.browser.axe import grave
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.review.made import WHY, closed_call

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made():
    return closed_call(partners=1, at=timezone.now())


@pytest.fixture
def enter(page, live_server):
    """The page, with somebody logged in."""

    def logged_in(user: User):
        session = client_of(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return logged_in


def test_verdicts_are_said_by_single_keys_and_saved_by_one(made, enter):
    page = enter(made.officers["F1"])
    page.goto("/review/joint/funders/F1/screening/")
    for key in ("ArrowDown", "y", "n"):
        page.keyboard.press(key)
    page.keyboard.type("Over the ceiling")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_selector("text=Nothing waits to be screened")
    said = {one.application.number: one.verdict for one in unscoped(FunderVerdict, WHY).select_related("application")}
    assert said == {"JOINT-0001": "yes", "JOINT-0003": "no"}


def test_axe_finds_nothing_grave_on_the_pages_of_review(made, enter):
    actor = acting(made.secretary, timezone.now())
    scores = b"application_id,score\nJOINT-0001,9\nJOINT-0002,8\nJOINT-0003,7\n"
    draft = draft_scores(actor, "joint", Upload("scores.csv", scores))
    take_lines(actor, "joint", draft.number, {0}, draft.version)
    take_lines(actor, "joint", draft.number, None, draft.version + 1)
    take_snapshot(actor, "joint")
    show_scores(actor, "joint")
    part = "funders/F1/"
    pages = {
        made.secretary: ("", "applications/JOINT-0001/", "verdicts/", "scores/", "folder/", "drafts/1/", "snapshots/"),
        made.officers["F1"]: ("", part, f"{part}screening/", f"{part}raises/"),
    }
    for user, addresses in pages.items():
        page = enter(user)
        for address in addresses:
            for appearance in ("light", "dark"):
                page.emulate_media(color_scheme=appearance)
                assert page.goto(f"/review/joint/{address}").status == 200
                assert grave(page) == [], (address, appearance)

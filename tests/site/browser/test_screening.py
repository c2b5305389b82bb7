"""An officer screens from the keyboard."""

import pytest
from django.utils import timezone

from renkei.site.policy import unscoped
from renkei.site.review.models import FunderVerdict
from tests.site.clients import client_of
from tests.site.review.made import WHY, closed_call


@pytest.mark.django_db(transaction=True)
def test_verdicts_are_said_by_single_keys_and_saved_by_one(page, live_server):
    made = closed_call(partners=1, at=timezone.now())
    session = client_of(made.officers["F1"]).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto("/review/joint/funders/F1/screening/")
    for key in ("ArrowDown", "y", "n"):
        page.keyboard.press(key)
    page.keyboard.type("Over the ceiling")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_selector("text=Nothing waits to be screened")
    said = {one.application.number: one.verdict for one in unscoped(FunderVerdict, WHY).select_related("application")}
    assert said == {"JOINT-0001": "yes", "JOINT-0003": "no"}

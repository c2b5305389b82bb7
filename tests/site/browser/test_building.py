"""A secretariat builds a call in a real browser, from the empty screen to publishing; axe looks at every page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from renkei.site.calls.models import Call, Funder
from renkei.site.policy import Role, unscoped
from tests.site.browser.axe import grave
from tests.site.browser.conftest import DESK, PHONE
from tests.site.browser.test_public_pages import SMALL_TARGETS, looked_at, window
from tests.site.conftest import person
from tests.site.review.made import closed_call

SELECTION = {
    "scale": {"min": "0", "max": "15"},
    "criteria": ["Excellence"],
    "selection": {"rule": "gaps"},
    "demand": {"cap": "2.5"},
}


@pytest.fixture
def secretary(transactional_db):
    Funder(code="JST", name="Japan Science", country="JP", currency="JPY").save()
    return person("sec@x.example", Role.SECRETARIAT)


def fill(page, **values: str) -> None:
    for name, value in values.items():
        page.fill(f"[name={name}]", value)


def test_a_call_is_built_from_the_empty_screen_to_publishing(browser, live_server, secretary):
    page = window(browser, live_server, DESK, "light", "en", secretary)
    later = timezone.now() + timedelta(days=10)
    page.goto("/desk/")
    assert grave(page) == []
    page.click("text=Make a call")
    fill(page, slug="batteries", title="Batteries", summary="For cold seas.")
    fill(page, opens_at=f"{later:%Y-%m-%d}T09:00", closes_at=f"{later + timedelta(days=60):%Y-%m-%d}T17:00:00")
    page.click("text=Make the call")
    assert "The call has no funder yet" in page.inner_text("main")
    assert page.locator("text=Publish the call").count() == 0
    assert grave(page) == []

    page.click("main li a")
    page.select_option("[name=funder]", "JST")
    fill(page, budget="30,000,000", annex="rate: 50", possible_raise="5 000 000")
    page.click("text=Save")
    assert "JPY\N{NO-BREAK SPACE}30,000,000" in page.inner_text("main")
    page.click("text=Back to the parts")

    page.click("text=The form")
    page.check("text=What may go wrong")
    page.click("main form.narrow button")
    page.click('[aria-label="Move “What may go wrong” up"]')
    rows = page.locator("tbody th a").all_inner_texts()
    assert rows[-2:] == ["What may go wrong", "Our part of the work"]
    assert grave(page) == []
    page.click("text=Back to the parts")

    page.click("text=Scores, rule and stages")
    fill(page, scale_min="0", scale_max="15", criterion_1="Excellence", threshold_1="3", bands="13; 11.5; 12")
    page.select_option("[name=rule]", "best")
    page.click("text=Save")
    assert page.locator(".errors a").all_inner_texts() == [
        "Bands: limits stand best first, each once; write them falling"
    ]
    assert grave(page) == []
    fill(page, bands="13; 11.5")
    page.click("text=Save")
    page.click("text=Rates and pots")
    fill(page, rate_JPY="160")
    page.click("text=Save")
    assert page.locator(".state.pass").count() == 6

    page.click("text=Publish the call")
    assert "Best portfolio" in page.inner_text("#rules")
    assert unscoped(Call, "the test").get().state == "published"


@pytest.mark.parametrize(("size", "scheme", "language"), [(DESK, "dark", "en"), (PHONE, "light", "ja")])
def test_the_desk_and_the_builder_hold_for_everybody(browser, live_server, transactional_db, size, scheme, language):
    made = closed_call(12, 5, at=timezone.now(), stages=2, selection=SELECTION)
    page = window(browser, live_server, size, scheme, language, made.secretary)
    edit = [
        f"/calls/joint/edit/{part}" for part in ("", "basics/", "funders/", "form/", "form/new/", "dates/", "deciding/")
    ]
    for path in (
        *edit,
        "/calls/joint/edit/money/",
        "/calls/joint/copy/",
        "/desk/",
        "/desk/joint/demand/",
        "/desk/joint/invitation/",
    ):
        looked_at(page, path)
        if size is PHONE:
            assert page.evaluate(SMALL_TARGETS) == [], path

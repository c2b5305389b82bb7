"""What everybody reads, in a real browser: at a desk and on a phone, light and dark, in three languages, with axe."""

from datetime import timedelta

import pytest

from renkei.site.calls.models import Call, Funder, Participation, Result
from renkei.site.directory.models import Organisation
from renkei.site.policy import Role, unscoped
from tests.site.browser.axe import grave
from tests.site.browser.conftest import DESK, PHONE
from tests.site.calls.conftest import ANNEX
from tests.site.clients import client_of
from tests.site.conftest import NOW, person

PAGES = (
    "/",
    "/calls/",
    "/calls/joint/",
    "/calls/joint/can-we-apply/?country=JP&kind=university&amount=70000000",
    "/calls/done/results/",
    "/organisations/",
    "/search/?q=light",
    "/display/",
    "/nothing/",
)
DESKS = ("/calls/new/", "/calls/joint/edit/", "/calls/joint/funders/JST/", "/calls/joint/extend/", "/calls/joint/ask/")
SMALL_TARGETS = """() => [...document.querySelectorAll('button, .button, select, input:not([type=hidden])')]
    .filter((one) => one.offsetParent && !one.matches('[type=radio], [type=checkbox]'))
    .filter((one) => getComputedStyle(one).clipPath === 'none')
    .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture
def programme(transactional_db):
    """An open call with an annex, one with results, an organisation."""
    for slug, state in (("joint", "published"), ("done", "results")):
        now = NOW.replace(year=2026, month=1)
        Call(slug=slug, title=f"Light {slug}", summary="Light", state=state, opens_at=now, time_zone="Asia/Tokyo",
             closes_at=now + timedelta(days=4000), accepts_until=now + timedelta(days=4000)).save()  # fmt: skip
    funder = Funder(code="JST", name="Japan Science", country="JP", currency="JPY", contact="desk@jst.example")
    funder.save()
    call = unscoped(Call, "the test")
    Participation(call=call.get(slug="joint"), funder=funder, budget=300_000_000, annex=ANNEX).save()
    for n, countries in enumerate(("JP;CA", "JP;FR;DE")):
        row = Result(call=call.get(slug="done"), number=f"D-{n}", title="Light", organisations="U;V", amount=100)
        row.countries = countries
        row.save()
    Organisation(name="Light KK", country="JP", size="sme").save()
    return person("sec@x.example", Role.SECRETARIAT)


def window(browser, live_server, size, scheme, language, user=None):
    context = browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    cookies = [{"name": "django_language", "value": language, "url": live_server.url}]
    if user is not None:
        session = client_of(user).cookies["sessionid"].value
        cookies.append({"name": "sessionid", "value": session, "url": live_server.url})
    context.add_cookies(cookies)
    return context.new_page()


def looked_at(page, path):
    """The page, opened: nothing grave to axe, nothing wider than the window, no error of a script."""
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if "Security Policy" in said.text else None)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert troubles == []


@pytest.mark.parametrize(
    ("size", "scheme", "language"), [(DESK, "light", "en"), (PHONE, "dark", "fr"), (PHONE, "light", "ja")]
)
def test_every_public_page_holds_for_everybody(browser, live_server, programme, size, scheme, language):
    page = window(browser, live_server, size, scheme, language)
    for path in PAGES:
        looked_at(page, path)
        if size is PHONE:
            assert page.evaluate(SMALL_TARGETS) == [], path


def test_the_secretariats_pages_hold_at_a_desk_and_on_a_phone(browser, live_server, programme):
    for size, scheme in ((DESK, "dark"), (PHONE, "light")):
        page = window(browser, live_server, size, scheme, "en", programme)
        for path in DESKS:
            looked_at(page, path)


def test_can_we_apply_answers_in_the_page_and_by_keyboard_alone(browser, live_server, programme):
    page = window(browser, live_server, DESK, "light", "en")
    page.goto("/calls/joint/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#fact_country")
    page.keyboard.type("Japan")
    page.keyboard.press("Tab")
    page.keyboard.type("univ")
    page.keyboard.press("Tab")
    page.keyboard.type("40000000")
    page.keyboard.press("Enter")
    page.wait_for_selector("#said .remark")
    assert "/can-we-apply/" not in page.url
    assert "university is not a kind" in page.inner_text("#said").lower()


def test_without_javascript_the_same_answer_is_a_page_of_its_own(browser, live_server, programme):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/calls/joint/")
    page.select_option("#fact_country", "JP")
    page.select_option("#fact_kind", "sme")
    page.fill("#fact_amount", "70,000,000")
    page.click("#can-we-apply ~ form button, form[action*=can-we-apply] button")
    assert "/can-we-apply/" in page.url
    assert "lower the request to JPY" in page.inner_text("#said")
    page.goto("/")
    page.click("button[name=language][value=ja]")
    assert page.locator("html").get_attribute("lang") == "ja"
    page.click("button[name=appearance][value=dark]")
    assert page.locator("html").get_attribute("data-appearance") == "dark"


def test_who_works_with_whom_is_drawn_beside_its_table(browser, live_server, programme):
    page = window(browser, live_server, DESK, "light", "en")
    page.goto("/")
    page.wait_for_selector("[data-pairs] canvas")
    assert page.locator("#pairs tbody tr").count() == 4

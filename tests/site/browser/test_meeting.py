"""The selection meeting in a browser: from the keyboard, two people at once, nothing moving that stays as it is."""

import pytest
from django.utils import timezone

from renkei.exchange.made_up import Size
from renkei.site.accounts.models import User
from renkei.site.decisions import actions
from renkei.site.decisions.at_hand import at_hand, forget
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import Decision, Scenario, Seat
from renkei.site.policy import Role, unscoped
from tests.site.browser.conftest import DESK
from tests.site.clients import client_of
from tests.site.conftest import acting, person
from tests.site.decisions.made_up import made_up

pytestmark = pytest.mark.django_db(transaction=True)
ROOM, GROUND = "/decisions/made-up/meeting/", "the test looks"


@pytest.fixture
def secretary():
    """The meeting of a small call, open, with every officer present and a scenario kept."""
    forget()
    now = timezone.now()
    call = made_up(now, Size(24, 6))
    someone = person("secretary@x.example", Role.SECRETARIAT)
    meeting = actions.prepare_meeting(acting(someone, now), "made-up")
    for seat in unscoped(Seat, GROUND).filter(meeting=meeting):
        actions.set_presence(acting(someone, now), "made-up", seat.pk, True)
    actions.open_meeting(acting(someone, now), "made-up")
    actions.keep_scenario(acting(someone, now), "made-up", "Raise ES", Wanted(raises={"MU-ES": "84000"}), at_hand(call))
    yield someone
    forget()


@pytest.fixture
def enter(browser, live_server):
    """A window in which somebody is logged in, and every word of its console."""
    opened = []

    def window(user: User, address: str = ROOM):
        context = browser.new_context(base_url=live_server.url, viewport=DESK, reduced_motion="reduce")
        context.set_default_timeout(15_000)
        session = client_of(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        words: list[str] = []
        page.on("console", lambda message: words.append(message.text))
        page.on("pageerror", lambda error: words.append(str(error)))
        page.goto(address)
        opened.append((context, words))
        return page

    yield window
    for context, words in opened:
        context.close()
        # The browser says so of a save that came too late, htmx of a question that a newer one, or leaving, cut short
        expected = ("409", "htmx:afterRequest", "htmx:sendAbort", "htmx:sendError")
        assert [said for said in words if not any(one in said for one in expected)] == []


def funded(page) -> set[str]:
    return set(page.locator("#rows tr.funded").evaluate_all("all => all.map(one => one.dataset.row)"))


def test_a_raise_is_answered_in_place_and_what_stays_does_not_move(enter, secretary):
    page = enter(secretary)
    page.locator("#next-MU-DE[title]").wait_for()
    page.evaluate("document.querySelectorAll('#rows tr').forEach(one => { one.kept = true; })")
    row = page.locator("#rows tr.funded").first
    before, place = funded(page), row.bounding_box()
    page.locator("#raise-MU-DE").fill("441000")
    page.locator("#raise-MU-DE").press("Tab")
    page.locator("#rows tr.enters").first.wait_for()
    assert page.locator("#figures").inner_text().count("(+1)") == 1
    assert len(funded(page) - before) == 2
    assert page.locator("#rows tr.leaves .mark").all_inner_texts() == ["\N{MINUS SIGN}"]
    assert row.bounding_box() == place
    kept = page.locator("#rows tr").evaluate_all("all => all.filter(one => one.kept).length")
    assert 0 < kept < 24
    assert page.evaluate("document.activeElement.id") == "raise-MU-ES"  # focus is where Tab took it


def test_the_meeting_is_led_from_the_keyboard(enter, secretary):
    page = enter(secretary)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("tr.chosen").get_attribute("data-row")
    assert chosen == page.locator("#rows tr[data-row]").nth(1).get_attribute("data-row")
    page.keyboard.press("/")
    short = page.locator("#rows tr.short").first.get_attribute("data-row")
    page.keyboard.type(short)
    assert page.locator("#rows tr[data-row]:visible").count() == 1
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator(f"#why-{short}").wait_for()
    assert "Forced in" in page.locator(f"#why-{short}").inner_text()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert page.locator("#rows tr[data-row]:visible").count() == 24
    out = page.locator("#rows tr.funded").first.get_attribute("data-row")
    page.locator(f"#row-{out} th").click()
    page.keyboard.press("f")
    page.keyboard.type("withdrew by letter")
    page.keyboard.press("Enter")
    page.locator(f"#row-{out}.out").wait_for()
    assert "withdrew by letter" in page.locator(f"#row-{out}").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.wait_for_url("**scenario=**")
    assert page.locator("#raise-MU-ES").input_value() == "84000"
    page.keyboard.press("0")
    page.wait_for_url(f"**{ROOM}")


def test_two_people_act_at_once_and_each_learns_of_the_other(enter, secretary):
    officer = User.objects.get(email="mu-de@x.example")
    scenario = unscoped(Scenario, GROUND).get()
    one, other = (enter(user, f"{ROOM}?scenario={scenario.public_id}") for user in (secretary, officer))
    for page, code, amount in ((one, "MU-DE", "441000"), (other, "MU-ES", "90000")):
        page.locator(f"#raise-{code}").fill(amount)
        page.locator("#scenarios summary").click()
    one.get_by_role("button", name="Save as Raise ES").click()
    one.get_by_text("Saved.").wait_for()
    other.locator("#news").get_by_text("secretary@x.example changed a scenario: Raise ES").wait_for()
    other.get_by_role("button", name="Save as Raise ES").click()
    other.get_by_text("secretary@x.example saved Raise ES meanwhile").wait_for()
    assert "441,000" in other.locator("main").inner_text()
    assert "90,000" in other.locator("main").inner_text()
    other.get_by_label("Or keep mine as").fill("Raise ES more")
    other.get_by_role("button", name="Keep").click()
    one.locator("#news").get_by_text("mu-de@x.example kept a new scenario: Raise ES more").wait_for()
    assert unscoped(Scenario, GROUND).count() == 2


def test_a_scenario_is_adopted_by_every_funders_yes(enter, secretary):
    scenario = unscoped(Scenario, GROUND).get()
    page = enter(secretary, f"{ROOM}?scenario={scenario.public_id}")
    page.get_by_role("link", name="Adopt…").click()
    page.get_by_role("button", name="Put it to the funders").click()
    page.wait_for_url("**/record/**")
    address = page.url
    for officer in User.objects.filter(email__startswith="mu-").order_by("email"):
        page = enter(officer, address)
        page.locator("#authority").select_option(officer.email.partition("@")[0].upper())
        page.get_by_role("button", name="Yes, adopt it").click()
        page.get_by_role("status").wait_for()
    assert "The decision is adopted." in page.locator("main").inner_text()
    assert unscoped(Decision, GROUND).get().state == "adopted"


def settled(page) -> None:
    """Nothing is asked any more."""
    page.locator("#further:not([hx-post])").wait_for(state="attached")
    page.locator("#nexts:not([hx-post])").wait_for(state="attached")


def test_while_one_looks_far_down_an_answer_moves_neither_the_page_nor_the_focus(enter, secretary):
    page = enter(secretary)
    page.locator("#next-MU-DE[title]").wait_for()
    page.locator("#raise-MU-DE").fill("441000")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate("scrollY") > 100, "there is something to scroll"
    held = page.locator("#rows tr[data-row]").last
    held.locator("th").click()
    before = held.bounding_box()
    page.evaluate("document.querySelector('#raise-MU-DE').dispatchEvent(new Event('change', {bubbles: true}))")
    page.locator("#rows tr.enters").first.wait_for(state="attached")
    settled(page)
    assert abs(held.bounding_box()["y"] - before["y"]) < 1, "rows above may have grown: what is looked at stays"
    assert page.locator("tr.chosen").get_attribute("data-row") == held.get_attribute("data-row")


def test_bands_are_changed_in_the_room_and_marked_as_a_simulation(enter, secretary):
    page = enter(secretary)
    page.locator(".rule select").select_option("best")
    page.locator("#said b", has_text="rule:").wait_for()
    page.locator("#bands-menu summary").click()
    page.get_by_label("Bands of the best portfolio").fill("each")
    page.get_by_label("Bands of the best portfolio").press("Tab")
    page.locator("#said b", has_text="bands: each").wait_for()
    settled(page)
    page.keyboard.press("Escape")
    page.locator("#scenarios summary").click()
    page.get_by_label("Keep what is shown as").fill("Each its own band")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**scenario=**")
    settled(page)
    assert "simulation" in page.locator("#scenarios summary").inner_text()
    page.locator("#bands-menu summary").click()
    assert page.get_by_label("Bands of the best portfolio").input_value() == "each"


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_on_a_projector_or_a_laptop_the_room_fits_and_shows_its_keys(enter, secretary, width):
    page = enter(secretary)
    settled(page)
    page.set_viewport_size({"width": width, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "↑↓ rows · Enter reasons · F force" in page.locator(".keys").inner_text()
    assert page.locator(".keys").is_visible()
    for menu in ("scenarios", "bands-menu", "forcing"):
        page.locator(f"#{menu} summary").click()
        box = page.locator(f"#{menu} > div").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width, f"{menu} runs out of the page"
        page.keyboard.press("Escape")

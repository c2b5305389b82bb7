"""The selection meeting: two people at once, from the keyboard alone; then every funder's yes."""

from playwright.sync_api import expect

from tests.site.browser.whole_call.company import CHAIR, NAMES, OFFICERS, SECRETARIAT, Company, fill
from tests.site.browser.whole_call.consortia import TEAMS

BEST, THIRD, LAST = TEAMS["RECIRCLE"], TEAMS["BIOBIND"], TEAMS["COLDSORT"]
OURS, TOO_MUCH = "PRC raises", "PRC raises all it can"


def the_meeting_is_prepared_and_its_chair_opens_it(company: Company) -> None:
    company.at("2027-09-13 14:00")
    page = company.window(SECRETARIAT)
    page.goto("/")
    page.get_by_role("button", name="Prepare the selection meeting").click()
    expect(page.get_by_role("heading", name="Minutes of the selection meeting")).to_be_visible()
    company.at("2027-09-14 08:00")
    for code in OFFICERS:
        page.get_by_role("row", name=code).get_by_role("button", name="Is here").click()
        expect(page.get_by_role("row", name=code).get_by_role("button", name="Has left")).to_be_visible()
    chair = company.at_step(CHAIR, "Selection meeting")
    chair.get_by_role("button", name="Open the meeting").click()
    expect(chair.get_by_role("button", name="Close the meeting")).to_be_visible()


def reach(page, where: str) -> None:
    """To an element by the Tab key alone."""
    for _ in range(120):
        if page.evaluate("where => document.activeElement?.matches(where) ?? false", where):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{where} is not reached by Tab")


def type_into(page, where: str, text: str) -> None:
    """A text in place of what stands in a field, from the keyboard."""
    reach(page, where)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def two_people_raise_and_compare_from_the_keyboard_at_once(company: Company) -> None:
    company.at("2027-09-14 08:40")
    room = company.at_step(SECRETARIAT, "Selection meeting")
    olive = company.at_step(OFFICERS["PRC"], "Selection meeting")
    company.pictures.take(room, "secretariat/meeting", 900)
    _asks_why(company, olive)
    type_into(olive, "#raise-PRC", "210000")
    type_into(room, "#raise-PRC", "250000")
    for page in (olive, room):
        page.keyboard.press("Tab")
        expect(page.locator(f"#row-{THIRD.number}.enters")).to_be_visible()
        expect(page.locator(f"#row-{LAST.number}.leaves")).to_be_visible()
    company.pictures.take(room, "panel-chair/what-if", 900)
    for page, name in ((olive, OURS), (room, TOO_MUCH)):
        _keep(page, name)
    expect(olive.locator("#news")).to_contain_text(
        f"{NAMES[SECRETARIAT]} kept a new scenario: {TOO_MUCH}", timeout=20_000
    )
    room.keyboard.press("1")
    room.wait_for_url("**scenario=**")
    expect(room.locator("#raise-PRC")).to_have_value("210000")


def _asks_why(company: Company, page) -> None:
    """Search, the row, its reasons: three keys and a number."""
    page.keyboard.press("/")
    page.keyboard.type(THIRD.number)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(f"#why-{THIRD.number}")).to_contain_text("PRC")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    company.pictures.take(page, "funder-officer/meeting-reasons", 900)
    page.reload()


def _keep(page, name: str) -> None:
    page.evaluate("document.activeElement.blur()")
    reach(page, "#scenarios summary")
    page.keyboard.press("Enter")
    type_into(page, "#name", name)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**scenario=**")


def a_late_save_is_told_and_the_scenarios_are_compared(company: Company) -> None:
    company.at("2027-09-14 09:00")
    room, olive = company.window(SECRETARIAT), company.window(OFFICERS["PRC"])
    for page in (room, olive):
        page.reload()
        type_into(page, "#raise-PRC", "215000" if page is olive else "212000")
        page.keyboard.press("Tab")
        expect(page.locator("#figures")).to_contain_text("(+")
    for page in (olive, room):
        page.evaluate("document.activeElement.blur()")
        reach(page, "#scenarios summary")
        page.keyboard.press("Enter")
        reach(page, "#scenarios button.second")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(room.get_by_text(f"saved {OURS} meanwhile")).to_be_visible()
    room.get_by_role("link", name="Leave theirs").click()
    expect(room.locator("#raise-PRC")).to_have_value("215000")
    room.get_by_role("link", name="Compare").click()
    expect(room.locator("main")).to_contain_text("2 applications are decided alike on both sides")
    company.pictures.take(room, "panel-chair/compare")


def the_minutes_tell_who_left_the_room(company: Company) -> None:
    company.at("2027-09-14 09:20")
    page = company.at_step(SECRETARIAT, "Selection meeting")
    page.get_by_role("link", name="Minutes").click()
    page.get_by_text("Somebody leaves the room").click()
    page.locator("main [name=seat]").select_option(label=NAMES[OFFICERS["AFR"]])
    fill(page, application=BEST.number, ground="Her institute works with the lead")
    page.get_by_role("button", name="Note it").click()
    company.at("2027-09-14 09:35")
    page.get_by_role("button", name="Is back").click()
    fill(page, text="Olive Officer raises the budget of PRC by CAD 215,000; nobody objects.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".minute")).to_contain_text("nobody objects")
    company.pictures.take(page, "secretariat/minutes")


def a_scenario_is_put_to_the_funders_and_each_says_yes(company: Company) -> None:
    company.at("2027-09-14 10:00")
    chair = company.at_step(CHAIR, "Selection meeting")
    chair.keyboard.press("1")
    chair.wait_for_url("**scenario=**")
    chair.get_by_role("link", name="Adopt…").click()
    company.pictures.take(chair, "panel-chair/propose")
    chair.get_by_role("button", name="Put it to the funders").click()
    chair.wait_for_url("**/record/**")
    for code in OFFICERS:
        says_yes(company, code, "Say yes or no to decision 1", "funder-officer/yes" if code == "PRC" else "")
    page = company.at_step(CHAIR, "The decision")
    expect(page.locator("h1 .state")).to_have_text("adopted")
    company.pictures.take(page, "panel-chair/decision")


def says_yes(company: Company, code: str, step: str, picture: str = "") -> None:
    """An officer's yes to the decision that waits for it, from the first page."""
    page = company.at_step(OFFICERS[code], step)
    if picture:
        company.pictures.take(page, picture)
    page.locator("#authority").select_option(code)
    page.get_by_role("button", name="Yes, adopt it").click()
    page.get_by_role("status").first.wait_for()

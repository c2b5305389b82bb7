"""What is judged: the first stage and its invitation, the full applications, the funders' screening, the scores."""

from playwright.sync_api import expect

from tests.site.browser.applicants import saving
from tests.site.browser.whole_call.applying import LEAD, part
from tests.site.browser.whole_call.company import OFFICERS, SECRETARIAT, Company, fill, said
from tests.site.browser.whole_call.consortia import BY_ACTIONS, CLICKED, TEAMS, TEXTS, complete, hand_in

CRITERIA = ("Excellence", "Impact", "Plan")
FIRST = {
    "RECIRCLE": ("4.5", "4.5", "4.5"), "GLASSLOOP": ("4.5", "4", "4"), "BIOBIND": ("4", "4", "4"),
    "COLDSORT": ("4", "4", "3.5"), "REPRINT": ("3.5", "4", "3.5"),
}  # fmt: skip
FULL = {
    "RECIRCLE": ("5", "4.5", "4.5"), "GLASSLOOP": ("4.5", "4.5", "4"), "BIOBIND": ("4.5", "4", "4"),
    "COLDSORT": ("4", "4", "3.5"),
}  # fmt: skip
LATER = {"plan": "Aim and plan of work", "impact": "What comes of it", "risks": "What may go wrong"}
NOT_INVITED = TEAMS["REPRINT"]
INVITED = [one for one in TEAMS.values() if one is not NOT_INVITED]


def sheet(scores: dict[str, tuple[str, ...]]) -> bytes:
    """A panel's scores as the sheet that the secretariat is sent."""
    rows = [",".join([TEAMS[acronym].number, *marks]) for acronym, marks in scores.items()]
    return "\n".join([",".join(["application_id", *CRITERIA]), *rows]).encode()


def standings(company: Company):
    """How the applications stand, before the secretariat."""
    return company.at_step(SECRETARIAT, "How the applications stand")


def take_in(page, name: str, content: bytes) -> None:
    """A sheet of scores: first seen, then taken."""
    page.get_by_role("link", name="Take in a sheet of scores").click()
    page.set_input_files("main input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="See what would change").click()


def the_first_stage_is_scored_by_hand_and_by_a_sheet(company: Company) -> None:
    company.at("2027-03-22 09:00")
    page = standings(company)
    page.get_by_role("link", name=TEAMS["RECIRCLE"].number).click()
    for criterion, mark in zip(CRITERIA, FIRST["RECIRCLE"], strict=True):
        page.get_by_label(criterion, exact=False).first.fill(mark)
    page.get_by_role("button", name="Save", exact=True).click()
    said(page, "Saved")
    expect(page.locator("main")).to_contain_text("13.5")
    page.get_by_role("link", name="How the applications stand").click()
    take_in(page, "panel-first-stage.csv", sheet(FIRST))
    company.pictures.take(page, "secretariat/scores-taken-in")
    page.get_by_role("button", name="Take all").click()
    page.get_by_role("link", name="How the applications stand").click()
    expect(page.locator("main")).to_contain_text("12.5")
    company.pictures.take(page, "secretariat/standings")


def who_goes_on_is_invited_by_the_rule_and_everybody_is_told(company: Company) -> None:
    company.at("2027-03-24 10:00")
    page = company.at_step(SECRETARIAT, "Invitation to the full stage")
    expect(page.get_by_text("4 applications would be invited")).to_be_visible()
    row = page.get_by_role("row", name=NOT_INVITED.number)
    expect(row).to_contain_text("not invited")
    expect(row).to_contain_text("AFR")
    fill(page, opens_at="2027-04-01T09:00:00", closes_at="2027-06-15T17:00:00")
    company.pictures.take(page, "secretariat/invitation")
    page.get_by_role("button", name="Invite, and tell everybody").click()
    expect(page.get_by_role("link", name="Record and folder")).to_be_visible()
    told = {email: one for one in company.post() for email in one.to}
    assert set(told) == {email for one in TEAMS.values() for email in one.people}
    assert all(NOT_INVITED.number in told[email].text for email in NOT_INVITED.people)
    assert all("AFR" not in told[email].text for email in NOT_INVITED.people)


def who_was_invited_completes_and_hands_in_the_full_application(company: Company) -> None:
    now = company.at("2027-06-01 09:00")
    page = company.at_part(LEAD.email, "My applications")
    page.get_by_role("link", name=CLICKED.acronym).click()
    for key, title in (
        ("plan", "Aim and plan of work"),
        ("impact", "What comes of it"),
        ("risks", "What may go wrong"),
    ):
        part(page, title)
        with saving(page):
            page.locator("main textarea[name=text]").fill(TEXTS[key])
    page.get_by_role("link", name=CLICKED.acronym).click()
    company.pictures.take(page, "applicant/full-application", 1000)
    part(page, "Hand in")
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    for team in BY_ACTIONS:
        if team is not NOT_INVITED:
            complete(team, now)
            hand_in(team, now)
    company.post()


def the_officers_screen_what_asks_their_money(company: Company) -> None:
    company.at("2027-06-17 08:00")
    page = _morning(company, "PRC")
    company.pictures.take(page, "funder-officer/morning")
    page.get_by_role("link", name="To screen").click()
    expect(page.locator("main")).to_contain_text("lower the request to CAD")
    company.pictures.take(page, "funder-officer/screening")
    _screens_by_keys(page)
    expect(page.get_by_text("Nothing waits to be screened.")).to_be_visible()
    for code in ("MSF", "AFR"):
        page = _morning(company, code)
        page.get_by_role("link", name="To screen").click()
        for box in page.locator("[data-tick]").all():
            box.check()
        page.get_by_text("All ticked at once").click()
        page.locator("button[name=all][value=yes]").click()
        expect(page.get_by_text("Nothing waits to be screened.")).to_be_visible()


def _screens_by_keys(page) -> None:
    """Yes goes on to the next by itself; in doubt asks for its note."""
    page.wait_for_load_state()  # the keys are heard once the page's script has run
    ids = page.locator("[data-row]").evaluate_all("all => all.map(one => one.id)")
    page.keyboard.press("ArrowDown")
    for one in ids:
        if one == f"app-{TEAMS['BIOBIND'].number}":
            page.keyboard.press("d")
            page.keyboard.type("Asks CAD 10,000 more than our ceiling; the partner agreed to pay that itself.")
            page.keyboard.press("Escape")
            page.keyboard.press("ArrowDown")
        else:
            page.keyboard.press("y")
    page.keyboard.press("s")


def _morning(company: Company, code: str):
    return company.at_step(OFFICERS[code], "Our part")


def the_panels_scores_of_the_full_stage_are_taken_in_and_shown(company: Company) -> None:
    company.at("2027-09-06 09:00")
    page = standings(company)
    take_in(page, "panel-full-stage.csv", sheet(FULL))
    page.get_by_role("button", name="Take all").click()
    page.get_by_role("link", name="How the applications stand").click()
    page.get_by_role("link", name="What the funders say").click()
    company.pictures.take(page, "secretariat/verdicts")
    page.get_by_role("link", name="How the applications stand").click()
    page.get_by_role("link", name="Show the scores to the funders").click()
    page.get_by_label("Yes, show the scores and lock the rules").check()
    company.pictures.take(page, "secretariat/show-scores")
    page.get_by_role("button", name="Show the scores").click()
    said(page, "shown")

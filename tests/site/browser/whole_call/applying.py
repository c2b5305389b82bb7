"""Consortia write and hand in: one of them by every click, a new account and letters included."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from renkei.site.accounts.models import User
from tests.site.browser.applicants import saving
from tests.site.browser.whole_call.company import SECRETARIAT, TITLE, Company, choose, fill
from tests.site.browser.whole_call.consortia import BY_ACTIONS, CLICKED, TEXTS, account_of, found, hand_in, write

PASSWORD = "a long enough sentence 7"
LEAD, JAPAN, CANADA = CLICKED.parts


def a_lead_makes_an_account_on_the_way_to_an_application(company: Company) -> None:
    company.at("2027-02-10 09:00")
    page = company.newcomer(LEAD.email)
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Begin an application").click()
    page.get_by_role("link", name="Make an account").click()
    fill(page, email=LEAD.email, password1=PASSWORD, password2=PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url("**/confirm-email/")
    (letter,) = [one for one in company.post() if one.to == [LEAD.email]]
    page.goto(letter.link("/confirm-email/"))
    page.get_by_role("button", name="Yes, confirm it").click()
    if page.get_by_role("button", name="Log out").count() == 0:
        fill(page, login=LEAD.email, password=PASSWORD)
        page.locator("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def the_lead_begins_and_invites_its_partners(company: Company) -> None:
    page = company.at_part(LEAD.email, "My applications")
    page.get_by_role("link", name=TITLE).click()
    fill(page, acronym=CLICKED.acronym, title=CLICKED.title)
    _new_organisation(page, LEAD)
    company.pictures.take(page, "applicant/begin")
    page.get_by_role("button", name="Begin").click()
    part(page, "Consortium")
    for one in (JAPAN, CANADA):
        account_of(one)
        _new_organisation(page, one)
        page.get_by_role("button", name="Add this partner").click()
        words = page.get_by_text(f"Invite somebody to write for {one.name}")
        words.click()
        box = page.locator("details", has=words)
        box.get_by_label("E-mail address").fill(one.email)
        box.get_by_role("button", name="Invite").click()
        expect(page.get_by_text(f"Invited: {one.email}")).to_be_visible()
    company.pictures.take(page, "applicant/consortium")
    for letter in company.post():
        (email,) = letter.to
        if email in (JAPAN.email, CANADA.email):
            guest = company.window(email)
            guest.goto(urlsplit(letter.link("/invitations/")).path)
            guest.locator("main form button").first.click()
            guest.wait_for_url(re.compile(r"/applications/[0-9a-f-]{36}/"))


def _new_organisation(page, one) -> None:
    page.get_by_text("An organisation that is not in the list").click()
    fill(page, name=one.name)
    choose(page, country=one.country, size=one.size)


def part(page, title: str, at: int = 0) -> None:
    """A part of the application, by its link in the list at the left."""
    page.get_by_label("Parts of the application").get_by_role("link", name=title).nth(at).click()


def each_partner_writes_its_own_part_and_the_lead_hands_in(company: Company) -> None:
    company.at("2027-02-11 10:00")
    for at, one in enumerate(CLICKED.parts):
        page = company.window(one.email)
        page.goto("/applications/")
        page.get_by_role("link", name=CLICKED.acronym).click()
        _own_part(company, page, at, one)
    lead = company.window(LEAD.email)
    for key, title in (("summary", "Summary"), ("cooperation", "Why together")):
        part(lead, title)
        with saving(lead):
            lead.locator("main textarea[name=text]").fill(TEXTS[key])
    company.pictures.take(lead, "applicant/section")
    part(lead, "Hand in")
    company.pictures.take(lead, "applicant/hand-in")
    lead.get_by_role("button", name="Hand in", exact=True).click()
    expect(lead.get_by_role("heading", name="Receipt")).to_be_visible()
    company.pictures.take(lead, "applicant/receipt")
    receipts = [one for one in company.post() if LEAD.email in one.to]
    assert any(CLICKED.number in one.text for one in receipts)


def _own_part(company: Company, page, at: int, one) -> None:
    page.locator('nav a[href*="/sections/part/"]').nth(at).click()
    with saving(page):
        page.locator("main textarea[name=text]").fill(f"{one.name} makes the samples and measures them.")
    page.locator('nav a[href$="/request/"]').nth(at).click()
    choose(page, funder=one.funder)
    fill(page, **{"amount": str(one.amount), "costs.personnel": str(2 * one.amount)})
    if one is CANADA:
        company.pictures.take(page, "applicant/request")
    page.locator("main form[data-autosave] button").first.click()
    page.get_by_role("status").first.wait_for()
    if one is not LEAD:
        page.locator('nav a[href$="/sign-off/"]').nth(at - 1).click()
        if one is JAPAN:
            company.pictures.take(page, "applicant/sign-off-in-japanese")
        page.locator("main form button").first.click()
        page.locator("main .state.signed").first.wait_for()


def four_more_consortia_hand_in_and_the_secretariat_sees_the_demand(company: Company) -> None:
    now = company.at("2027-03-14 16:00")
    for team in BY_ACTIONS:
        found(team, now)
        write(team, now, "summary", "cooperation")
        hand_in(team, now)
    page = company.at_part(SECRETARIAT, "Desk")
    company.pictures.take(page, "secretariat/desk")
    page.locator("main").get_by_role("link", name="Demand").click()
    expect(page.get_by_text("5 applications are handed in now.")).to_be_visible()
    company.pictures.take(page, "secretariat/demand")
    assert len(company.post()) >= len(BY_ACTIONS)
    assert User.objects.filter(email=LEAD.email).exists()

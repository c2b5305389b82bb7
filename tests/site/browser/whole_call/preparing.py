"""Before the opening: who holds which role, and the call, built by its secretariat from an empty screen."""

from playwright.sync_api import expect

from renkei.site.accounts.actions import first_administrator
from renkei.site.accounts.models import User
from renkei.site.policy import Role
from tests.site.browser.whole_call.company import (
    ADMINISTRATOR,
    CHAIR,
    NAMES,
    OBSERVER,
    OFFICERS,
    SECRETARIAT,
    SLUG,
    STAFF,
    TITLE,
    Company,
    choose,
    fill,
    said,
)

APPOINTED = {SECRETARIAT: Role.SECRETARIAT, CHAIR: Role.CHAIR, OBSERVER: Role.OBSERVER}
FUNDERS = {
    "MSF": ("Musashi Science Fund", "JP", "JPY", "90,000,000", "", "currency: JPY\nrate: 50\nceiling: 40000000"),
    "PRC": ("Prairie Research Council", "CA", "CAD", "500,000", "250,000", "currency: CAD\nrate: 75\nceiling: 250000"),
    "AFR": ("Agence Fictive de Recherche", "FR", "EUR", "400,000", "", "currency: EUR\nrate: 100\nceiling: 300000"),
}
HOME = {OFFICERS["MSF"]: "Asia/Tokyo", OFFICERS["PRC"]: "America/Toronto"}
WHO_MAY = "Research institutes, universities and companies of the funder's country."


def the_administrator_appoints_the_staff(company: Company) -> None:
    now = company.at("2027-01-11 08:00")
    first_administrator(ADMINISTRATOR, now)
    for email in STAFF:
        user = User.objects.known_or_new(email)
        user.time_zone = HOME.get(email, "Europe/Paris")
        user.first_name, _, user.last_name = NAMES[email].partition(" ")
        user.save()
    page = company.at_part(ADMINISTRATOR, "Appointments")
    for email, role in APPOINTED.items():
        fill(page, email=email, ground="Decided by the steering committee on 7 January 2027")
        choose(page, role=role.value)
        page.get_by_role("button", name="Appoint", exact=True).click()
        expect(page.get_by_text(NAMES[email])).to_be_visible()
    company.pictures.take(page, "administrator/appointments")


def the_secretariat_makes_the_call_from_an_empty_desk(company: Company) -> None:
    company.at("2027-01-11 09:00")
    page = company.at_part(SECRETARIAT, "Desk")
    expect(page.get_by_text("No call is under way.")).to_be_visible()
    company.pictures.take(page, "secretariat/empty-desk")
    page.get_by_role("link", name="Make a call").click()
    fill(page, slug=SLUG, title=TITLE, reporting_currency="EUR")
    fill(page, summary="New materials that can be taken apart and used again: projects of two to four partners.")
    fill(page, opens_at="2027-01-15T09:00:00", closes_at="2027-03-15T17:00:00")
    choose(page, time_zone="Europe/Paris")
    page.get_by_role("button", name="Make the call").click()
    expect(page.get_by_text("The call has no funder yet").first).to_be_visible()
    company.pictures.take(page, "secretariat/parts-missing")


def parts(company: Company):
    """The secretariat's window at the parts of the call."""
    return company.at_step(SECRETARIAT, "Parts of the call")


def the_secretariat_registers_three_funders_with_their_annexes(company: Company) -> None:
    page = parts(company)
    page.get_by_role("link", name="Funders", exact=True).click()
    for code, (name, country, currency, budget, raised, annex) in FUNDERS.items():
        page.get_by_role("link", name="Add a funder").click()
        page.get_by_role("link", name="Register a funder").click()
        fill(page, name=f"{name} (made up)", code=code, currency=currency, contact=f"desk@{code.lower()}.example")
        choose(page, country=country)
        page.get_by_role("button", name="Register it").click()
        said(page, "The funder is registered")
        fill(page, budget=budget, who_may_apply=WHO_MAY, annex=annex, possible_raise=raised)
        if code == "PRC":
            company.pictures.take(page, "secretariat/funder")
        page.get_by_role("button", name="Save").click()
    company.pictures.take(page, "secretariat/funders")
    page.get_by_role("link", name="Back to the parts").click()


def the_administrator_appoints_the_funders_officers(company: Company) -> None:
    company.at("2027-01-11 09:20")
    page = company.at_part(ADMINISTRATOR, "Funders’ officers")
    for code, email in OFFICERS.items():
        choose(page, funder=code)
        fill(page, email=email, ground=f"Named by {code} on 8 January 2027")
        page.get_by_role("button", name="Appoint", exact=True).click()
        expect(page.locator("main li", has_text=email)).to_be_visible()
    company.pictures.take(page, "administrator/officers")
    assert {email for letter in company.post() for email in letter.to} >= set(OFFICERS.values())


def the_secretariat_writes_form_dates_rules_and_rates(company: Company) -> None:
    page = parts(company)
    _rules(company, page)
    _form(company, page)
    page.get_by_role("link", name="Further dates").click()
    for name, at in (("Selection meeting", "2027-09-14T10:00:00"), ("Results", "2027-11-02T12:00:00")):
        fill(page, name=name, at=at)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("dt", has_text=name)).to_be_visible()
    page.get_by_role("link", name="Back to the parts").click()
    page.get_by_role("link", name="Rates and pots").click()
    for currency, rate in (("JPY", "160"), ("CAD", "1.5")):
        fill(page, **{f"rate_{currency}": rate, f"date_{currency}": "2027-01-08", f"source_{currency}": "ECB"})
    page.get_by_role("button", name="Save").click()


def _rules(company: Company, page) -> None:
    page.get_by_role("link", name="Scores, rule and stages").click()
    choose(page, stages="2", total="sum", rule="gaps")
    fill(page, cap="2", scale_min="0", scale_max="15", threshold_total="10")
    for n, criterion in enumerate(("Excellence", "Impact", "Plan"), 1):
        fill(page, **{f"criterion_{n}": criterion, f"threshold_{n}": "3"})
    fill(page, bands="13; 11", tie_criteria="Excellence", draw_named="Lotto of 18 September 2027, six numbers")
    fill(page, redress_days="30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def _form(company: Company, page) -> None:
    page.get_by_role("link", name="The form", exact=True).click()
    for title in ("Aim and plan of work", "What comes of it"):
        page.get_by_role("link", name=title).click()
        choose(page, stage="2")
        page.get_by_role("button", name="Save").click()
    page.get_by_label("What may go wrong").check()
    page.get_by_role("button", name="Add", exact=True).click()
    said(page, "Added at the end of the form.")
    company.pictures.take(page, "secretariat/form")
    page.get_by_role("link", name="Back to the parts").click()


def the_secretariat_publishes_and_everybody_reads(company: Company) -> None:
    page = parts(company)
    expect(page.locator("td .state.fail, td .state.doubt")).to_have_count(0)
    company.pictures.take(page, "secretariat/parts-done")
    page.get_by_role("button", name="Publish the call").click()
    said(page, "The call is published.")
    company.at("2027-01-15 12:00")
    reader = company.window("nobody")
    reader.goto("/")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.locator("#rules")).to_contain_text("ranking with gap filling", ignore_case=True)
    company.pictures.take(reader, "applicant/call")
    reader.get_by_label("Your country").select_option("JP")
    reader.get_by_label("Your kind of organisation").select_option("institute")
    reader.get_by_label("Amount you would ask for").fill("45000000")
    reader.locator("main form[action*=can-we-apply]").get_by_role("button").click()
    expect(reader.locator("#said")).to_contain_text("40,000,000")

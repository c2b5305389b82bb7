"""After the decision: awards, letters to every partner, a drop-out and who moves up, results, the observer's report."""

from playwright.sync_api import expect

from renkei.site.accounts.models import User
from renkei.site.audit.models import Event
from renkei.site.policy import unscoped
from tests.site.browser.whole_call.applying import JAPAN, LEAD
from tests.site.browser.whole_call.company import (
    ADMINISTRATOR,
    OBSERVER,
    OFFICERS,
    SECRETARIAT,
    SLUG,
    TITLE,
    Company,
    Letter,
    fill,
    said,
)
from tests.site.browser.whole_call.consortia import TEAMS
from tests.site.browser.whole_call.judging import INVITED
from tests.site.browser.whole_call.meeting import LAST, THIRD, says_yes
from tests.site.clients import client_of

CHANGES = [
    f"/{station}/{SLUG}/{page}/"
    for station, page in (
        ("calls", "edit/basics"), ("calls", "extend"), ("desk", "invitation"), ("review", "show-scores"),
        ("review", "scores"), ("decisions", "meeting/session"), ("decisions", "meeting/minutes/lines"),
        ("portfolio", "letters/preview"), ("portfolio", "departures"), ("portfolio", "results/publish"),
    )
]  # fmt: skip
WITHDRAWN = "The lead was bought by another company, and withdraws by its letter of 8 October 2027."


def each_funder_confirms_its_awards(company: Company) -> None:
    company.at("2027-09-16 08:00")
    for code in OFFICERS:
        page = company.at_step(OFFICERS[code], "Confirm the awards")
        if code == "PRC":
            fill(page, **{f"conditions-{THIRD.number}": "The first samples by March 2028."})
            company.pictures.take(page, "funder-officer/awards")
        _confirm(page)


def _confirm(page) -> None:
    for box in page.locator("main input[name^=tick-]").all():
        box.check()
    page.get_by_role("button", name="Confirm all ticked").click()
    said(page, "Saved")


def every_partner_gets_its_letter_and_none_learns_of_others(company: Company) -> None:
    company.at("2027-09-20 09:00")
    page = company.at_step(SECRETARIAT, "Letters")
    page.get_by_role("link", name="Look at the letters before they go").click()
    company.pictures.take(page, "secretariat/letters")
    told = _sent(company, page)
    assert sorted(told) == sorted(email for team in INVITED for email in team.people)
    for team in INVITED:
        _tells_of_its_own_alone(team, [told[email] for email in team.people])
    assert "研究" in told[JAPAN.email].text or "申請" in told[JAPAN.email].text
    assert "candidature" in told[LAST.parts[0].email].text.lower()
    page = company.window(JAPAN.email)
    page.goto(told[JAPAN.email].link("/portfolio/letters/"))
    company.pictures.take(page, "applicant/letter-in-japanese")
    pdf = page.request.get(page.locator('a[href$=".pdf"]').get_attribute("href"))
    assert pdf.body().startswith(b"%PDF")


def _sent(company: Company, page) -> dict[str, Letter]:
    """The letters sent from their preview, as they arrive, by the address of who gets each."""
    page.get_by_role("button", name="Send").click()
    said(page, "letters are being set and mailed")
    arrived = company.post()
    assert all(len(one.to) == 1 for one in arrived)
    found = {one.to[0]: one for one in arrived}
    assert len(found) == len(arrived)
    return found


def _tells_of_its_own_alone(team, letters: list[Letter]) -> None:
    others = [one for one in TEAMS.values() if one is not team]
    for letter in letters:
        assert team.number in letter.text
        for other in others:
            assert other.number not in letter.text
            assert other.acronym not in letter.text


def the_lead_reads_its_awards(company: Company) -> None:
    page = company.at_part(LEAD.email, "Outcomes")
    page.locator("main").get_by_role("link", name="Outcome of application").first.click()
    page.get_by_role("link", name="Awards and redress").click()
    expect(page.locator("main")).to_contain_text("EUR\N{NO-BREAK SPACE}200,000")
    company.pictures.take(page, "applicant/outcome")


def one_drops_out_and_the_next_on_the_reserve_list_moves_up(company: Company) -> None:
    company.at("2027-10-12 09:00")
    page = company.at_step(SECRETARIAT, "After the decision")
    page.get_by_role("link", name="Drop-outs and the reserve list").click()
    expect(page.get_by_role("row", name=LAST.number)).to_be_visible()
    page.locator("main [name=number]").select_option(THIRD.number)
    fill(page, ground=WITHDRAWN)
    company.pictures.take(page, "secretariat/drop-out")
    page.get_by_role("button", name="It drops out").click()
    said(page, "What follows is put to the funders.")
    for code in OFFICERS:
        says_yes(company, code, "Say yes or no to decision 2")
    for code in ("MSF", "AFR"):
        page = company.at_step(OFFICERS[code], "Confirm the awards")
        expect(page.locator(f"#app-{LAST.number}")).to_be_visible()
        _confirm(page)
    page = company.at_step(SECRETARIAT, "Letters")
    page.get_by_role("link", name="Look at the letters before they go").click()
    told = _sent(company, page)
    assert sorted(told) == sorted([*LAST.people, *THIRD.people])


def the_results_are_published(company: Company) -> None:
    company.at("2027-11-02 11:00")
    page = company.at_step(SECRETARIAT, "Publish the results")
    fill(page, ground="Selection meeting of 14 September 2027, and the decision of 12 October 2027")
    company.pictures.take(page, "secretariat/results")
    page.get_by_role("button", name="Publish the results").click()
    said(page, "The results are published.")
    reader = company.at_part("nobody", "Calls")
    reader.locator("main").get_by_role("link", name=TITLE).click()
    reader.get_by_role("link", name="What was funded").first.click()
    shown = reader.locator("main").inner_text()
    funded = {one.acronym for one in TEAMS.values() if one.number in shown}
    assert funded == {"RECIRCLE", "GLASSLOOP", "COLDSORT"}


def the_observer_reads_all_of_it_and_changes_nothing(company: Company) -> None:
    company.at("2027-11-03 09:00")
    before = unscoped(Event, "the test counts").count()
    page = company.at_part(OBSERVER, "Procedures")
    page.locator("main").get_by_role("link", name=TITLE).click()
    company.pictures.take(page, "reviewer-or-observer/procedure")
    page.get_by_role("link", name="The observer's report").click()
    for words in ("decision", "2", WITHDRAWN):
        expect(page.locator("main")).to_contain_text(words)
    company.pictures.take(page, "reviewer-or-observer/report")
    client = client_of(User.objects.get(email=OBSERVER))
    for address in CHANGES:
        assert client.post(address, {"state": "closed", "text": "x", "ground": "x"}).status_code == 404, address
    assert page.locator("main form[method=post]").count() == 0
    assert unscoped(Event, "the test counts").count() == before


def the_administrator_reads_the_trail_and_the_outbox(company: Company) -> None:
    page = company.at_part(ADMINISTRATOR, "Audit trail")
    company.pictures.take(page, "administrator/trail")
    page = company.at_part(ADMINISTRATOR, "Outbox")
    company.pictures.take(page, "administrator/outbox")
    expect(page.locator("main .state.fail")).to_have_count(0)

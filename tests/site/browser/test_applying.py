"""Applying, as people do it: in windows, by hand, with and without JavaScript, on a phone, by keyboard alone."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from renkei.site.applications import actions
from renkei.site.applications.models import Application, SectionText, Submission
from renkei.site.policy import Role, unscoped
from tests.site.applications.conftest import letters, secret_of
from tests.site.browser.applicants import form, log_in, saving, team, window  # noqa: F401 - fixtures
from tests.site.browser.axe import grave
from tests.site.browser.conftest import PHONE
from tests.site.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long enough sentence 7"


def begin(page, name):
    page.goto("/applications/begin/joint/")
    page.get_by_text("An organisation that is not in the list").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Country").select_option("JP")
    page.get_by_label("Kind and size").select_option("university")
    page.get_by_label("Acronym").fill("NANO")
    page.get_by_label("Title").fill("Small things")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="NANO")).to_be_visible()


def part(page, title, at=0):
    page.get_by_label("Parts of the application").get_by_role("link", name=title).nth(at).click()


def ask(page, at=0):
    part(page, "Money asked", at)
    page.get_by_label("Who pays").select_option("JST")
    page.get_by_label("Amount asked").fill("1000000")
    page.get_by_label("Personnel").fill("2000000")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved at").first).to_be_visible()


def hand_in(page):
    part(page, "Hand in")
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    made = unscoped(Submission, "the test").get()
    assert made.sha256 in page.content()


def test_a_consortium_of_three_from_invitation_to_receipt(form, window):  # noqa: F811
    """One has an account with another address than the one invited, one makes an account on the way."""
    lead = window(person("lead@x.example"))
    begin(lead, "Kyoto Institute")
    part(lead, "Consortium")
    for name, email in (("Osaka Works", "osaka@x.example"), ("Ottawa Films", "new@y.example")):
        lead.get_by_text("An organisation that is not in the list").click()
        lead.get_by_label("Name", exact=True).fill(name)
        lead.get_by_label("Country").select_option("CA")
        lead.get_by_label("Kind and size").select_option("sme")
        lead.get_by_role("button", name="Add this partner").click()
        invite = lead.get_by_text(f"Invite somebody to write for {name}")
        invite.click()
        lead.locator("details", has=invite).get_by_label("E-mail address").fill(email)
        lead.locator("details", has=invite).get_by_role("button", name="Invite").click()
        expect(lead.get_by_text(f"Invited: {email}")).to_be_visible()
    first, second = (f"/applications/invitations/{secret_of(letter)}/" for letter in letters("invitation"))

    osaka = window(person("somebody.else@z.example"))
    osaka.goto(first)
    expect(osaka.get_by_text("you are logged in as somebody.else@z.example")).to_be_visible()
    osaka.get_by_role("button", name="Accept").click()

    ottawa = window()
    ottawa.goto(second)
    make_an_account(ottawa, "new@y.example")
    ottawa.goto("/applications/")
    ottawa.get_by_role("link", name="Open it").click()
    ottawa.get_by_role("button", name="Accept").click()

    for at, page in enumerate((lead, osaka, ottawa)):
        page.goto(f"/applications/{unscoped(Application, 'the test').get().public_id}/")
        part(page, "Work plan", at)
        with saving(page):
            page.get_by_label("Work plan", exact=True).fill("What we do.")
        ask(page, at)
        if page is not lead:
            part(page, "Sign off", at - 1)
            page.get_by_role("button", name="Sign off this part").click()
            expect(page.get_by_text("Signed off by")).to_be_visible()
    part(lead, "Hand in")
    expect(lead.get_by_text("“Summary” is empty.")).to_be_visible()
    part(lead, "Summary")
    with saving(lead):
        lead.get_by_label("Summary", exact=True).fill("What we do together.")
    hand_in(lead)
    osaka.goto("/applications/")
    expect(osaka.get_by_text("handed in", exact=True)).to_be_visible()


def make_an_account(page, email):
    page.get_by_role("link", name="Make an account").click()
    page.locator("main input[type=email]").fill(email)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url("**/confirm-email/")
    (letter,) = [one for one in mail.outbox if one.to == [email]]
    page.goto(re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", letter.body)[1])
    page.get_by_role("button", name="Yes, confirm it").click()
    expect(page.get_by_role("button", name="Yes, confirm it")).to_have_count(0)
    if page.get_by_role("button", name="Log out").count() == 0:
        page.goto("/accounts/login/")
        page.locator("main input[type=email]").fill(email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Log in").click()
        expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_two_who_write_at_once_see_both_texts_and_join_them(team, window):  # noqa: F811
    here = f"/applications/{team.id}/sections/summary/"
    one, other = window(team.lead), window(team.lead)
    one.goto(here)
    other.goto(here)
    with saving(one):
        one.get_by_label("Summary").fill("We make films.\nThin ones.")
    expect(one.locator("#saved")).to_contain_text("Saved at")
    other.get_by_label("Summary").fill("We make films.\nThick ones.")
    other.get_by_role("link", name="Look at both").click()
    expect(other.locator("del")).to_contain_text("Thin")
    expect(other.locator("ins")).to_contain_text("Thick")
    assert grave(other) == []
    other.get_by_label("Both joined").fill("We make films.\nThin and thick ones.")
    other.get_by_role("button", name="Save the joined text").click()
    expect(other.get_by_label("Summary")).to_have_value("We make films.\nThin and thick ones.")
    one.get_by_label("Summary").fill("Something else.")
    expect(one.locator("#saved")).to_contain_text("kept beside it")


def test_a_text_survives_a_lost_session_and_goes_when_its_writer_logs_out(team, window, live_server):  # noqa: F811
    here = f"/applications/{team.id}/sections/summary/"
    page = window(team.lead)
    page.goto(here)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Summary").fill("Written in the night.")
    expect(page.locator("#saved")).to_contain_text("you are logged out")
    log_in(page.context, live_server, team.lead)
    page.goto(here)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("Summary")).to_have_value("Written in the night.")
    expect(page.locator("#saved")).to_contain_text("Saved at")
    assert unscoped(SectionText, "the test").get().text == "Written in the night."
    page.evaluate("localStorage.setItem('renkei:1:x', 'kept')")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('renkei:'))") == []


def test_remarks_of_funders_follow_what_is_written(team, window):  # noqa: F811
    from renkei.site.calls.models import Participation

    unscoped(Participation, "the test").update(annex={"rate": "50"})
    page = window(team.lead)
    page.goto(f"/applications/{team.id}/partners/{team.partners['Lead'].public_id}/request/")
    page.get_by_label("Who pays").select_option("JST")
    page.get_by_label("Personnel").fill("1000000")
    with saving(page):
        page.get_by_label("Amount asked").fill("620000")
    expect(page.locator("#panel")).to_contain_text("lower the request to JPY 500,000")
    page.get_by_label("Amount asked").fill("500000")
    expect(page.locator("#panel")).not_to_contain_text("lower the request")


def test_without_javascript_one_applies_from_the_beginning_to_the_receipt(form, window):  # noqa: F811
    page = window(person("a@x.example"), java_script_enabled=False)
    begin(page, "Osaka Works")
    for title, at in (("Summary", 0), ("Work plan", 0)):
        part(page, title, at)
        page.get_by_label(title, exact=True).fill("What we do.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").filter(has_text="Saved at").first).to_be_visible()
    ask(page)
    hand_in(page)


def test_on_a_phone_one_applies_and_no_page_is_wider_than_it(form, window):  # noqa: F811
    page = window(person("a@x.example"), PHONE, has_touch=True, is_mobile=True)
    begin(page, "Osaka Works")
    for title in ("Summary", "Work plan", "Files"):
        page.get_by_text("All parts").click()
        part(page, title)
        if title != "Files":
            with saving(page):
                page.get_by_label(title, exact=True).fill("What we do.")
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], title
    page.get_by_text("All parts").click()
    ask(page)
    page.get_by_text("All parts").click()
    hand_in(page)
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_by_keyboard_alone_one_writes_saves_and_hands_in(team, window):  # noqa: F811
    now = timezone.now()
    team.write_all(now)
    page = window(team.lead)
    page.goto(f"/applications/{team.id}/sections/summary/")

    def reach(name):
        for _ in range(80):
            page.keyboard.press("Tab")
            found = page.evaluate("document.activeElement.innerText || document.activeElement.id")
            if name in (found or ""):
                return
        raise AssertionError(f"{name} is not reached by Tab")

    reach("id_text")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Written by keys.")
    reach("Save")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved at").first).to_be_visible()
    reach("Hand in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/")
    page.locator("main").press("Tab")
    for _ in range(3):
        reach("Hand in")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    assert "Written by keys." in unscoped(Submission, "the test").get().snapshot


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_axe_finds_nothing_grave_on_the_pages_of_applicants_and_readers(team, window, appearance):  # noqa: F811
    from renkei.site.calls.models import Participation

    unscoped(Participation, "the test").update(annex={"rate": "40"})
    now = timezone.now()
    team.write_all(now)
    lead, osaka = team.acting("Lead", now), team.partners["Osaka"].public_id
    actions.invite(lead, team.id, osaka, "n@y.example")
    kept = actions.save_section(lead, team.place("summary"), "Mine", 0).beside
    made = actions.submit(lead, team.id, "k")
    whole = f"/applications/{team.id}/"
    own = f"{whole}partners/{osaka}/"
    pages = [
        "/applications/",
        "/applications/begin/joint/?find=o",
        f"/applications/invitations/{secret_of(letters('invitation')[-1])}/",
        whole,
        f"{whole}rename/",
        f"{whole}consortium/?find=o",
        f"{whole}submit/",
        f"{whole}sections/summary/",
        f"{whole}sections/summary/history/",
        f"{whole}sections/summary/beside/{kept.pk}/",
        f"{whole}partners/{team.partners['Lead'].public_id}/request/",
        f"{own}request/",
        f"{own}files/",
        f"{own}sign-off/",
        f"/applications/receipts/{made.public_id}/",
        f"/applications/submissions/{made.public_id}/",
        "/tokens/",
    ]
    page = window(team.lead, color_scheme=appearance)
    found = {}
    for address in pages:
        assert page.goto(address).ok, address
        found[address] = grave(page)
    secretariat = window(person("s@x.example", Role.SECRETARIAT), color_scheme=appearance)
    assert secretariat.goto("/applications/submitted/joint/").ok
    found["list"] = grave(secretariat)
    assert {address: said for address, said in found.items() if said} == {}

"""Every page of the site, for every role that may open it, in a real browser over the made-up programme.

An address is visited once for each group of roles that it shows the same controls; languages take turns. Pages are laid
out again for a phone in the dark without being fetched anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import pytest
from django.utils import timezone

from renkei.site.accounts.models import User
from renkei.site.decisions.at_hand import forget
from renkei.site.demo import make_programme
from tests.site.browser import pictures
from tests.site.browser.axe import grave
from tests.site.browser.conftest import DESK, PHONE
from tests.site.browser.places import WITHOUT, addresses, names, over_the_programme
from tests.site.clients import client_of

ROLES = ("", "reviewer", "lead", "partner", "officer.jp", "secretariat", "coordinator", "chair", "observer", "admin")
OF_ANYBODY = ("account_", "mfa_", "socialaccount_")  # pages that do not know roles: once for the public, once for one
LANGUAGES = ("en", "ja", "fr")
CONTROLS = re.compile(r"<(h1|h2|table|form|button|input|select|textarea|details)\b[^>]*?(?:name=\"(\w+)\"|>)")
UNSEEN_FOCUS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((one) => one.type !== 'hidden' && one.checkVisibility({visibilityProperty: true}) && !one.disabled)
    .filter((one) => one.tabIndex >= 0)
    .filter((one) => { one.focus({focusVisible: true, preventScroll: true}); const how = getComputedStyle(one);
        return document.activeElement === one && how.outlineStyle === 'none' && how.boxShadow === 'none'; })
    .slice(0, 3).map((one) => one.outerHTML.slice(0, 90))"""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


@dataclass(frozen=True)
class Visit:
    """A page to open: its name and address, as whom, for whom else too."""

    name: str
    address: str
    role: str


def answers(name: str, address: str, clients) -> Iterator[tuple[str, object]]:
    """Role → what the address answers; an address that takes no GET is asked once."""
    for role, client in clients.items():
        if name.startswith(OF_ANYBODY) and role not in ("", "lead"):
            continue
        answer = client.get(address)
        yield role, answer
        if answer.status_code == 405:
            return


def is_page(answer) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html") and b"<html" in answer.content[:200]


def visits(clients) -> tuple[list[Visit], list[str]]:
    """The pages to open, and the names of addresses that nobody can."""
    found, lost, known = [], [], over_the_programme()
    for name in dict.fromkeys(names()):
        told = name in WITHOUT
        for address in () if told else addresses(name, known):
            shapes = set()
            for role, answer in answers(name, address, clients):
                told = told or answer.status_code != 404
                if is_page(answer) and answer.status_code in (200, 401, 422):
                    shape = tuple(CONTROLS.findall(answer.content.decode().partition("<main")[2]))
                    if shape not in shapes:
                        shapes.add(shape)
                        found.append(Visit(name, address, role))
        if not told:
            lost.append(name)
    return found, lost


def faults(page, visit: Visit, language: str) -> Iterator[str]:
    """What is wrong with an open page: at a desk in the light, then on a phone in the dark."""
    yield from grave(page)
    if page.locator("html").get_attribute("lang") != language:
        yield f"its language is not {language}"
    if page.locator("h1").count() != 1:
        yield f"it has {page.locator('h1').count()} first headings"
    yield from (f"focus cannot be seen on {one}" for one in page.evaluate(UNSEEN_FOCUS))
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    if (over := page.evaluate(TOO_WIDE)) > 0:
        yield f"on a phone it is {over} pixels too wide"
    yield from (f"in the dark: {one}" for one in grave(page, only=["color-contrast"]))


@pytest.mark.django_db(transaction=True)
def test_every_page_holds_for_every_role(browser, live_server):
    forget()
    make_programme(timezone.now().replace(microsecond=0))
    people = {role: User.objects.get(email=f"{role}@demo.example") if role else None for role in ROLES}
    clients = {role: client_of(person) for role, person in people.items()}
    pages, lost = visits(clients)
    assert lost == [], "nobody opens these: say in places.py where one is, or why there is none"
    wrong, languages, windows = [], cycle(LANGUAGES), {}
    folder = pictures.wanted()
    for place, visit in enumerate(pages):
        language = next(languages)
        if visit.role not in windows:
            windows[visit.role] = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
            if session := clients[visit.role].cookies.get("sessionid"):
                windows[visit.role].add_cookies([cookie("sessionid", session.value, live_server)])
        windows[visit.role].add_cookies([cookie("django_language", language, live_server)])
        page = windows[visit.role].new_page()
        page.set_viewport_size(DESK)
        page.goto(visit.address)
        where = f"{visit.name} {visit.address} as {visit.role or 'the public'} in {language}"
        wrong += [f"{where}: {fault}" for fault in faults(page, visit, language)]
        if folder:
            pictures.take(page, f"{place:03}-{visit.name}-{visit.role or 'public'}", folder)
        page.close()
    for window in windows.values():
        window.close()
    forget()
    assert not wrong, "\n".join(wrong)


def cookie(name: str, value: str, live_server) -> dict[str, str]:
    return {"name": name, "value": value, "url": live_server.url}

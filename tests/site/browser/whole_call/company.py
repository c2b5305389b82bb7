"""Everybody who takes part in the call, each at a window of their own; the clock, the post, the pictures."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_string
from email.message import Message
from urllib.parse import urlsplit

from playwright.sync_api import expect

from renkei.site.accounts.models import User
from renkei.site.outbox.worker import Worker
from tests.site.browser.conftest import DESK
from tests.site.browser.whole_call.pictures import Pictures
from tests.site.clients import client_of
from tests.site.conftest import arrive

SECRETARIAT, ADMINISTRATOR = "sora@secretariat.example", "ada@secretariat.example"
CHAIR, OBSERVER = "chandra@panel.example", "otto@ministry.example"
OFFICERS = {"MSF": "hanako@msf.example", "PRC": "olive@prc.example", "AFR": "anne@afr.example"}
STAFF = (SECRETARIAT, ADMINISTRATOR, CHAIR, OBSERVER, *OFFICERS.values())
NAMES = {
    SECRETARIAT: "Sora Sekretar", ADMINISTRATOR: "Ada Admin", CHAIR: "Chandra Chair", OBSERVER: "Otto Observer",
    OFFICERS["MSF"]: "Hanako Kakū", OFFICERS["PRC"]: "Olive Officer", OFFICERS["AFR"]: "Anne Agence",
}  # fmt: skip
SLUG, TITLE = "materials-2027", "Materials for a circular economy 2027"


def moment(text: str) -> datetime:
    """A moment of the story, such as 2027-03-16 09:00, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Letter:
    """A mail as it arrived at the mail server."""

    to: list[str]
    subject: str
    text: str

    def link(self, part: str) -> str:
        """The address in it that leads to a part of the site."""
        found = re.search(rf"https?://\S*{part}\S*", self.text)
        assert found, self.text
        return found[0]


@dataclass
class Company:
    """The windows by the address of who sits at them; the mail server's letters as they arrive."""

    browser: object
    server: object
    monkeypatch: object
    mail: object
    pictures: Pictures
    windows: dict[str, object] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    _read: int = 0

    def at(self, text: str) -> datetime:
        """It is this moment from now on, for every request."""
        now = moment(text)
        arrive(self.monkeypatch, now)
        return now

    def window(self, email: str):
        """The window of somebody who has logged in; that of nobody is the public's."""
        if email not in self.windows:
            user = User.objects.filter(email=email).first()
            self.windows[email] = self._opened(user, email)
        return self.windows[email]

    def at_part(self, email: str, name: str):
        """Somebody's window, gone from the first page to a part of the site by its link in the header."""
        page = self.window(email)
        page.goto("/")
        page.locator("nav.ways").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("nav.ways a[aria-current=page]")).to_have_text(name)
        return page

    def at_step(self, email: str, words: str):
        """Somebody's window, gone from the first page to a step that it names under their work."""
        page = self.window(email)
        page.goto("/")
        page.locator("main .steps, main").get_by_role("link", name=words).first.click()
        page.wait_for_url(lambda address: urlsplit(address).path != "/")
        return page

    def newcomer(self, email: str):
        """A window in which somebody has yet to make an account."""
        self.windows[email] = self._opened(None, email)
        return self.windows[email]

    def _opened(self, user: User | None, name: str):
        context = self.browser.new_context(base_url=self.server.url, viewport=DESK, reduced_motion="reduce")
        context.set_default_timeout(40_000)
        if user is not None:
            cookies = client_of(user).cookies
            context.add_cookies(
                [{"name": key, "value": one.value, "url": self.server.url} for key, one in cookies.items()]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{name}: {error}"))
        return page

    def post(self) -> list[Letter]:
        """What the outbox's worker hands to the mail server now, as it arrives there."""
        Worker().run(once=True)
        arrived = self.mail.arrived()
        new, self._read = arrived[self._read :], len(arrived)
        return [_letter(one) for one in new]

    def close(self) -> None:
        """Everybody goes home; no page may have failed."""
        for page in self.windows.values():
            page.context.close()
        assert self.complaints == []


def _letter(one: dict) -> Letter:
    message: Message = message_from_string(one["text"])
    plain = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    subject = str(message["Subject"])
    return Letter(sorted(one["to"]), subject, plain.get_payload(decode=True).decode())


def fill(page, **values: str) -> None:
    """Fields of a form by their names."""
    for name, value in values.items():
        page.fill(f"main [name='{name}']", value)


def choose(page, **values: str) -> None:
    """Choices of a form by their names."""
    for name, value in values.items():
        page.locator(f"main [name='{name}']").select_option(value)


def said(page, words: str) -> None:
    """The page tells that something was done."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()

"""People in browsers of their own, at a call that is open now."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from renkei.site.calls.models import Section
from tests.site.applications.conftest import founded
from tests.site.browser.conftest import DESK
from tests.site.clients import client_of


@pytest.fixture
def form(call):
    """The call, open by the machine's clock, with a section for all and one for each partner."""
    now = timezone.now()
    call.opens_at, call.closes_at = now - timedelta(days=1), now + timedelta(days=30)
    call.accepts_until = call.closes_at
    call.save()
    Section(call=call, key="summary", title="Summary", position=1).save()
    Section(call=call, key="work", title="Work plan", position=2, per_partner=True).save()
    return call


@pytest.fixture
def team(form):
    return founded("Lead", "Osaka", at=timezone.now())


@pytest.fixture
def window(browser, live_server):
    """Opens a window of somebody who has logged in, or of the public; whatever it complains of fails the test."""
    complaints, contexts = [], []

    def opened(user=None, size=DESK, **given):
        context = browser.new_context(base_url=live_server.url, viewport=size, reduced_motion="reduce", **given)
        context.set_default_timeout(15_000)
        contexts.append(context)
        log_in(context, live_server, user)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if "Content" in message.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def log_in(context, live_server, user) -> None:
    if user is not None:
        cookies = client_of(user).cookies
        context.add_cookies(
            [{"name": name, "value": one.value, "url": live_server.url} for name, one in cookies.items()]
        )


@contextmanager
def saving(page):
    """What is done in it is saved by the page's own script."""
    with page.expect_response(lambda answer: answer.request.headers.get("x-autosave") == "1") as answer:
        yield answer
    assert answer.value.ok

"""The whole of a joint call in a real browser: five roles, two stages, letters by a real mail server, a drop-out."""

import pytest

from renkei.site.decisions.at_hand import forget
from renkei.site.environment.address import smtp
from tests.site.browser.whole_call import story
from tests.site.browser.whole_call.company import Company
from tests.site.browser.whole_call.pictures import Pictures
from tests.site.browser.whole_call.told import named

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company(browser, live_server, monkeypatch, letters, settings):
    """Windows for everybody; mail goes by the site's own outbox to a real mail server."""
    settings.EMAIL_BACKEND = "renkei.site.outbox.backend.OutboxBackend"
    settings.SMTP = smtp(letters.address)
    settings.SITE_ADDRESS = live_server.url
    forget()
    made = Company(browser, live_server, monkeypatch, letters, Pictures())
    yield made
    made.close()
    forget()


def test_a_call_of_two_stages_from_the_empty_screen_to_the_letters_and_a_drop_out(company):
    for step in story.STEPS:
        step(company)
    assert set(named()) <= set(company.pictures.names)  # the walk-throughs show nothing that this does not pass

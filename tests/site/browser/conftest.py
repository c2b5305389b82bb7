"""A real browser before a real server: Debian's Chromium, driven by Playwright; without it these tests skip."""

import os
import shutil
from collections.abc import Iterator

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
PATIENCE = 20_000  # milliseconds: beside other tests a page may take its time
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One browser for all tests of a process."""
    place = shutil.which("chromium") or shutil.which("chromium-browser")
    if place is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread, beside Django's calls
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=place, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser, live_server) -> Iterator[object]:
    """A new person's window on the site, at a desk's size."""
    context = browser.new_context(base_url=live_server.url, viewport=DESK, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()

"""Pictures of pages, for people to look at: `PICTURES=/tmp/pictures pytest tests/site/browser/test_every_page.py`.

Every page at a projector's width, a laptop's and a phone's, light and dark, in three languages; it takes its time.
"""

import os
from itertools import product
from pathlib import Path

from tests.site.browser.conftest import DESK, PHONE

LAPTOP = {"width": 1440, "height": 900}
SIZES = {"projector": DESK, "laptop": LAPTOP, "phone": PHONE}
SCHEMES, LANGUAGES = ("light", "dark"), ("en", "ja", "fr")


def wanted() -> Path | None:
    """The folder that the pictures go to; None where nobody asked for any."""
    return Path(os.environ["PICTURES"]) if os.environ.get("PICTURES") else None


def take(page, name: str, folder: Path) -> None:
    """An open page in all its looks, whole, named SIZE-SCHEME-LANGUAGE/NAME.png."""
    address = page.url
    for language in LANGUAGES:
        page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for (size, room), scheme in product(SIZES.items(), SCHEMES):
            page.set_viewport_size(room)
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=folder / f"{size}-{scheme}-{language}" / f"{name}.png", full_page=True)

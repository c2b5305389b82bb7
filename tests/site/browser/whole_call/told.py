"""The walk-throughs in docs, and the pictures that they name."""

import re

from tests.site.browser.whole_call.pictures import PLACE
from tests.site.standing import ROOT

WALKS = sorted((ROOT / "docs" / "walkthroughs").glob("*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(\.\./pictures/([^)]+)\.png\)")


def named() -> list[str]:
    """The names of the pictures that the walk-throughs show."""
    return [name for walk in WALKS for name in PICTURE.findall(walk.read_text(encoding="utf-8"))]


def kept() -> set[str]:
    """The names of the pictures that lie in docs."""
    return {file.relative_to(PLACE).with_suffix("").as_posix() for file in PLACE.rglob("*.png")}

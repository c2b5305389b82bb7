"""Pictures of what the test walks past, for the walk-throughs in docs: made only where PICTURES is set."""

import io
import os

from tests.site.standing import ROOT

PLACE = ROOT / "docs" / "pictures"
ASKED = "PICTURES"
COLOURS, TALLEST = 64, 1200  # px


class Pictures:
    """Takes a picture under a name, such as `secretariat/desk`; every name once in a run."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def take(self, page, name: str, tallest: int = TALLEST) -> None:
        """The page as it stands, as wide as its window, cut off where it is too tall to be read in a text."""
        assert name not in self.names, f"two pictures named {name}"
        self.names.append(name)
        if not os.environ.get(ASKED):
            return
        size = page.viewport_size
        tall = min(page.evaluate("document.documentElement.scrollHeight"), tallest)
        page.set_viewport_size({"width": size["width"], "height": max(tall, size["height"])})
        page.evaluate("scrollTo(0, 0)")
        clip = {"x": 0, "y": 0, "width": size["width"], "height": tall}
        taken = page.screenshot(clip=clip, animations="disabled", caret="hide")
        page.set_viewport_size(size)
        where = PLACE / f"{name}.png"
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(reduced(taken))


def reduced(png: bytes) -> bytes:
    """The same picture in few colours: pages are flat, and a repository keeps every version."""
    from PIL import Image

    made = io.BytesIO()
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=0)
    few.save(made, "PNG", optimize=True)
    return made.getvalue()

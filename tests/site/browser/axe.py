"""What axe-core (vendored beside, MPL-2.0) says against a page."""

from pathlib import Path

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


def grave(page) -> list[str]:
    """The serious and critical findings on the page as it stands, each with the elements that it is about."""
    page.evaluate(AXE)
    return [
        f"{found['id']}: {found['help']}: {[node['html'][:120] for node in found['nodes']]}"
        for found in page.evaluate(RUN)
        if found["impact"] in GRAVE
    ]

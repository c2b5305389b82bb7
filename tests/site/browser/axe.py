"""What axe-core (vendored beside, MPL-2.0) says against a page."""

from pathlib import Path

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
RUN = """async (only) => (await axe.run(document, {resultTypes: ['violations'],
    ...(only && {runOnly: {type: 'rule', values: only}})})).violations"""


def grave(page, only: list[str] | None = None) -> list[str]:
    """The serious and critical findings on the page as it stands, each with the elements that it is about.

    `only`: the rules to look at; all where none are named.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [
        f"{found['id']}: {found['help']}: {[node['html'][:120] for node in found['nodes']]}"
        for found in page.evaluate(RUN, only)
        if found["impact"] in GRAVE
    ]

"""The page `coordination.html`: budgets, maps with their tables, overlaps, complements, gaps, themes."""

from fractions import Fraction

from renkei.reports.coordination.budgets import budgets
from renkei.reports.coordination.findings import complements, gaps, overlaps, similar
from renkei.reports.coordination.lead import figures, lead
from renkei.reports.coordination.maps import maps
from renkei.reports.coordination.shown import Shown, language_of
from renkei.reports.coordination.themes import details, themes
from renkei.reports.page import environment

LEVELS = ("programme", "project", "application")
FINDINGS = (
    ("overlaps", overlaps),
    ("similar", similar),
    ("complements", complements),
    ("gaps", gaps),
    ("themes", themes),
)


def html(shown: Shown, language: str = "en") -> str:
    """The page as HTML, self-contained. ValueError for an unknown language."""
    say = language_of(shown, language)
    mapped = [(level, list(maps(shown, level, say))) for level in LEVELS]
    return (
        environment()
        .get_template("coordination.html.j2")
        .render(
            t=say,
            title=say("coordination.title", name=shown.name),
            made_up=shown.made_up,
            lead=list(lead(shown, say)),
            figures=figures(shown, say),
            budgets=budgets(shown, say),
            levels=[(level, found) for level, found in mapped if found],
            findings=[(key, table(shown, say)) for key, table in FINDINGS],
            themes=details(shown, say),
            reach=shown.found.options.reach,
            regions=say.percent(Fraction(str(shown.found.options.regions))),
        )
    )

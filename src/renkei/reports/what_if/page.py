"""The table of rules and raises as one self-contained page: no script, no remote address."""

from renkei.engines.selection.what_if import Compared
from renkei.reports.page import environment
from renkei.reports.what_if.grid import compared_in, grid, left_out
from renkei.reports.what_if.plot import plot


def html(found: Compared, call: str, language: str = "en", *, made_up: bool = False) -> str:
    """The page `what_if.html`; it says that it is a simulation. ValueError for a language without a catalogue."""
    say = compared_in(found, language)
    return (
        environment()
        .get_template("what_if.html.j2")
        .render(
            t=say,
            title=say("what_if.title", call=call),
            made_up=made_up,
            table=grid(found, say),
            drawing=plot(found, say),
            left_out=left_out(found, say),
        )
    )

"""Settings of the lottery (`selection.lottery`): read from programme.yaml, and written back."""

from typing import Any

from renkei.programme.section import Section
from renkei.settings import Lottery


def lottery_of(selection: Section) -> Lottery | None:
    """The lottery that the section `selection` states, None for none; what does not hold is said."""
    section = selection.section("lottery")
    section.only("width", "draw_named")
    if not section.entries:
        return None
    width = section.number("width")
    if width is not None and width < 0:
        section.wrong("width", str(width), "an interval's width is 0 or more standard errors", "write 0 or more")
        width = None
    if width is not None:
        _refuse_with_intervals(selection)
    named = section.text("draw_named")
    return Lottery(width, named) if named or width is not None else None


def _refuse_with_intervals(selection: Section) -> None:
    """What the intervals of scores cannot stand beside."""
    remedy = "correct it, or delete width: of the lottery"
    if selection.text("rule") in ("best", "sum"):
        rule = "a lottery with intervals needs a funding line: ranking or gaps"
        selection.wrong("rule", selection.text("rule"), rule, remedy)
    if selection.text("binding") == "rank":
        selection.wrong("binding", "rank", "a lottery's intervals are of scores, which bind", remedy)
    if selection.text("who_ranks") in ("merged", "national_points"):
        rule = "a lottery's intervals are of one panel's scores"
        selection.wrong("who_ranks", selection.text("who_ranks"), rule, remedy)
    if selection.texts("tie_criteria"):
        rule = "a lottery with intervals has no tie criteria: they would settle what is to be drawn"
        selection.wrong("tie_criteria", ", ".join(selection.texts("tie_criteria")), rule, remedy)


def lottery_keys(lottery: Lottery | None) -> dict[str, Any]:
    """The same as keys of programme.yaml; empty where there is none."""
    return {} if lottery is None else {"width": lottery.width, "draw_named": lottery.draw_named}

"""A made-up call in two stages: the first is over and scored, and nobody is invited yet."""

from datetime import datetime, timedelta

from renkei.site.calls import actions as calling
from renkei.site.demo import calls
from renkei.site.demo.applications import handed_in
from renkei.site.demo.assessed import DECIDING, score
from renkei.site.demo.cast import Cast

SEED = 5
CAP = "0.15"  # times a funder's budget: so little that not everybody is invited


def over(cast: Cast, at: datetime) -> None:
    """Four pre-proposals came, one of them was withdrawn; the rest is scored."""
    day = timedelta(days=1)
    made = calls.closed(cast, at)
    by = cast.acting("secretariat", made.opens_at - 25 * day)
    calling.set_deciding(by, made.slug, calling.Deciding({**DECIDING, "demand": {"cap": CAP}}, stages=2))
    calling.add_usual(by, made.slug, ["risks", "people"])
    calls.publish(cast, made)
    due = made.closes_at
    came = [
        handed_in(cast, made, due - 6 * day, "LEAFLIGHT", "Leaves that tell the time", 180_000_00),
        handed_in(cast, made, due - 3 * day, "SOILSCAN", "Reading soil by its glow", 120_000_00),
        handed_in(cast, made, due - timedelta(hours=2), "FOGLENS", "A lens for fog", 260_000_00),
    ]
    handed_in(cast, made, due - 8 * day, "OWLEYE", "Seeing in the dark", 90_000_00, withdrawn=True)
    score(cast, made.slug, SEED, came, at - 4 * day)

"""What was found, in sentences of the reader's language."""

from collections.abc import Iterator

import polars as pl

from renkei.engines.overlap import Overlap
from renkei.reports.language import Language
from renkei.tables.portfolio import TESTS

NAMED = 8


def lead(found: Overlap, say: Language) -> Iterator[str]:
    """What it came to."""
    pairs = found.to_read.height
    several = found.to_read.filter(pl.col("tests").list.len() > 1).height
    yield say("overlap.lead", n=pairs) if pairs else say("overlap.lead.none")
    if several:
        yield say("overlap.lead.several", n=several)
    judged = found.to_read.filter(verdict="no_overlap")
    if judged.height:
        yield say("overlap.judged", n=judged.height)
        news = judged.filter(pl.col("since").is_not_null())
        if news.height:
            pairs_of = (f"{left} – {right}" for left, right in news.select("left_id", "right_id").iter_rows())
            yield say("overlap.judged.since", n=news.height, list=say.items(pairs_of, limit=NAMED))
    if found.left_over.height:
        yield say("overlap.left_over", n=found.left_over.height)


def left_out(found: Overlap, say: Language) -> Iterator[str]:
    """What nothing was built on, and why: silence would pass for an answer."""
    if found.crowded_people:
        yield say("overlap.crowded.people", list=say.items(found.crowded_people, limit=NAMED))
    if found.crowded_items:
        yield say("overlap.crowded.items", list=say.items(found.crowded_items, limit=NAMED))
    crowds = found.texts.left_out.filter(what="identical")
    if crowds.height:
        named = (
            f"{left} – {right} ({say.number(many)})"
            for many, left, right in crowds.select("texts", "left_id", "right_id").iter_rows()
        )
        yield say("overlap.crowded.texts", n=crowds.height, list=say.items(named, limit=NAMED))
    keys = found.texts.left_out.height - crowds.height
    if keys:
        yield say("overlap.crowded.wording", n=keys)
    for name in ("efforts", "days", "costs"):
        number = getattr(found, f"unknown_{name}")
        if number:
            yield say(f"overlap.unknown.{name}", n=number)


def counts(found: Overlap, say: Language) -> Iterator[tuple[str, int]]:
    """How many pairs there are, and by each test."""
    yield say("overlap.pairs"), found.to_read.height
    for test in TESTS:
        yield say(f"overlap.test.{test}"), found.overlaps.filter(test=test).height


def tests(names: list[str], say: Language) -> str:
    """The tests of a pair, by name."""
    return ", ".join(say(f"overlap.test.{test}") for test in names)

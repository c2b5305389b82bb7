"""Scores: inside the call's scale, on criteria that the call names."""

from collections.abc import Iterator, Mapping

from renkei.defects import Defect, say
from renkei.programme.nearness import nearest_word
from renkei.programme.source import Checked, Fault
from renkei.settings import Settings


def check_scores(settings: Settings, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Scores outside the scale and criteria not named; a criterion's own scale is not stated and not checked."""
    if "applications" in tables and settings.scale:
        score, scale = tables["applications"].frame["score"], settings.scale
        outside = (score < scale.minimum) | (score > scale.maximum)
        rule = say("a score lies between {least} and {most}", least=scale.minimum, most=scale.maximum)
        fault = (rule, "correct it, or the scale in programme.yaml")
        yield from tables["applications"].faults("score", outside, fault)
    if "criteria_scores" in tables:
        yield from criteria_named(settings.criteria, tables["criteria_scores"])


def criteria_named(named: tuple[str, ...], scores: Checked) -> Iterator[Defect]:
    """Criteria of a table that programme.yaml does not name."""

    def fault(cell: str) -> Fault:
        near = nearest_word(cell, named)
        remedy = say("write {word}", word=near) if near else "correct it"
        return "programme.yaml names the criterion", say(
            "{remedy}, or add it to criteria: in programme.yaml", remedy=remedy
        )

    cells = scores.frame["criterion"]
    yield from scores.faults("criterion", cells.is_not_null() & ~cells.is_in(list(named)), fault)

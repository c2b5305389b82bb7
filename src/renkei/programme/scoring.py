"""How reviews become scores (`score`): read from programme.yaml, and written back."""

from decimal import Decimal
from typing import Any

from renkei.programme.checks.amounts import suggestion
from renkei.programme.nearness import nearest_word
from renkei.programme.section import Section, decimal
from renkei.settings import TOTALS, ScoreSettings
from renkei.tables import DECIMALS

Ends = tuple[Decimal, Decimal]


def score_of(section: Section, criteria: tuple[str, ...]) -> ScoreSettings:
    """The settings that the section `score` states; what does not hold is said."""
    section.only("total", "weights", "scale", "confidence", "places")
    return ScoreSettings(
        total=section.choice("total", TOTALS, None),
        weights=_weights(section.section("weights"), criteria),
        scale=_scale(section.section("scale")),
        confidence=section.choice("confidence", ("weight", "ignored"), "weight"),
        places=_places(section),
    )


def _weights(section: Section, criteria: tuple[str, ...]) -> tuple[tuple[str, Decimal], ...]:
    found = []
    for name in section.entries:
        if name not in criteria:
            near = nearest_word(name, criteria)
            section.wrong(
                name, "", "a criterion is named under criteria:", f"write {near}" if near else "add it to criteria:"
            )
        value = section.number(name)
        if value is not None and value < 0:
            section.wrong(name, str(value), "a weight is 0 or more", "write 0 for a criterion that does not count")
        elif value is not None:
            found.append((name, value))
    if criteria and set(criteria) == {name for name, value in found if value == 0}:
        section.wrong("", "", "a criterion has a weight above 0", "write one")
    return tuple(sorted(found))


def _scale(section: Section) -> Ends | None:
    section.only("min", "max")
    if not section.entries:
        return None
    for name in ("min", "max"):
        if not section.text(name):
            section.wrong(name, "", "a scale has a minimum and a maximum", f"write {name}: and the number")
    lowest, highest = section.number("min"), section.number("max")
    if lowest is None or highest is None:
        return None
    if lowest >= highest:
        section.wrong("max", str(highest), "a scale's maximum is above its minimum", "correct min or max")
        return None
    return lowest, highest


def _places(section: Section) -> int:
    text = section.text("places")
    value = decimal(text) if text else None
    if not text or (value is not None and value in range(DECIMALS + 1)):
        return ScoreSettings.places if value is None else int(value)
    remedy = suggestion(text) if value is None else "write a whole number"
    section.wrong("places", text, f"a published score has 0 to {DECIMALS} decimals", remedy)
    return ScoreSettings.places


def score_keys(score: ScoreSettings) -> dict[str, Any]:
    """The same as keys of programme.yaml; empty where nothing but the defaults is stated."""
    return {
        "total": score.total,
        "weights": dict(score.weights),
        "scale": {"min": score.scale[0], "max": score.scale[1]} if score.scale else None,
        "confidence": score.confidence if score.confidence != "weight" else None,
        "places": score.places if score.places != ScoreSettings.places else None,
    }

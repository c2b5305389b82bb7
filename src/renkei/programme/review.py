"""Settings of the review (`review`): sizes, loads and what a panel must hold, read and written back."""

from typing import Any

from renkei.programme.checks import words
from renkei.programme.section import Section
from renkei.review import READINGS, Review

KEYS = (
    "per_application",
    "load_min",
    "load_max",
    "floor",
    "distinct_organisations",
    "countries",
    "pools",
    "languages",
)


def review_of(section: Section) -> Review:
    """The settings that the section `review` states; what does not hold is said."""
    section.only(*KEYS)
    review = Review(
        section.whole("per_application", 1),
        section.whole("load_min", 0),
        section.whole("load_max", 0),
        _share(section),
        _truth(section, "distinct_organisations"),
        section.whole("countries", 1),
        _truth(section, "pools"),
        section.choice("languages", READINGS, None),
    )
    _together(section, review)
    return review


def _share(section: Section) -> Any:
    value = section.number("floor")
    if value is not None and not 0 <= value <= 1:
        section.wrong("floor", str(value), "an affinity lies between 0 and 1", "write a share, such as 0.35")
        return None
    return value


def _truth(section: Section, name: str) -> bool:
    return bool(section.word(name, False, words.truth, words.yes_no_fault))


def _together(section: Section, review: Review) -> None:
    """What two keys cannot say together."""
    size, least, most = review.per_application, review.load_min, review.load_max
    if least is not None and most is not None and least > most:
        section.wrong("load_min", str(least), "the fewest are no more than the most", "correct load_min or load_max")
    if size is not None and review.countries is not None and review.countries > size:
        remedy = "ask for fewer countries, or enlarge per_application"
        section.wrong("countries", str(review.countries), "a panel has no more countries than members", remedy)


def review_keys(review: Review) -> dict[str, Any]:
    """The same as keys of programme.yaml; empty where nothing is stated."""
    return {name: getattr(review, name) for name in KEYS}

"""`review:` in programme.yaml: what the call publishes about its panels."""

from decimal import Decimal

import pytest

from renkei.programme.entries import Reading, entries_of_yaml
from renkei.programme.settings_file import settings_of
from renkei.programme.write import settings_yaml
from renkei.review import Review
from renkei.settings import Settings

EVERYTHING = Review(3, 1, 5, Decimal("0.2"), True, 2, True, "one")


def read(text: bytes) -> tuple[Review, list[tuple[str, str]]]:
    reading = Reading("programme.yaml")
    tree = entries_of_yaml(text, reading)
    assert tree is not None
    review = settings_of(tree, reading).review
    return review, [(one.column, one.rule) for one in reading.defects]


@pytest.mark.parametrize("review", [Review(), Review(per_application=2), EVERYTHING])
def test_what_is_written_reads_back_equal(review: Review) -> None:
    assert read(settings_yaml(Settings("x", review=review))) == (review, [])


@pytest.mark.parametrize(
    ("stated", "key", "rule"),
    [
        ("per_application: 0", "per_application", "it is a whole number, 1 or more"),
        ("per_application: 2.5", "per_application", "it is a whole number, 1 or more"),
        ("load_max: -1", "load_max", "it is a whole number, 0 or more"),
        ("{load_min: 4, load_max: 3}", "load_min", "the fewest are no more than the most"),
        ("floor: 1.2", "floor", "an affinity lies between 0 and 1"),
        ("pools: perhaps", "pools", "the cell says yes or no"),
        ("languages: both", "languages", "the cell holds one of: all, one"),
        ("{per_application: 2, countries: 3}", "countries", "a panel has no more countries than members"),
        ("reviewers: 3", "reviewers", "the key is known"),
    ],
)
def test_what_does_not_hold_is_said_at_its_key(stated: str, key: str, rule: str) -> None:
    flow = stated if stated.startswith("{") else f"{{{stated}}}"
    review, defects = read(f"name: x\nreview: {flow}\n".encode())
    assert defects == [(f"review.{key}", rule)]
    assert review.per_application in (None, 2)

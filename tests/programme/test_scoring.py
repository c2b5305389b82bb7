"""Settings of `renkei score`: read, refused, written back; and what makes a total."""

from decimal import Decimal
from fractions import Fraction

import pytest

from renkei.programme.checks.reviews import weights_of
from renkei.programme.entries import Reading, entries_of_yaml
from renkei.programme.settings_file import settings_of
from renkei.programme.write import settings_yaml
from renkei.settings import ScoreSettings

HEAD = "name: x\nscale: {min: 1, max: 9, best: low}\ncriteria: [merit, team]\n"
FULL = "score: {total: mean, weights: {merit: 2, team: 0.5}, scale: {min: 1, max: 9}, confidence: ignored, places: 0}\n"


def read(text):
    reading = Reading("programme.yaml")
    return settings_of(entries_of_yaml(text.encode(), reading), reading), reading.defects


def test_every_key_is_read_and_written_back_alike():
    settings, defects = read(HEAD + FULL)
    assert defects == []
    weights = (("merit", Decimal(2)), ("team", Decimal("0.5")))
    assert settings.score == ScoreSettings("mean", weights, (Decimal(1), Decimal(9)), "ignored", 0)
    assert read(settings_yaml(settings).decode()) == (settings, [])


def test_without_the_section_nothing_is_stated_and_nothing_written():
    settings, _ = read(HEAD)
    assert settings.score == ScoreSettings()
    assert b"score" not in settings_yaml(settings)


def test_a_mean_has_weights_that_add_up_to_1_and_a_sum_those_stated():
    mean, _ = read(HEAD + "score: {total: mean, weights: {merit: 2}}\n")
    assert weights_of(mean) == {"merit": Fraction(2, 3), "team": Fraction(1, 3)}
    total, _ = read(HEAD + "score: {total: sum, weights: {merit: 2}}\n")
    assert weights_of(total) == {"merit": 2, "team": 1}


@pytest.mark.parametrize(
    ("stated", "column"),
    [
        ("{total: average}", "score.total"),
        ("{totl: sum}", "score.totl"),
        ("{weights: {merit: two}}", "score.weights.merit"),
        ("{weights: {merit: 0, team: 0}}", "score.weights"),
        ("{scale: {min: 1}}", "score.scale.max"),
        ("{places: 2.5}", "score.places"),
        ("{confidence: weigh}", "score.confidence"),
        ("3", "score"),
    ],
)
def test_what_does_not_hold_is_said(stated, column):
    _, defects = read(f"{HEAD}score: {stated}\n")
    assert [defect.column.rstrip(".") for defect in defects] == [column]

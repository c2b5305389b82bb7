"""Affinity by a model that somebody gives."""

import numpy as np
import pytest

from renkei.engines.affinity import AffinityError, AffinityOptions, affinity
from tests.engines.affinity.calls import small
from tests.engines.affinity.test_affinity import values


class Letters:
    """Encodes a text as how often each letter stands in it."""

    def encode(self, sentences: list[str]) -> np.ndarray:
        return np.array(
            [[text.casefold().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in sentences]
        )


class Numbers:
    """Gives whatever it was made with."""

    def __init__(self, given: object) -> None:
        self.given = given

    def encode(self, sentences: list[str]) -> object:
        return self.given


def test_anything_that_encodes_gives_the_mean_cosine_of_the_nearest_texts() -> None:
    found = values(affinity(small(), encoder=Letters()))
    asked = Letters().encode(["Enzymes that digest plastic packaging. Protein design of enzymes."])[0]
    (known,) = Letters().encode(["Protein design. Enzymes for plastic."])
    cosine = asked @ known / np.linalg.norm(asked) / np.linalg.norm(known)
    assert found["A2", "R2"] == pytest.approx(cosine, abs=1e-4)


def test_who_has_no_text_has_no_affinity_by_a_model_either() -> None:
    assert "R4" not in {who for _, who in values(affinity(small(), encoder=Letters()))}


def test_bids_and_refusals_hold_with_a_model_too() -> None:
    said = [{"application_id": "A1", "reviewer_id": "R1", "bid": "refused"}]
    assert values(affinity(small(affinity=said), AffinityOptions(), encoder=Letters()))["A1", "R1"] is None


@pytest.mark.parametrize("given", [[[float("nan")]] * 2, [1.0, 2.0], [[1.0]]], ids=["not a number", "flat", "too few"])
def test_a_model_that_gives_no_vectors_is_refused(given: object) -> None:
    with pytest.raises(AffinityError, match="does not give one vector of numbers for each text"):
        affinity(small(), encoder=Numbers(given))

import numpy as np
import polars as pl
import pytest

from renkei.engines.overlap.text import TextOptions, text_pairs
from tests.engines.overlap.text.test_text_pairs import OTHER, SENTENCE, table

pytest.importorskip("usearch", reason="the extra embeddings is not installed")
FRENCH = "Une membrane en céramique sépare l'hydrogène du gaz de synthèse"
VECTORS = {SENTENCE: (1, 0.1, 0), FRENCH: (1, 0.12, 0), OTHER: (0, 0, 1)}


class Given:
    """Encodes the texts of this file as vectors written here."""

    def encode(self, sentences):
        return np.array([VECTORS[sentence] for sentence in sentences])


class Broken:
    def encode(self, sentences):
        return np.full((len(sentences), 3), np.nan)


@pytest.mark.parametrize("right", [None, {"x": FRENCH, "y": OTHER}])
def test_what_a_model_places_near_is_found_without_a_word_in_common(right):
    left = {"a": SENTENCE} if right else {"a": SENTENCE, "x": FRENCH, "y": OTHER}
    found = text_pairs(table(left), table(right) if right else None, encoder=Given()).pairs
    assert found.select("left_id", "right_id", "route", "jaccard").rows() == [("a", "x", "reworded", 0)]
    assert found["strength"][0] > 0.99


def test_what_the_words_have_found_keeps_its_route():
    left = {"a": SENTENCE, "b": SENTENCE + " indeed"}
    VECTORS[left["b"]] = (1, 0, 0)
    assert text_pairs(table(left), encoder=Given()).pairs["route"].to_list() == ["same"]


def test_a_model_that_gives_no_numbers_is_refused():
    with pytest.raises(ValueError, match="another model"):
        text_pairs(table({"a": SENTENCE, "b": OTHER}), options=TextOptions(), encoder=Broken())


def test_texts_without_words_need_no_model():
    assert text_pairs(table({"a": None}), encoder=Broken()).pairs.equals(
        pl.DataFrame(schema=text_pairs(table({})).pairs.schema)
    )

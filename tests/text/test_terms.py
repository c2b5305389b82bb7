"""Terms in any script, and what each is worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.text.terms import counted, scaled, strongest, terms, weighted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Self-healing polymers", ["self", "healing", "polymer"]),
        ("Batteries, glass and viruses: an ANALYSIS", ["battery", "glass", "and", "viruse", "an", "analysis"]),
        ("電池材料", ["電池", "池材", "材料"]),
        ("水 の膜", ["水", "の膜"]),
        ("ＣＯ２と鉄", ["co2", "と鉄"]),
        ("Électrolyte à l'état solide", ["électrolyte", "état", "solide"]),
        ("x y z 3", []),
        ("고체 전해질", ["고체", "전해질"]),
        ("", []),
    ],
)
def test_terms_of_a_text(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_a_compound_is_found_in_a_longer_word_of_a_script_without_blanks() -> None:
    assert set(terms("固体電池")) & set(terms("全固体電池の劣化"))


def test_terms_of_one_text_alone_have_no_column_and_count_in_its_length() -> None:
    found = counted([{"b": 1, "a": 2}, {"a": 1, "b": 3, "c": 1}])
    assert (found.names, found.rows.toarray().tolist()) == (["a", "b"], [[2, 1], [1, 3]])
    assert found.lengths.tolist() == [3, 5]


texts = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9), max_size=6), min_size=1, max_size=8)


@given(texts)
def test_weights_are_those_of_the_definition(given_texts: list[dict[str, int]]) -> None:
    found = counted(given_texts)
    rows = weighted(found).toarray()
    for text, row in zip(given_texts, rows, strict=True):
        having = {name: sum(name in other for other in given_texts) for name in found.names}
        worth = [
            (1 + np.log(text[name])) * np.log((1 + len(given_texts)) / having[name]) if name in text else 0.0
            for name in found.names
        ]
        length = np.sqrt(sum(value * value for value in worth))
        assert row.tolist() == pytest.approx([value / length if length else 0.0 for value in worth])


@given(texts, st.integers(1, 4))
def test_the_strongest_are_the_largest_and_the_first_of_equal_ones(
    given_texts: list[dict[str, int]], many: int
) -> None:
    rows = counted(given_texts).rows
    for before, after in zip(rows.toarray(), strongest(rows, many).toarray(), strict=True):
        order = sorted(range(len(before)), key=lambda at: (-before[at], at))[:many]
        assert after.tolist() == [value if at in order else 0 for at, value in enumerate(before)]


def test_rows_of_zeros_stay_when_rows_are_scaled() -> None:
    rows = counted([{"a": 3, "b": 1}, {"a": 1, "b": 3}, {}]).rows
    assert scaled(rows, 1).toarray().tolist() == [[0.75, 0.25], [0.25, 0.75], [0, 0]]

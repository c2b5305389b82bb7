"""Normal forms: what people read as the same is one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.text.normal import folded, words
from renkei.text.script import Script, script_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Ångström", "angstrom"), ("ＮＥＤＯ", "nedo"), ("Łódź", "lodz"), ("Straße", "strasse"), ("ガス", "ガス")],
)
def test_case_width_and_diacritics_go_and_the_voicing_of_kana_stays(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_words_leave_out_punctuation_and_apostrophes() -> None:
    assert words("L’Oréal, S.A. (R&D)") == ["loreal", "s", "a", "r", "d"]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Tōkyō 1", Script.LATIN),
        ("トウキョウ", Script.KANA),
        ("東京だ", Script.HAN),
        ("서울", Script.HANGUL),
        ("Москва", Script.OTHER),
        ("東京 Tokyo", None),
        ("113-8654", None),
    ],
)
def test_a_text_has_the_script_of_all_its_letters(text: str, script: Script | None) -> None:
    assert script_of(text) == script

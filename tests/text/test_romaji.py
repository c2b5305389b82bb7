"""Japanese in Latin letters: the spellings in use come to one form, and kana to the same."""

import pytest

from renkei.text.romaji import is_romaji, one_form, romanised


@pytest.mark.parametrize(
    "spellings",
    [
        "sato satou satoo satoh",
        "ono ohno oono",
        "tsuji tuji",
        "jiro ziro jirou",
        "fukuda hukuda",
        "nanba namba",
        "hacchobori hatchobori",
        "shunichi syunichi shun'ichi",
        "yuki yuuki",
        "chiyo tiyo",
    ],
)
def test_the_spellings_of_a_japanese_name_have_one_form(spellings: str) -> None:
    assert len({one_form(word.replace("'", "")) for word in spellings.split()}) == 1


@pytest.mark.parametrize("apart", ["iida ida", "tomohiro tomoiro", "kazuo kazuko", "ken kenji"])
def test_different_names_keep_different_forms(apart: str) -> None:
    first, second = apart.split()
    assert one_form(first) != one_form(second)


@pytest.mark.parametrize("word", ["smith", "joel", "schulz", "lee", "michael", ""])
def test_what_is_not_japanese_stays_as_it_is(word: str) -> None:
    assert not is_romaji(word)
    assert one_form(word) == word


@pytest.mark.parametrize(
    ("kana", "form"),
    [
        ("さとう", "sato"),
        ("キョウコ", "kyoko"),
        ("シンイチ", "shinichi"),
        ("ハッチョウボリ", "hacchobori"),
        ("ジョウ", "jo"),
        ("イトー", "ito"),
        ("つじ", "tsuji"),
        ("ファン", "fan"),
        ("チェン", "chen"),
    ],
)
def test_kana_come_to_the_form_of_their_romanisation(kana: str, form: str) -> None:
    assert one_form(romanised(kana)) == form

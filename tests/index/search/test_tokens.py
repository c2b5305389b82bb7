"""Words and pairs of signs: folded, placed, and the same whichever way they are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.index.search.near import within
from renkei.index.search.tokens import is_run, script, spans, tokens

TEXTS = st.text(st.sampled_from("aB9é ß㈱ｶﾞがバー・電池材料。、ก่แต배터리हिन्दी\u0301ﬁ½𠮷’-_Ωя"), max_size=12) | st.text(
    max_size=20
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Self-healing POLYMERS, 2.5 mm", ["self", "healing", "polymers", "2", "5", "mm"]),
        ("Kräfte im 電池材料", ["krafte", "im", "電池", "池材", "材料", "料"]),
        ("ﾊﾞｯﾃﾘｰ＆バッテリー", ["バッ", "ッテ", "テリ", "リー", "ー"] * 2),
        ("배터리를", ["배터", "터리", "리를", "를"]),
        ("l’énergie “verte”", ["l", "energie", "verte"]),
        ("हिन्दी", ["हिनदी"]),
        ("ネット・システム", ["ネッ", "ット", "ト", "シス", "ステ", "テム", "ム"]),
        ("㈱電池", ["株", "電池", "池"]),
        ("snake_case", ["snake", "case"]),
        ("…!?", []),
    ],
)
def test_a_text_is_words_and_pairs_of_signs_without_case_width_and_accents(text: str, found: list[str]) -> None:
    assert tokens(text) == found


@given(TEXTS)
def test_tokens_with_places_are_the_same_tokens_and_lie_in_the_text(text: str) -> None:
    placed = list(spans(text))
    assert [token for token, _, _ in placed] == tokens(text)
    assert all(0 <= start < end <= len(text) for _, start, end in placed)


@given(TEXTS)
def test_every_sign_of_an_unspaced_run_begins_one_token(text: str) -> None:
    found = [token for token in tokens(text) if is_run(token)]
    alone = [token for token in found if len(token) == 1]
    assert all(len(token) <= 2 for token in found)
    assert not found or found[-1] in alone


@pytest.mark.parametrize(
    ("token", "name"), [("cell", "latin"), ("電池", "cjk"), ("セル", "cjk"), ("배터", "hangul"), ("яма", "cyrillic")]
)
def test_the_script_of_a_token(token: str, name: str) -> None:
    assert script(token) == name


def far(one: str, other: str) -> int:
    """The distance of optimal string alignment, by its definition."""
    if not one or not other:
        return len(one) + len(other)
    steps = [far(one[1:], other) + 1, far(one, other[1:]) + 1, far(one[1:], other[1:]) + (one[0] != other[0])]
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        steps.append(far(one[2:], other[2:]) + 1)
    return min(steps)


WORDS = st.text("abc", max_size=6)


@given(WORDS, WORDS, st.integers(0, 3))
def test_near_is_what_the_definition_of_the_distance_says(one: str, other: str, most: int) -> None:
    assert within(one, other, most) == (far(one, other) <= most)

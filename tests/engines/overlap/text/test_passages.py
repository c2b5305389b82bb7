from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.overlap.text import passages
from renkei.engines.overlap.text.signatures import signatures
from renkei.engines.overlap.text.words import words
from tests.engines.overlap.text.reference import split as by_definition

SIGNS = st.text(st.sampled_from("ab'’ .,-_Åé́ß電池ｶﾞか゛がÖ1½한ㄱﬁ\n\x01—"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(SIGNS | st.text(max_size=30))
def test_words_found_with_their_places_are_those_of_the_folded_text(text):
    made = words(text)
    assert [word.word for word in made] == by_definition(text)
    assert all(0 <= word.start < word.end <= len(text) for word in made)


@settings(max_examples=300, deadline=None)
@given(st.lists(SIGNS, max_size=5))
def test_the_machine_code_finds_as_many_words_and_equal_texts_alike(texts):
    made = signatures(texts)
    split_up = [tuple(by_definition(text)) for text in texts]
    assert made.words.tolist() == [len(of) for of in split_up]
    for one in range(len(texts)):
        for other in range(one):
            assert (made.whole[one] == made.whole[other]) == (split_up[one] == split_up[other])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "É", "電", "o'x"]), max_size=25),
    st.lists(st.sampled_from(["a", "b", "c", "d", "é", "電", "o’x"]), max_size=25),
)
def test_spans_in_common_hold_the_same_words(left, right):
    one, other = " ".join(left), ", ".join(right)
    for passage in passages(one, other, 3):
        mine = one[passage.left_start : passage.left_end]
        theirs = other[passage.right_start : passage.right_end]
        assert by_definition(mine) == by_definition(theirs)
        assert len(by_definition(mine)) >= 3


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), min_size=3, max_size=20), st.data())
def test_every_run_in_common_lies_in_a_passage_of_the_right_text(right, data):
    start = data.draw(st.integers(0, len(right) - 3))
    run = right[start : start + 3]
    marked = passages(" ".join(["x", *run, "y"]), " ".join(right), 3)
    assert any(one.right_start <= 2 * start + 4 and 2 * start <= one.right_end for one in marked)


def test_a_passage_is_marked_as_it_is_written_in_each_text():
    left, right = "Intro. Solid-state “batteries” by O’Neil & co. End", "We make solid state batteries, by O'NEIL, co."
    (only,) = passages(left, right, 4)
    assert left[only.left_start : only.left_end] == "Solid-state “batteries” by O’Neil & co"
    assert right[only.right_start : only.right_end] == "solid state batteries, by O'NEIL, co"


def test_japanese_passages_are_marked_sign_by_sign():
    left, right = "本研究は固体電池の電解質を開発する。", "固体電池の電解質に関する"
    (only,) = passages(left, right)
    assert left[only.left_start : only.left_end] == right[only.right_start : only.right_end] == "固体電池の電解質"

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.overlap.text import TextOptions, text_pairs
from tests.engines.overlap.text.reference import jaccard, joined

WORDS = ("laser", "cooling", "of", "the", "battery", "membrane", "für", "Ångström", "O'Neil", "電池", "材料", "x2", "—")
SENTENCE = "A ceramic membrane separates hydrogen from syngas at high temperature without loss of pressure or purity"
OTHER = "Farmers measure soil moisture by cheap radio tags that report twice each day to a map on their telephones"
JAPANESE = "固体電池の電解質に用いる硫化物材料を低温で合成し、界面の抵抗を下げる方法を開発する。"


def table(texts: dict[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {"project_id": list(texts), "text": list(texts.values())}, schema={"project_id": pl.String, "text": pl.String}
    )


def found(pairs: pl.DataFrame) -> dict[tuple[str, str], float]:
    return {(row["left_id"], row["right_id"]): row["jaccard"] for row in pairs.iter_rows(named=True)}


texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=2, max_size=8).map(
    lambda made: {f"p{at}": text for at, text in enumerate(made)}
)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_pairs_with_much_in_common_are_those_of_the_exact_join(made):
    result = text_pairs(table(made)).pairs.filter(pl.col("route").is_in(["same", "identical"]))
    exact = joined(made, 0.7)  # met by the bands with certainty for any purpose: 1 - (1 - 0.7 ** 3) ** 40
    ours = found(result)
    assert exact.keys() <= ours.keys()
    assert ours == pytest.approx(joined({p: made[p] for p in made}, 0.5) | ours)
    assert all(
        share == pytest.approx(max(jaccard(made[a], made[b]), share if share == 1 else 0))
        for (a, b), share in ours.items()
    )


@settings(max_examples=15, deadline=None)
@given(texts, st.randoms())
def test_neither_the_order_of_rows_nor_the_threads_matter(made, chance):
    shuffled = list(made.items())
    chance.shuffle(shuffled)
    one, other = text_pairs(table(made)), text_pairs(table(dict(shuffled)), options=TextOptions(threads=2))
    assert one.pairs.equals(other.pairs)
    assert one.groups.equals(other.groups)


@settings(max_examples=15, deadline=None)
@given(texts)
def test_a_portfolio_against_itself_has_each_pair_both_ways(made):
    within, both = found(text_pairs(table(made)).pairs), found(text_pairs(table(made), table(made)).pairs)
    assert both == within | {(right, left): share for (left, right), share in within.items()}


def test_a_text_with_some_words_changed_is_the_same():
    changed = SENTENCE.replace("high", "moderate")
    row = text_pairs(table({"a": SENTENCE, "b": changed, "c": OTHER})).pairs.row(0, named=True)
    assert (row["left_id"], row["right_id"], row["route"]) == ("a", "b", "same")
    assert row["jaccard"] == pytest.approx(jaccard(SENTENCE, changed))


def test_case_punctuation_and_diacritics_make_no_other_text():
    pairs = text_pairs(
        table({"a": "The Ångström-scale “probe”, by O’Neil", "b": "the angstrom scale probe by o'neil"})
    ).pairs
    assert pairs["route"].to_list() == ["identical"]


def test_a_passage_copied_into_a_longer_text_is_found():
    longer = f"{OTHER}. {OTHER.replace('e', 'o')}. {SENTENCE}. {OTHER.replace('a', 'u')}"
    row = text_pairs(table({"a": SENTENCE, "b": longer})).pairs.row(0, named=True)
    assert (row["route"], row["containment"]) == ("passage", 1.0)


def test_the_same_said_in_other_words_is_found_by_its_rare_terms():
    told = (
        "laser annealing perovskite tandem photovoltaic module encapsulation humidity degradation "
        "spectroscopy ellipsometry throughput"
    )
    again = " and ".join(sorted(told.split()))
    others = {f"o{n}": f"{OTHER} {n}" for n in range(4)}
    pairs = text_pairs(table({"a": told, "b": again, **others})).pairs.filter(pl.col("left_id") == "a")
    assert pairs.select("right_id", "route").rows() == [("b", "reworded")]


def test_japanese_is_compared_by_pairs_of_signs():
    changed = JAPANESE.replace("低温", "高温")
    row = text_pairs(table({"a": JAPANESE, "b": changed, "c": OTHER})).pairs.row(0, named=True)
    assert (row["left_id"], row["right_id"], row["route"]) == ("a", "b", "same")
    assert row["jaccard"] == pytest.approx(jaccard(JAPANESE, changed))


def test_a_placeholder_of_many_projects_is_reported_and_lists_no_pairs():
    made = {f"p{n:03}": "Abstract not available at this time" for n in range(30)}
    result = text_pairs(table(made), options=TextOptions(cap=10))
    assert result.pairs.is_empty()
    assert result.left_out.rows() == [("identical", 30, "p000", "p029")]
    assert result.groups["texts"].unique().to_list() == [30]


def test_a_phrase_of_more_texts_than_the_cap_joins_nothing_and_is_reported():
    blurb = "This small business innovation research project by the institute of applied things will"
    made = {f"p{n:03}": f"{blurb} {' '.join(f'w{n}x{k}' for k in range(60))}" for n in range(30)}
    result = text_pairs(table(made), options=TextOptions(cap=10))
    assert result.pairs.is_empty()
    assert set(result.left_out["what"]) == {"key"}
    assert result.left_out["texts"].max() == 30


def test_nothing_and_empty_texts_are_no_pair_and_are_counted():
    result = text_pairs(table({"a": None, "b": "", "c": "…", "d": "one"}))
    assert result.pairs.is_empty()
    assert (result.figures["texts"], result.figures["without_words"]) == (4, 3)


def test_no_texts_at_all_give_no_pairs():
    assert text_pairs(table({})).pairs.is_empty()


def test_a_folder_for_what_does_not_fit_into_memory_may_be_named(tmp_path):
    options = TextOptions(memory="200MB", scratch=tmp_path)
    assert text_pairs(table({"a": SENTENCE, "b": SENTENCE + " again"}), options=options).pairs.height == 1


@pytest.mark.parametrize("wrong", [{"jaccard": 0}, {"containment": 1.5}, {"cap": 1}, {"threads": 0}, {"least": 0}])
def test_options_out_of_range_say_what_they_may_be(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        TextOptions(**wrong)

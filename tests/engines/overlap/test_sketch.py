"""Sketches: what is found without the texts, what another key makes of them, and what they do not show."""

import random

import numpy as np
import polars as pl
import pytest

from renkei.engines.overlap.sketch import (
    KINDS,
    NUMBERS,
    CompareOptions,
    Key,
    Named,
    SketchError,
    compare,
    sketch,
    whole_sketch,
)
from renkei.engines.overlap.text import text_pairs
from renkei.engines.overlap.text.signatures import signatures

KEY, OTHER = Key(bytes(range(32))), Key(bytes(range(1, 33)))
WORDS = [a + b + c for a in "bdgklmnrst" for b in ("a", "en", "io", "u") for c in ("ra", "lo", "met", "sin")]


def text(lot: random.Random, many: int = 120) -> str:
    return " ".join(lot.choice(WORDS) for _ in range(many))


def edited(given: str, lot: random.Random, share: float) -> str:
    return " ".join(lot.choice(WORDS) if lot.random() < share else word for word in given.split())


def projects(**texts: str | None) -> pl.DataFrame:
    return pl.DataFrame({"project_id": list(texts), "text": list(texts.values())}, schema_overrides={"text": pl.String})


def exact(left: str, right: str) -> float:
    """The share of word pairs in common, from the two sets written out."""
    sets = [set(zip(one.split(), one.split()[1:], strict=False)) for one in (left, right)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def pairs(left: Named, right: Named) -> dict[tuple[str, str], float]:
    found = compare(left, right).overlaps
    return {(row[0], row[1]): float(row[3]) for row in found.iter_rows()}


def test_alike_texts_are_found_with_about_the_share_of_word_pairs_they_have_in_common() -> None:
    lot = random.Random(7)
    ours = {f"A{at}": text(lot) for at in range(40)}
    theirs = {f"B{at}": edited(ours[f"A{at}"], lot, 0.1) for at in range(30)}
    found = pairs(sketch(projects(**ours), KEY), sketch(projects(**theirs), KEY))
    true = {(one, other): exact(a, b) for one, a in ours.items() for other, b in theirs.items() if exact(a, b) >= 0.5}
    assert len(true) > 20
    assert true.keys() <= found.keys()
    assert all(abs(found[pair] - share) < 0.13 for pair, share in true.items())  # four standard errors
    assert all(exact(ours[one], theirs[other]) > 0.3 for one, other in found)


def test_case_width_and_punctuation_make_no_difference_and_japanese_is_compared_by_pairs_of_signs() -> None:
    plain = "A cooperative programme on electrode materials for solid state batteries, in three stages, begun in 2026."
    loud = plain.upper().replace(",", " --").replace("2026", "２０２６")
    japanese = "全固体電池のための電極材料に関する国際共同研究を三つの段階に分けて実施する。"
    ours, theirs = projects(A=plain, C=japanese), projects(B=loud, D=japanese.replace("。", ""))
    assert pairs(sketch(ours, KEY), sketch(theirs, KEY)) == {("A", "B"): 1.0, ("C", "D"): 1.0}


def test_sketches_of_different_keys_are_refused() -> None:
    one = projects(A=text(random.Random(1)))
    with pytest.raises(SketchError, match="different keys"):
        compare(sketch(one, KEY), sketch(one, OTHER))


def test_under_another_key_the_same_text_has_numbers_that_agree_no_more_than_by_chance() -> None:
    one = projects(**{f"A{at}": text(random.Random(at)) for at in range(20)})
    ours, theirs = sketch(one, KEY).numbers, sketch(one, OTHER).numbers
    assert (ours == theirs).mean() < 0.01


def test_the_numbers_are_spread_evenly_over_all_there_are() -> None:
    lot = random.Random(3)
    numbers = sketch(projects(**{f"A{at}": text(lot) for at in range(400)}), KEY).numbers
    for shift in (0, 4, 8, 12):
        counted = np.bincount((numbers.ravel() >> shift) & 15, minlength=16)
        assert counted.min() > 0.9 * counted.mean()


def test_identifiers_are_shown_or_made_pseudonyms_that_only_the_owners_key_can_make() -> None:
    one = projects(**{"JP-1": text(random.Random(1)), "JP-2": text(random.Random(2))})
    assert sketch(one, KEY).names == ("JP-1", "JP-2")
    hidden = sketch(one, KEY, OTHER)
    assert set(hidden.names) == {OTHER.pseudonym("JP-1"), OTHER.pseudonym("JP-2")}
    assert not hidden.named
    assert "JP" not in " ".join(hidden.names)
    assert KEY.pseudonym("JP-1") not in hidden.names


def test_what_is_too_short_or_missing_is_left_out_and_named() -> None:
    made = sketch(projects(A=text(random.Random(1)), B="to be announced", C=None, D=""), KEY)
    assert (made.names, made.left_out) == (("A",), ("B", "C", "D"))


def test_the_order_of_rows_changes_nothing_and_every_run_is_the_same() -> None:
    one = projects(**{f"A{at}": text(random.Random(at)) for at in range(9)})
    first, again = sketch(one, KEY), sketch(one.reverse(), KEY)
    assert first.names == again.names
    assert np.array_equal(first.numbers, again.numbers)
    assert first.numbers.shape == (9, NUMBERS)


def test_one_text_in_very_many_projects_is_a_crowd_and_not_a_million_pairs() -> None:
    placeholder = text(random.Random(1))
    ours = projects(**{f"A{at:03}": placeholder for at in range(120)}, X=text(random.Random(5)))
    theirs = projects(**{f"B{at:03}": placeholder for at in range(120)}, Y=text(random.Random(5)))
    found = compare(sketch(ours, KEY), sketch(theirs, KEY))
    assert found.overlaps.select("left_id", "right_id").rows() == [("X", "Y")]
    assert found.crowds.rows() == [(120, "A000", 120, "B000")]


def test_a_wording_that_very_many_texts_share_is_passed_over_and_said() -> None:
    lot = random.Random(11)
    wording = text(lot, 100)
    ours = projects(**{f"A{at:03}": f"{wording} {text(lot, 40)}" for at in range(60)})
    theirs = projects(**{f"B{at:03}": f"{wording} {text(lot, 40)}" for at in range(60)})
    options = CompareOptions(most=100)
    assert compare(sketch(ours, KEY), sketch(theirs, KEY), options).crowded_bands > 0


def test_nothing_compared_with_anything_is_nothing() -> None:
    nothing, something = sketch(projects(A=None), KEY), sketch(projects(B=text(random.Random(1))), KEY)
    for left, right in ((nothing, something), (something, nothing), (nothing, nothing)):
        assert compare(left, right).overlaps.is_empty()


def test_whole_sketches_find_what_the_texts_themselves_show() -> None:
    lot = random.Random(9)

    def long(many: int) -> str:  # of rarer words than those of the other tests
        return " ".join(lot.choice(WORDS) + lot.choice(WORDS) for _ in range(many))

    ours = {f"A{at}": long(150) for at in range(40)}
    passage = ours["A1"].split()[20:70]
    theirs = {f"B{at}": edited(ours[f"A{at}"], lot, 0.1 * at) for at in range(6)}
    theirs |= {"P": f"{long(100)} {' '.join(passage)} {long(60)}", "S": ours["A7"].upper()}
    shuffled = ours["A9"].split()
    lot.shuffle(shuffled)
    theirs |= {"R": " ".join(shuffled)} | {f"C{at}": long(150) for at in range(40)}
    opened = text_pairs(projects(**ours), projects(**theirs)).pairs
    assert set(opened["route"]) == {"identical", "same", "passage", "reworded"}
    found = compare(whole_sketch(projects(**ours), KEY), whole_sketch(projects(**theirs), KEY)).overlaps
    # how common a hash is is counted in few counters, which keyed hashes share with others
    assert {row[:2]: float(row[3]) for row in found.iter_rows()} == pytest.approx(
        {(row["left_id"], row["right_id"]): row["strength"] for row in opened.to_dicts()}, abs=0.02
    )


def test_a_whole_sketch_and_one_of_numbers_are_not_compared() -> None:
    one = projects(A=text(random.Random(1)))
    with pytest.raises(SketchError, match="--whole"):
        compare(sketch(one, KEY), whole_sketch(one, KEY))


def test_nothing_in_a_whole_sketch_stands_in_one_of_another_key_or_among_the_plain_hashes() -> None:
    one = projects(A=text(random.Random(1)))
    plain = signatures(one["text"].to_list())
    made = [whole_sketch(one, key).signatures for key in (KEY, OTHER)]
    for kind in KINDS:
        sets = [set(getattr(given, kind).hashes.tolist()) for given in (plain, *made)]
        assert all(sets)
        assert sets[0].isdisjoint(sets[1])
        assert sets[1].isdisjoint(sets[2])


def test_the_texts_are_taken_apart_as_the_open_comparison_takes_them() -> None:
    given = text(random.Random(1))
    assert int(signatures([given]).shingles.sizes[0]) == len(set(zip(given.split(), given.split()[1:], strict=False)))

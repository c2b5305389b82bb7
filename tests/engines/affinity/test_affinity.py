"""How well each reviewer knows each application."""

import math
from collections import Counter
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.affinity import Affinity, AffinityError, AffinityOptions, Bids, affinity
from renkei.tables import AFFINITY
from renkei.text.terms import terms
from tests.engines.affinity.calls import APPLICATIONS, PUBLICATIONS, REVIEWERS, small, tables

OPTIONS = AffinityOptions()


def values(found: Affinity) -> dict[tuple[str, str], float | None]:
    rows = found.pairs.select("application_id", "reviewer_id", "affinity").iter_rows()
    return {(one, other): None if value is None else float(value) for one, other, value in rows}


def test_a_reviewer_knows_best_what_is_nearest_to_the_own_publications() -> None:
    found = values(affinity(small()))
    assert found["A1", "R1"] > found["A1", "R2"]
    assert found["A2", "R2"] > found["A2", "R1"]


def test_the_pairs_are_the_contracts_table_between_0_and_1() -> None:
    pairs = affinity(small()).pairs
    assert dict(pairs.schema) == AFFINITY.schema
    assert pairs["affinity"].is_between(0, 1).all()
    assert not pairs.select(AFFINITY.key).is_duplicated().any()


def test_keywords_alone_make_a_reviewer_known_and_that_is_said() -> None:
    other = [row | {"keywords": ["choirs", "enzymes"]} if row["reviewer_id"] == "R3" else row for row in REVIEWERS]
    found = affinity(small())
    assert values(found)["A1", "R3"] > values(affinity(small(reviewers=other)))["A1", "R3"]
    assert found.by_keywords == ("R3",)


def test_a_reviewer_without_any_text_has_no_affinity_and_that_is_said() -> None:
    found = affinity(small())
    assert found.silent == ("R4",)
    assert "R4" not in set(found.pairs["reviewer_id"])
    assert found.reviewers.filter(pl.col("reviewer_id") == "R4")["best"].to_list() == [None]


def test_an_application_that_nobody_knows_is_named() -> None:
    far = {"application_id": "A3", "title": "Baroque choirs"}
    found = affinity(small(applications=[*APPLICATIONS, far]))
    assert found.unknown == ("A3",)


def test_an_application_below_the_floor_is_known_to_nobody() -> None:
    best = max(value for (one, _), value in values(affinity(small())).items() if one == "A1")
    assert "A1" not in affinity(small(), AffinityOptions(floor=best)).unknown
    assert "A1" in affinity(small(), AffinityOptions(floor=best + 0.0001)).unknown


def test_applications_once_read_count_and_less_than_those_written() -> None:
    past = {"past_application_id": "Z1", "reviewer_id": "R2", "title": "Solid electrolytes of lithium batteries"}
    written = {"publication_id": "P4", "reviewer_id": "R2", "title": past["title"]}
    without = values(affinity(small()))["A1", "R2"]
    read = values(affinity(small(past_reviews=[past])))["A1", "R2"]
    wrote = values(affinity(small(publications=[*PUBLICATIONS, written])))["A1", "R2"]
    assert without < read < wrote


def test_with_a_half_life_what_is_old_counts_less() -> None:
    old = [{**row, "year": 1990} if row["reviewer_id"] == "R1" else row for row in PUBLICATIONS]
    plain, faded = (values(affinity(small(publications=old), AffinityOptions(half_life=h))) for h in (0, 5))
    assert faded["A1", "R1"] < plain["A1", "R1"]
    assert values(affinity(small()))["A1", "R1"] == plain["A1", "R1"]


@pytest.mark.parametrize(
    ("bid", "moved"),
    [("yes", lambda a: a + (1 - a) * 0.5), ("maybe", lambda a: a + (1 - a) * 0.2), ("no", lambda a: a / 2)],
)
def test_a_bid_moves_the_affinity_by_its_share(bid, moved) -> None:
    before = values(affinity(small()))["A1", "R2"]
    found = affinity(small(affinity=[{"application_id": "A1", "reviewer_id": "R2", "bid": bid}]))
    assert values(found)["A1", "R2"] == pytest.approx(moved(before), abs=1e-4)
    assert found.pairs.filter(pl.col("bid") == bid).height == 1


def test_who_bids_without_any_text_starts_from_the_middle() -> None:
    found = affinity(small(affinity=[{"application_id": "A1", "reviewer_id": "R4", "bid": "yes"}]))
    assert values(found)["A1", "R4"] == 0.75


def test_the_weights_of_bids_are_an_option() -> None:
    said = small(affinity=[{"application_id": "A1", "reviewer_id": "R4", "bid": "yes"}])
    assert values(affinity(said, AffinityOptions(bids=Bids(yes=1))))["A1", "R4"] == 1


def test_a_refused_pair_stands_in_the_table_without_an_affinity_and_makes_nobody_known() -> None:
    said = [{"application_id": "A1", "reviewer_id": who, "bid": "refused"} for who in ("R1", "R3")]
    found = affinity(small(affinity=said))
    refused = found.pairs.filter(pl.col("bid") == "refused")
    assert refused.select("reviewer_id", "affinity").rows() == [("R1", None), ("R3", None)]
    assert "A1" in found.unknown


def test_affinities_that_the_table_held_before_are_not_taken_over() -> None:
    before = [{"application_id": "A1", "reviewer_id": "R1", "affinity": "0.01"}]
    given_table = pl.DataFrame(before).cast({"affinity": AFFINITY.schema["affinity"]}).with_columns(bid=pl.lit(None))
    given_table = given_table.cast({"bid": pl.String})
    assert values(affinity({**small(), "affinity": given_table})) == values(affinity(small()))


def test_of_many_the_best_of_each_application_and_of_each_reviewer_are_kept() -> None:
    whole, few = values(affinity(small())), values(affinity(small(), AffinityOptions(keep=1)))
    assert few.items() <= whole.items()
    for at, ids in ((0, ("A1", "A2")), (1, ("R1", "R2", "R3"))):
        for one in ids:
            assert max(v for pair, v in few.items() if pair[at] == one) == max(
                v for p, v in whole.items() if p[at] == one
            )


def test_a_pair_with_a_bid_is_kept_whatever_its_affinity() -> None:
    worst = min(values(affinity(small())), key=values(affinity(small())).get)
    said = [{"application_id": worst[0], "reviewer_id": worst[1], "bid": "no"}]
    assert worst in values(affinity(small(affinity=said), AffinityOptions(keep=1)))


def test_the_order_of_rows_changes_nothing() -> None:
    turned = {name: frame.reverse() for name, frame in small().items()}
    assert affinity(turned).pairs.equals(affinity(small()).pairs)


def test_japanese_meets_japanese() -> None:
    applications = [
        {"application_id": "A1", "title": "全固体電池の界面"},
        {"application_id": "A2", "title": "珊瑚礁の生態系"},
    ]
    publications = [
        {"publication_id": "P1", "reviewer_id": "R1", "title": "固体電池材料の評価"},
        {"publication_id": "P2", "reviewer_id": "R2", "title": "沖縄の珊瑚と生態系"},
    ]
    found = values(affinity(tables(applications=applications, reviewers=REVIEWERS[:2], publications=publications)))
    assert found["A1", "R1"] > 0.5 > found["A1", "R2"]
    assert found["A2", "R2"] > 0.5 > found["A2", "R1"]


def test_other_texts_of_the_field_tell_common_words_from_rare_ones() -> None:
    others = pl.DataFrame(
        {"title": ["Batteries of lithium"] * 50, "abstract": [None] * 50}, schema_overrides={"abstract": pl.String}
    )
    without, beside = values(affinity(small())), values(affinity(small(), background=others))
    assert beside["A1", "R1"] != without["A1", "R1"]


@pytest.mark.parametrize("table", ["applications", "reviewers"])
def test_without_applications_or_reviewers_there_is_nothing_to_compute(table: str) -> None:
    with pytest.raises(AffinityError, match=f"there are no {table}"):
        affinity({name: frame for name, frame in small().items() if name != table})
    with pytest.raises(AffinityError, match=f"there are no {table}"):
        affinity({**small(), table: small()[table].clear()})


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: AffinityOptions(keep=0), "keep is 0"),
        (lambda: AffinityOptions(neighbours=-1), "neighbours is -1"),
        (lambda: AffinityOptions(terms=0), "terms is 0"),
        (lambda: AffinityOptions(smoothing=0), "smoothing is 0"),
        (lambda: AffinityOptions(keywords=-1), "keywords is -1"),
        (lambda: AffinityOptions(half_life=float("nan")), "half_life is nan"),
        (lambda: AffinityOptions(floor=1.5), "floor is 1.5"),
        (lambda: Bids(yes=2), "the bid yes is 2"),
    ],
)
def test_options_that_cannot_be_are_refused_in_words(make, words: str) -> None:
    with pytest.raises(AffinityError, match=words):
        make()


WORDS = ("anode", "beam", "cell", "dye", "enzyme", "fibre", "glass")
some_words = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(st.lists(some_words, min_size=1, max_size=3), st.lists(st.lists(some_words, max_size=3), min_size=1, max_size=3))
def test_affinities_are_those_of_the_definition_written_out(asked: list[str], known: list[list[str]]) -> None:
    """Without neighbours: the likelihood ratio by hand, term by term."""
    given_tables = tables(
        applications=[{"application_id": f"A{n}", "title": text} for n, text in enumerate(asked)],
        reviewers=[{"reviewer_id": f"R{n}", "name": "x"} for n in range(len(known))],
        publications=[
            {"publication_id": f"P{n} {m}", "reviewer_id": f"R{n}", "title": text}
            for n, texts in enumerate(known)
            for m, text in enumerate(texts)
        ],
    )
    found = values(affinity(given_tables, replace(OPTIONS, neighbours=0, smoothing=2)))
    assert found == pytest.approx(dict(by_hand(asked, known, 2)), abs=6e-5)


def by_hand(asked: list[str], known: list[list[str]], smoothing: float):
    bags = [Counter(terms(text)) for text in (*asked, *(t for texts in known for t in texts if t))]
    shared = {term for term in {t for bag in bags for t in bag} if sum(term in bag for bag in bags) > 1}
    words = sum(bags, Counter())
    total = sum(words.values())
    given_words = smoothing * max(1, total) / len(bags)
    for a, text in enumerate(asked):
        bag = {t: n for t, n in Counter(terms(text)).items() if t in shared}
        worth = {t: (1 + math.log(n)) * math.log((1 + len(bags)) / sum(t in b for b in bags)) for t, n in bag.items()}
        for r, texts in enumerate(known):
            own = Counter(t for one in texts for t in terms(one))
            if not own or not worth:
                continue
            size = sum(own.values()) + given_words
            ratios = {t: math.log((own[t] + given_words * words[t] / total) / size / (words[t] / total)) for t in worth}
            mean = sum(worth[t] * ratios[t] for t in worth) / sum(worth.values())
            yield (f"A{a}", f"R{r}"), 1 / (1 + math.exp(-mean))


def test_the_pair_worked_by_hand_in_the_guide_comes_out() -> None:
    worked = tables(
        applications=[{"application_id": "A1", "title": "solid battery"}, {"application_id": "A2", "title": "enzyme"}],
        reviewers=REVIEWERS[:2],
        publications=[
            {"publication_id": "P1", "reviewer_id": "R1", "title": "solid battery"},
            {"publication_id": "P2", "reviewer_id": "R1", "title": "battery"},
            {"publication_id": "P3", "reviewer_id": "R2", "title": "enzyme enzyme"},
        ],
    )
    found = values(affinity(worked, replace(OPTIONS, neighbours=0)))
    assert found["A1", "R1"] == pytest.approx(0.569, abs=5e-4)
    assert found["A1", "R2"] == pytest.approx(0.308, abs=5e-4)

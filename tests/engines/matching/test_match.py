"""Needs and offers: every strength computed a second time, rivals, filters, both ways, languages."""

import math
from collections import Counter
from decimal import Decimal
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.matching import MatchError, Matches, MatchOptions, match
from renkei.text.terms import terms
from tests.engines.matching.made import portfolios, profile, tables

Tables = dict[str, pl.DataFrame]
EVERYTHING = MatchOptions(keep=100, floor=0, past=0)


def strengths(found: Matches) -> dict[tuple[str, str], Decimal]:
    return {
        (need, offer): value
        for need, offer, value in found.matches.select("need_id", "offer_id", "strength").iter_rows()
    }


def by_hand(profiles: pl.DataFrame, options: MatchOptions) -> dict[tuple[str, str], float]:
    """The definition, word by word, without matrices: strengths of all pairs with a term in common."""
    texts = {row["profile_id"]: (row["kind"], Counter(terms(row["text"]))) for row in profiles.iter_rows(named=True)}
    offers = {one: text for one, (kind, text) in texts.items() if kind == "offer"}
    needs = {one: text for one, (kind, text) in texts.items() if kind == "need"}
    having = Counter(term for _, text in texts.values() for term in text)
    words = sum(text.total() for text in offers.values())
    share = Counter[str]()
    for text in offers.values():
        share.update(text)
    given_words = options.smoothing * max(1.0, sum(map(len, offers.values())) / len(offers))
    found = {}
    for (need, asked), (offer, told) in product(needs.items(), offers.items()):
        weights = {
            term: (options.repeats + 1) * n / (options.repeats + n) for term, n in asked.items() if having[term] > 1
        }
        common = [term for term in weights if told[term]]
        if not common:
            continue
        scale = len(told) / told.total()
        ratio = sum(
            weights[term] * math.log(1 + told[term] * scale / (given_words * share[term] / words)) for term in common
        ) / sum(weights.values()) + math.log(given_words / (given_words + len(told)))
        found[need, offer] = 1 / (1 + math.exp(-ratio))
    return found


@settings(max_examples=60, deadline=None)
@given(portfolios())
def test_every_strength_is_the_one_computed_word_by_word(given_tables: Tables) -> None:
    found = strengths(match({"profiles": given_tables["profiles"]}, EVERYTHING))
    owner = dict(given_tables["profiles"].select("profile_id", "organisation_id").iter_rows())
    expected = {
        pair: value
        for pair, value in by_hand(given_tables["profiles"], EVERYTHING).items()
        if owner[pair[0]] != owner[pair[1]]
    }
    assert found.keys() == expected.keys()
    for pair, value in expected.items():
        assert float(found[pair]) == pytest.approx(value, abs=6e-5)


@settings(max_examples=60, deadline=None)
@given(portfolios(), st.sampled_from([0.0, 0.3, 0.5, 1.0]), st.integers(1, 4))
def test_neither_rivals_nor_an_organisation_with_itself_are_ever_paired(
    given_tables: Tables, share: float, keep: int
) -> None:
    found = match(given_tables, MatchOptions(keep=keep, floor=0, small_share=share))
    owner = dict(given_tables["profiles"].select("profile_id", "organisation_id").iter_rows())
    apart = set(given_tables["rivals"].select("organisation_id", "rival_id").iter_rows())
    apart |= {(other, one) for one, other in apart} | {(one, one) for one in owner.values()}
    matched = {(owner[need], owner[offer]) for need, offer in found.matches.select("need_id", "offer_id").iter_rows()}
    partners = set(found.partners.select("organisation_id", "partner_id").iter_rows())
    assert not (matched | partners) & apart


@settings(max_examples=40, deadline=None)
@given(portfolios(), st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(given_tables: Tables, seed: int) -> None:
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in given_tables.items()}
    options = MatchOptions(small_share=0.5, floor=0)
    one, other = match(given_tables, options), match(shuffled, options)
    assert one.matches.equals(other.matches)
    assert one.partners.equals(other.partners)
    assert one.exposure.equals(other.exposure)


@settings(max_examples=60, deadline=None)
@given(portfolios(), st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.integers(1, 5))
def test_of_the_first_places_of_each_list_the_share_asked_for_is_small_wherever_there_are_small_ones(
    given_tables: Tables, share: float, keep: int
) -> None:
    options = MatchOptions(keep=keep, floor=0, small_share=share)
    found = match(given_tables, options)
    everything = match(given_tables, MatchOptions(keep=100, floor=0))
    size = dict(given_tables["profiles"].select("profile_id", "size").iter_rows())

    def little(frame: pl.DataFrame, need: str) -> list[bool]:
        return [size[one] in ("sme", "startup") for one in frame.filter(pl.col("need_id") == need)["offer_id"]]

    for need in found.needs:
        shown, there = little(found.matches, need), sum(little(everything.matches, need))
        for place in range(1, len(shown) + 1):
            assert sum(shown[:place]) >= min(math.floor(share * place + 1e-9), there)
    assert found.bound.cost >= -1e-12
    assert share or not found.bound.cost


@settings(max_examples=40, deadline=None)
@given(portfolios())
def test_partners_are_the_best_of_either_way_and_mutual_is_their_geometric_mean(given_tables: Tables) -> None:
    found = match(given_tables, EVERYTHING)
    owner = dict(given_tables["profiles"].select("profile_id", "organisation_id").iter_rows())
    best: dict[tuple[str, str], float] = {}
    for (need, offer), value in strengths(found).items():
        pair = (owner[need], owner[offer])
        best[pair] = max(best.get(pair, 0), float(value))
    expected = {pair for one, other in best for pair in ((one, other), (other, one))}
    rows = {(row["organisation_id"], row["partner_id"]): row for row in found.partners.iter_rows(named=True)}
    assert rows.keys() == expected
    for (one, other), row in rows.items():
        ways = best.get((one, other), 0), best.get((other, one), 0)
        assert (float(row["answered"] or 0), float(row["answers"] or 0)) == pytest.approx(ways)
        assert float(row["mutual"]) == pytest.approx(math.sqrt(ways[0] * ways[1]), abs=6e-5)


@settings(max_examples=40, deadline=None)
@given(portfolios())
def test_for_one_organisation_there_are_its_own_pairs_and_no_others(given_tables: Tables) -> None:
    everybody = match(given_tables, MatchOptions(keep=100, floor=0))
    owner = dict(given_tables["profiles"].select("profile_id", "organisation_id").iter_rows())
    asker = min(owner.values())
    own = match(given_tables, MatchOptions(organisation=asker, keep=100, floor=0))
    expected = {
        pair: value for pair, value in strengths(everybody).items() if asker in (owner[pair[0]], owner[pair[1]])
    }
    assert strengths(own) == expected
    assert set(own.partners["organisation_id"]) <= {asker}


BOTH = [
    profile("n1", "need", "全固体電池の硫化物電解質の製造技術を求めています", "A", country="JP", organisation="Ako"),
    profile("n2", "need", "polymer membranes for hydrogen fuel cells, and machine learning", "B", country="FR"),
    profile("o1", "offer", "硫化物系固体電解質の合成と全固体電池の評価", "B", country="FR", size="sme", field="2.5"),
    profile("o2", "offer", "solid state batteries and sulfide electrolytes for AI", "C", country="DE", size="large"),
    profile("o3", "offer", "polymer membranes for fuel cells", "A", country="JP", size="large", stage="applied"),
    profile("o4", "offer", "machine learning for hydrogen", "D", country="JP", size="startup"),
]


def test_a_japanese_need_finds_japanese_offers_and_english_ones_do_not_swamp_them() -> None:
    many = [profile(f"e{n}", "offer", f"battery number {n} of a battery maker", f"E{n}") for n in range(300)]
    found = match(tables(profiles=BOTH + many), MatchOptions(floor=0))
    assert found.matches.filter(pl.col("need_id") == "n1")["offer_id"].to_list() == ["o1"]
    mixed = [profile("n3", "need", "全固体電池 battery 電解質", "F"), *BOTH, *many]
    assert match(tables(profiles=mixed)).matches.filter(pl.col("need_id") == "n3")["offer_id"][0] == "o1"


def test_the_need_of_the_guide_is_answered_as_worked_by_hand() -> None:
    texts = {"O1": "solid battery battery", "O2": "anode coating", "O3": "enzyme"}
    rows = [
        profile("N1", "need", "solid battery, solid anode"),
        *(profile(one, "offer", t) for one, t in texts.items()),
    ]
    found = match(tables(profiles=rows), MatchOptions(floor=0))
    assert strengths(found) == {("N1", "O1"): Decimal("0.5252"), ("N1", "O2"): Decimal("0.4664")}
    assert [(one.word, round(one.share, 2)) for one in found.words["N1", "O1"]] == [("solid", 0.66), ("battery", 0.34)]
    assert strengths(match(tables(profiles=rows))).keys() == {("N1", "O1")}


def test_why_joins_the_signs_of_an_unspaced_script_to_words_and_shares_sum_to_one() -> None:
    found = match(tables(profiles=BOTH))
    words = found.words["n1", "o1"]
    assert [one.word for one in words] == ["全固体電池", "電解質", "硫化物"]
    assert sum(one.share for one in words) == pytest.approx(1)
    assert found.matches["why"][0].startswith("全固体電池 ")


@pytest.mark.parametrize(
    ("options", "pairs"),
    [
        (MatchOptions(), {("n1", "o1"), ("n2", "o3"), ("n2", "o4")}),
        (MatchOptions(pairs=(("FR", "JP"),)), {("n1", "o1"), ("n2", "o3"), ("n2", "o4")}),
        (MatchOptions(pairs=(("DE", "JP"),)), set()),
        (MatchOptions(sizes=("sme",)), {("n1", "o1")}),
        (MatchOptions(sizes=("sme", "startup")), {("n1", "o1"), ("n2", "o4")}),
        (MatchOptions(fields=("2.5",)), {("n1", "o1")}),
        (MatchOptions(fields=(" ２.5",)), {("n1", "o1")}),
        (MatchOptions(stages=("applied",)), {("n2", "o3")}),
        (MatchOptions(organisation="A"), {("n1", "o1"), ("n2", "o3")}),
        (MatchOptions(organisation="ako"), {("n1", "o1"), ("n2", "o3")}),
        (MatchOptions(organisation="C"), set()),
        (MatchOptions(floor=1), set()),
    ],
)
def test_the_filters_leave_what_they_say(options: MatchOptions, pairs: set[tuple[str, str]]) -> None:
    assert strengths(match(tables(profiles=BOTH), options)).keys() == pairs


def test_a_name_with_other_case_and_blanks_is_the_same_organisation_and_not_paired_with_itself() -> None:
    rows = [
        {"profile_id": one, "kind": kind, "text": "solid battery", "organisation": name}
        for one, kind, name in (("n", "need", "Labs  GmbH "), ("o", "offer", "labs gmbh"))
    ]
    assert match(tables(profiles=rows), MatchOptions(floor=0)).matches.is_empty()
    assert match(tables(profiles=rows), MatchOptions(organisation=" LABS GMBH")).needs == ("n",)


def test_past_cooperation_moves_a_strength_and_stands_in_the_why() -> None:
    together = [{"project_id": "P", "organisation_id": one} for one in "AB"]
    plain, moved = (
        match(tables(profiles=BOTH)),
        match(tables(profiles=BOTH, cooperations=together), MatchOptions(past=0.2)),
    )
    before, after = strengths(plain)["n1", "o1"], strengths(moved)["n1", "o1"]
    assert float(after) == pytest.approx(float(before) + 0.2 * (1 - float(before)), abs=1e-4)
    assert strengths(moved)["n2", "o4"] == strengths(plain)["n2", "o4"]
    assert moved.matches["why"][0].endswith("; together in projects: 1")


def test_a_need_that_nothing_answers_is_named() -> None:
    found = match(tables(profiles=[*BOTH, profile("n9", "need", "quantum gravity", "Z")]))
    assert found.unanswered == ("n9",)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "there are no profiles"),
        (BOTH[:2], "no profile is of the kind offer"),
        (BOTH[2:], "no profile is of the kind need"),
    ],
)
def test_without_needs_or_offers_it_says_so(rows: list[dict[str, str]], words: str) -> None:
    with pytest.raises(MatchError, match=words):
        match(tables(profiles=rows))


def test_an_organisation_without_a_profile_is_refused() -> None:
    with pytest.raises(MatchError, match="Nobody has no profile"):
        match(tables(profiles=BOTH), MatchOptions(organisation="Nobody"))


@pytest.mark.parametrize(
    "wrong", [{"keep": 0}, {"floor": 1.1}, {"small_share": -0.1}, {"past": 2}, {"smoothing": 0}, {"repeats": -1}]
)
def test_options_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(MatchError, match=next(iter(wrong))):
        MatchOptions(**wrong)  # type: ignore[arg-type]

"""Real needs and the offers that answered them, titles hidden: better than the cosine of weighted words."""

from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from renkei.engines.matching import MatchOptions, match
from renkei.text.terms import counted, terms, weighted
from tests.engines.matching.made import profile, tables

GRANTS = Path(__file__).parents[4] / "shared/data/grants"
pytestmark = pytest.mark.skipif(not GRANTS.exists(), reason=f"no {GRANTS}: the real needs are not beside the checkout")


def reciprocal(lists: dict[str, list[str]], right: dict[str, set[str]]) -> float:
    """The mean of 1 / the place of the first right one of ten."""
    places = [[at for at, one in enumerate(ids[:10], 1) if one in right[need]] for need, ids in lists.items()]
    return float(np.mean([1 / place[0] if place else 0 for place in places]))


def test_real_needs_find_their_offers_better_than_by_the_cosine_of_weighted_words() -> None:
    pairs = pl.read_parquet(GRANTS / "need_offer_pairs.parquet").with_columns(tid="N" + pl.col("tid").cast(pl.String))
    right: dict[str, set[str]] = {}
    for need, offer in pairs.select("tid", "award_id").iter_rows():
        right.setdefault(need, set()).add(offer)
    awards = pl.read_parquet(GRANTS / "sbir_awards.parquet", columns=["id", "abstract"])
    awards = awards.filter(pl.col("abstract").str.len_chars() > 100)
    offers = awards.filter(pl.col("id").is_in(pairs["award_id"].implode()) | (pl.int_range(pl.len()) % 20 == 0))
    needs = pairs.unique("tid", keep="first", maintain_order=True)
    asked = dict(needs.select("tid", "topic_text").iter_rows())
    told = dict(offers.select("id", "abstract").iter_rows())
    rows = [profile(one, "need", text) for one, text in asked.items()]
    rows += [profile(one, "offer", text) for one, text in told.items()]
    found = match(tables(profiles=rows), MatchOptions(floor=0))
    ours: dict[str, list[str]] = {need: [] for need in asked}
    for need, offer in found.matches.select("need_id", "offer_id").iter_rows():
        ours[need].append(offer)
    vectors = weighted(counted(Counter(terms(text)) for text in (*asked.values(), *told.values())))
    likeness = (vectors[: len(asked)] @ vectors[len(asked) :].T).toarray()
    ids = list(told)
    plain = {
        need: [ids[at] for at in np.argsort(-row, kind="stable")[:10]]
        for need, row in zip(asked, likeness, strict=True)
    }
    assert reciprocal(ours, right) > max(0.8, reciprocal(plain, right))

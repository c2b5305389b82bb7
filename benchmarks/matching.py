#!/usr/bin/env python3
"""Matching beside bm25s and TF-IDF on real needs and offers; who will work with whom beside neighbour indices.

usage: python benchmarks/matching.py [--quick] [--source FOLDER]

Needs are topics of US agencies, offers the 59,387 abstracts of awards; titles are hidden on both sides. An award counts
as the answer to a topic where their titles are equal, so answers under other titles count as wrong. With --quick every
fifth need and every tenth organisation is asked.
"""

import argparse
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
import polars as pl
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from renkei.engines.matching import Cooperation, MatchOptions, cooperation, match
from renkei.tables.partners import PROFILES

SOURCE = Path(__file__).parents[2] / "shared/data"
DEEP, FIRST = 100, 10
RESAMPLES, SEED = 10_000, 1
Ranked = Mapping[str, Sequence[str]]


def read_grants(source: Path, step: int) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, set[str]]]:
    """Needs, offers, and which offers answer each need."""
    awards = pl.read_parquet(source / "grants/sbir_awards.parquet").filter(pl.col("abstract").str.len_chars() > 100)
    pairs = pl.read_parquet(source / "grants/need_offer_pairs.parquet").with_columns(pl.col("tid").cast(pl.String))
    right = answers(pairs)
    needs = pairs.unique("tid", keep="first", maintain_order=True)[::step]
    return needs.select(id="tid", text="topic_text"), awards.select("id", text="abstract"), right


def answers(pairs: pl.DataFrame) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for need, offer in pairs.select("tid", "award_id").iter_rows():
        found.setdefault(need, set()).add(offer)
    return found


def profiles(needs: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    rows = [
        frame.select(profile_id=kind[0] + pl.col("id"), kind=pl.lit(kind), text="text")
        for frame, kind in ((needs, "need"), (offers, "offer"))
    ]
    found = pl.concat(rows)
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in PROFILES.schema.items() if name not in found.columns]
    return found.with_columns(absent).select(PROFILES.schema.keys())


def ours(needs: pl.DataFrame, offers: pl.DataFrame) -> Ranked:
    found = match({"profiles": profiles(needs, offers)}, MatchOptions(keep=DEEP, floor=0))
    lists: dict[str, list[str]] = {need: [] for need in needs["id"]}
    for need, offer in found.matches.sort("need_id", "rank").select("need_id", "offer_id").iter_rows():
        lists[need[1:]].append(offer[1:])
    return lists


def bm25(needs: pl.DataFrame, offers: pl.DataFrame) -> Ranked:
    """bm25s as it comes, English stop words left out."""
    index = bm25s.BM25()
    index.index(bm25s.tokenize(offers["text"].to_list(), stopwords="en", show_progress=False), show_progress=False)
    asked = bm25s.tokenize(needs["text"].to_list(), stopwords="en", show_progress=False)
    places, _ = index.retrieve(asked, k=DEEP, show_progress=False)
    ids = offers["id"].to_list()
    return {need: [ids[at] for at in row] for need, row in zip(needs["id"], places, strict=True)}


def tfidf(needs: pl.DataFrame, offers: pl.DataFrame) -> Ranked:
    """scikit-learn's TF-IDF, sublinear, words and pairs of words, those of one text left out."""
    vectors = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2)
    rows = vectors.fit_transform(offers["text"])
    likeness = (vectors.transform(needs["text"]) @ rows.T).toarray()
    ids = offers["id"].to_list()
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :DEEP]
    return {need: [ids[at] for at in row] for need, row in zip(needs["id"], order, strict=True)}


def measured(lists: Ranked, right: Mapping[str, set[str]]) -> np.ndarray:
    """A row a need: reciprocal rank within ten, recall within ten and within a hundred."""
    rows = []
    for need, ids in lists.items():
        hits = [place for place, one in enumerate(ids, 1) if one in right[need]]
        best = hits[0] if hits and hits[0] <= FIRST else np.inf
        counts = [sum(place <= depth for place in hits) / len(right[need]) for depth in (FIRST, DEEP)]
        rows.append([1 / best, *counts])
    return np.array(rows)


def interval(values: np.ndarray) -> str:
    draws = np.random.Generator(np.random.PCG64(SEED)).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.quantile(values[draws].mean(axis=1), [0.025, 0.975])
    return f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"


def ranking(source: Path, step: int) -> str:
    needs, offers, right = read_grants(source, step)
    lines = [
        f"{needs.height} real needs against {offers.height:,} real offers, titles hidden (means, with 95 % intervals"
        " over needs; the difference is ours less theirs, need by need):",
        "",
        "| method | MRR@10 | recall@10 | recall@100 | difference of MRR@10 | s |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    methods: dict[str, Callable[[pl.DataFrame, pl.DataFrame], Ranked]] = {
        "**renkei match**": ours,
        "bm25s, English stop words": bm25,
        "TF-IDF, sublinear, 1–2-grams": tfidf,
    }
    own: np.ndarray | None = None
    for name, method in methods.items():
        start = time.perf_counter()
        found = measured(method(needs, offers), right)
        seconds = time.perf_counter() - start
        own = found if own is None else own
        gain = "" if found is own else interval(own[:, 0] - found[:, 0])
        cells = [interval(found[:, 0]), interval(found[:, 1]), f"{found[:, 2].mean():.3f}", gain, f"{seconds:.0f}"]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


class Network:
    """Who took part with whom to 2016, and the new pairs of 2017 and 2018 among the organisations known by then."""

    def __init__(self, source: Path, step: int) -> None:
        rows = pl.read_parquet(source / "network/h2020_participations_to_2018.parquet")
        taken = rows.select(pl.col("rcn", "pic").cast(pl.String), "start_year").unique(["rcn", "pic"])
        few = taken.filter(pl.len().over("rcn") <= 60).rename({"rcn": "project_id", "pic": "organisation_id"})
        self.known: Cooperation = cooperation(few.filter(pl.col("start_year") <= 2016))
        later = cooperation(few.filter(pl.col("start_year") > 2016))
        self.fresh: dict[int, set[int]] = {}
        for one, other in zip(*later.together.nonzero(), strict=True):
            pair = [self.known.places.get(later.organisations[at], -1) for at in (one, other)]
            if min(pair) >= 0 and not self.known.together[pair[0], pair[1]]:
                self.fresh.setdefault(pair[0], set()).add(pair[1])
        self.asked = sorted(self.fresh)[::step]
        self.partners = self.known.partners
        self.small = self.partners <= np.median(self.partners)

    def measure(self, score: Callable[[list[int]], np.ndarray]) -> tuple[float, float, float]:
        """Recall@10, the same with at most ten asked for, and the share of places of the less connected half."""
        recalls, shown = [], []
        for start in range(0, len(self.asked), 500):
            asked = self.asked[start : start + 500]
            values = np.asarray(score(asked), dtype=float)
            past = self.known.together[asked].tocoo()
            values[past.row, past.col] = -np.inf
            values[np.arange(len(asked)), asked] = -np.inf
            order = np.argsort(-values, axis=1, kind="stable")[:, :FIRST]
            shown.append(self.small[order].mean(axis=1))
            for one, row in zip(asked, order.tolist(), strict=True):
                hits = len(self.fresh[one] & set(row))
                recalls.append((hits / len(self.fresh[one]), hits / min(FIRST, len(self.fresh[one]))))
        found = np.array(recalls).mean(axis=0)
        return found[0], found[1], float(np.concatenate(shown).mean())


def neighbours(network: Network, weights: np.ndarray) -> Callable[[list[int]], np.ndarray]:
    ones = network.known.together.sign()
    return lambda asked: (ones[asked] @ sparse.diags(weights) @ ones).toarray()


def cooperating(source: Path, step: int) -> str:
    network = Network(source, step)
    known, partners = network.known, np.maximum(network.partners, 1).astype(float)
    names = known.organisations
    methods: dict[str, Callable[[list[int]], np.ndarray]] = {
        "**renkei**": lambda asked: known.nearness([names[at] for at in asked]),
        "renkei, with popularity 0.05": lambda asked: known.nearness([names[at] for at in asked], 0.05),
        "Adamic–Adar": neighbours(network, 1 / np.log(np.maximum(partners, 2))),
        "common neighbours": neighbours(network, np.ones(len(partners))),
        "resource allocation": neighbours(network, 1 / partners),
        "popularity": lambda asked: np.tile(network.partners, (len(asked), 1)),
    }
    pairs = sum(map(len, network.fresh.values())) // 2
    lines = [
        f"Who will work with whom: {len(names):,} organisations to 2016, {pairs:,} new pairs among them in 2017–2018,"
        f" consortia of at most 60; {len(network.asked):,} organisations asked, past partners left out:",
        "",
        "| method | recall@10 | of at most ten | places of the less connected half |",
        "|---|--:|--:|--:|",
    ]
    for name, score in methods.items():
        recall, of_ten, small = network.measure(score)
        lines.append(f"| {name} | {recall:.4f} | {of_ten:.4f} | {small:.3f} |")
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--source", type=Path, default=SOURCE)
    given = options.parse_args()
    load = os.getloadavg()[0]
    print(ranking(given.source, 5 if given.quick else 1))
    print(f"\n{cooperating(given.source, 10 if given.quick else 1)}\n\nLoad of the machine at the start: {load:.1f}.")


if __name__ == "__main__":
    main()

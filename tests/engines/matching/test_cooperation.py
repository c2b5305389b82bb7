"""Who will work with whom: nearness computed a second time, path by path, and on the real network."""

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.matching import Cooperation, cooperation
from renkei.tables import TABLES

NETWORK = Path(__file__).parents[4] / "shared/data/network/h2020_participations_to_2018.parquet"
parts = st.lists(st.tuples(st.sampled_from("PQRST"), st.sampled_from("ABCDEF")), min_size=1, max_size=14)


def taken(pairs: list[tuple[str, str]]) -> pl.DataFrame:
    rows = [{"project_id": project, "organisation_id": one} for project, one in pairs]
    return pl.DataFrame(rows, schema=TABLES["cooperations"].schema)


@settings(max_examples=80, deadline=None)
@given(parts)
def test_nearness_is_the_sum_over_common_partners_computed_path_by_path(pairs: list[tuple[str, str]]) -> None:
    found = cooperation(taken(pairs))
    members: dict[str, set[str]] = defaultdict(set)
    for project, one in pairs:
        members[project].add(one)
    ties: dict[tuple[str, str], float] = defaultdict(float)
    for project in members.values():
        for one, other in combinations(project, 2):
            ties[one, other] += (len(project) - 1) ** -0.5
            ties[other, one] += (len(project) - 1) ** -0.5
    strength = {one: sum(tie for pair, tie in ties.items() if pair[0] == one) for one in found.organisations}
    for at, one in enumerate(found.organisations):
        expected = np.array(
            [
                sum(ties[one, via] * ties[via, other] / strength[via] ** 0.7 for via in strength if strength[via])
                if other != one
                else 0.0
                for other in found.organisations
            ]
        )
        expected /= max(expected.max(), 1e-300)
        assert found.nearness([one])[0] == pytest.approx(expected)
        assert found.partners[at] == len({pair[1] for pair, tie in ties.items() if pair[0] == one and tie})


def test_a_consortium_of_more_than_sixty_ties_nobody() -> None:
    found = cooperation(taken([("P", f"O{n:02}") for n in range(61)] + [("Q", "O00"), ("Q", "O01")]))
    assert found.together.sum() == 2
    assert len(found.organisations) == 61


def test_popularity_adds_to_every_nearness_in_proportion_to_partners() -> None:
    found = cooperation(taken([("P", "A"), ("P", "B"), ("Q", "B"), ("Q", "C"), ("R", "D"), ("R", "B")]))
    plain, popular = found.nearness(["A"])[0], found.nearness(["A"], 0.3)[0]
    assert popular - plain == pytest.approx(0.3 * np.array([0, 3, 1, 1]) / 3)


@pytest.mark.skipif(not NETWORK.exists(), reason=f"no {NETWORK}: the real network is not beside the checkout")
def test_on_the_real_network_it_finds_more_new_partners_than_adamic_and_adar() -> None:
    rows = pl.read_parquet(NETWORK).select(
        project_id=pl.col("rcn").cast(pl.String), organisation_id=pl.col("pic").cast(pl.String), year="start_year"
    )
    known = cooperation(rows.filter(pl.col("year") <= 2016))
    later = cooperation(rows.filter(pl.col("year") > 2016))
    asked = [one for one in later.organisations if one in known.places][::40]
    ones = known.together.sign()
    weights = 1 / np.log(np.maximum(known.partners, 2))
    ours = found_of(known.nearness(asked), known, later, asked)
    theirs = found_of(
        (ones[[known.places[one] for one in asked]].multiply(weights) @ ones).toarray(), known, later, asked
    )
    assert ours > theirs


def found_of(values: np.ndarray, known: Cooperation, later: Cooperation, asked: list[str]) -> float:
    """Mean recall within ten of the new partners of each."""
    shares = []
    for one, row in zip(asked, values.copy(), strict=True):
        past = known.together[known.places[one]].indices
        after = {later.organisations[at] for at in later.together[later.places[one]].indices}
        new = {known.places[other] for other in after if other in known.places} - set(past.tolist())
        if new:
            row[past] = -1
            row[known.places[one]] = -1
            shares.append(len(new & set(np.argsort(-row, kind="stable")[:10].tolist())) / len(new))
    return float(np.mean(shares))

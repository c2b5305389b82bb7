"""On real reviewers' own ratings of papers they read; skipped where the data are not there."""

import csv
import gzip
import json
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from renkei.engines.affinity import affinity
from tests.engines.affinity.calls import tables
from tests.engines.affinity.test_affinity import values

HOME = Path(__file__).parents[4] / "shared/data/reviewers/expertise"
PLAIN = 0.312  # loss of plain TF-IDF, mean over a reviewer's papers, as the data's page states it


@pytest.mark.skipif(not HOME.is_dir(), reason=f"the public data are not at {HOME}")
def test_reviewers_rate_papers_more_as_their_affinities_say_than_as_plain_tf_idf_does() -> None:
    with gzip.open(HOME / "papers.jsonl.gz", "rt", encoding="utf-8") as file:
        papers = {one["id"]: {name: one[name] or "" for name in ("title", "abstract")} for one in map(json.loads, file)}
    with (HOME / "evaluations.csv").open(encoding="utf-8") as file:
        rated = {row["ParticipantID"]: ratings(row) for row in csv.DictReader(file)}
    asked = sorted({paper for ratings_ in rated.values() for paper in ratings_})
    profiles = [json.loads(path.read_text("utf-8")) for path in sorted((HOME / "participants").iterdir())]
    written = [(who["authorId"], paper) for who in profiles for paper in sorted({p["paperId"] for p in who["papers"]})]
    found = values(
        affinity(
            tables(
                applications=[{"application_id": one, **papers[one]} for one in asked],
                reviewers=[{"reviewer_id": who, "name": who} for who in rated],
                publications=[
                    {"publication_id": f"{who} {one}", "reviewer_id": who, **papers[one]} for who, one in written
                ],
            ),
            background=pl.DataFrame(
                [papers[one] for one in sorted(papers.keys() - set(asked) - {p for _, p in written})]
            ),
        )
    )
    wrong = most = 0.0
    for who, given in rated.items():
        for one, other in combinations(given, 2):
            apart, told = given[one] - given[other], found[one, who] - found[other, who]
            most += abs(apart)
            wrong += abs(apart) * (0.5 if apart * told == 0 else apart * told < 0)
    assert wrong / most < PLAIN - 0.03


def ratings(row: dict[str, str]) -> dict[str, float]:
    return {row[f"Paper{n}"]: float(row[f"Expertise{n}"]) for n in range(1, 11) if row[f"Paper{n}"]}

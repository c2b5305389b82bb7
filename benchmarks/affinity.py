#!/usr/bin/env python3
"""Affinity beside plain TF-IDF and TPMS on self-rated expertise, and the time and memory of a large call.

usage: python benchmarks/affinity.py [--quick] [--source FOLDER]

The loss is the weighted share of wrongly ordered pairs of papers that a reviewer rated, ties half; gains are paired,
with a bootstrap interval over reviewers (10,000 resamples, seed 1). With --quick the large call is smaller.
"""

import argparse
import csv
import gzip
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer

from renkei.engines.affinity import AffinityOptions, affinity
from renkei.tables import APPLICATIONS, PUBLICATIONS, REVIEWERS
from renkei.text.terms import terms

SOURCE = Path(__file__).parents[2] / "shared/data/reviewers/expertise"
RESAMPLES, SEED = 10_000, 1
RECENT, DRAWS = 20, 10  # TPMS: profiles of the 20 latest papers, equal years drawn ten times
Scores = Mapping[tuple[str, str], float]


class Expertise:
    """The reviewers' own ratings, their papers and the texts of all papers."""

    def __init__(self, source: Path) -> None:
        with gzip.open(source / "papers.jsonl.gz", "rt", encoding="utf-8") as file:
            self.papers = {paper["id"]: paper for paper in map(json.loads, file)}
        with (source / "evaluations.csv").open(encoding="utf-8") as file:
            self.rated = {row["ParticipantID"]: ratings(row) for row in csv.DictReader(file)}
        profiles = [json.loads(path.read_text("utf-8")) for path in sorted((source / "participants").iterdir())]
        self.own = {one["authorId"]: list(dict.fromkeys(p["paperId"] for p in one["papers"])) for one in profiles}
        self.asked = sorted({paper for papers in self.rated.values() for paper in papers})

    def text(self, paper: str) -> str:
        return f"{self.papers[paper]['title'] or ''} {self.papers[paper]['abstract'] or ''}"

    def tables(self) -> dict[str, pl.DataFrame]:
        """The rated papers as applications, the raters as reviewers."""
        applications = [{"application_id": one, **self.words(one)} for one in self.asked]
        publications = [
            {"publication_id": f"{who} {one}", "reviewer_id": who, "year": self.papers[one]["year"], **self.words(one)}
            for who, papers in self.own.items()
            for one in papers
        ]
        reviewers = [{"reviewer_id": who, "name": who} for who in self.rated]
        return {
            "applications": pl.DataFrame(applications, schema=APPLICATIONS.schema),
            "publications": pl.DataFrame(publications, schema=PUBLICATIONS.schema),
            "reviewers": pl.DataFrame(reviewers, schema=REVIEWERS.schema),
        }

    def others(self) -> pl.DataFrame:
        """Papers of the set that neither are rated nor belong to these reviewers."""
        used = {*self.asked, *(paper for papers in self.own.values() for paper in papers)}
        return pl.DataFrame([self.words(one) for one in sorted(set(self.papers) - used)])

    def words(self, paper: str) -> dict[str, str]:
        return {"title": self.papers[paper]["title"] or "", "abstract": self.papers[paper]["abstract"] or ""}

    def losses(self, scores: Scores) -> np.ndarray:
        """A row a reviewer: what is lost, and what could be."""
        return np.array([lost(papers, {p: scores[who, p] for p in papers}) for who, papers in self.rated.items()])


def ratings(row: dict[str, str]) -> dict[str, float]:
    return {row[f"Paper{n}"]: float(row[f"Expertise{n}"]) for n in range(1, 11) if row[f"Paper{n}"]}


def lost(rated: dict[str, float], scores: dict[str, float]) -> tuple[float, float]:
    wrong = most = 0.0
    for one, other in combinations(rated, 2):
        weight, order = abs(rated[one] - rated[other]), (rated[one] - rated[other]) * (scores[one] - scores[other])
        most += weight
        wrong += weight * (0.5 if order == 0 else float(order < 0))
    return wrong, most


def ours(data: Expertise, options: AffinityOptions, background: bool) -> Scores:
    found = affinity(
        data.tables(), replace(options, keep=len(data.asked)), background=data.others() if background else None
    )
    rows = found.pairs.select("reviewer_id", "application_id", "affinity").iter_rows()
    return {(who, paper): float(value) for who, paper, value in rows}


def plain(data: Expertise) -> Scores:
    """scikit-learn's TF-IDF as it comes, English stop words left out; the mean cosine over a reviewer's papers."""
    place = {paper: at for at, paper in enumerate(data.papers)}
    rows = TfidfVectorizer(stop_words="english").fit_transform([data.text(paper) for paper in data.papers])
    return {
        (who, paper): float((rows[[place[p] for p in data.own[who]]] @ rows[place[paper]].T).mean())
        for who, papers in data.rated.items()
        for paper in papers
    }


def tpms(data: Expertise) -> Scores:
    """As the data's authors define it: cosine of the paper and the reviewer's 20 latest as one text, with augmented
    term frequencies; the mean over ten draws of papers of equal years."""
    bits = np.random.Generator(np.random.PCG64(SEED))
    found: Counter[tuple[str, str]] = Counter()
    bags = {paper: Counter(terms(data.text(paper))) for paper in data.papers}
    for _ in range(DRAWS):
        latest = {who: recent(data, who, bits) for who in data.rated}
        texts = {who: together(bags[p] for p in papers) for who, papers in latest.items()}
        texts |= {paper: bags[paper] for paper in data.asked}
        having = Counter(term for text in texts.values() for term in text)
        vectors = {key: augmented(text, having, len(texts)) for key, text in texts.items()}
        for who, papers in data.rated.items():
            for paper in papers:
                found[who, paper] += sum(v * vectors[who].get(term, 0.0) for term, v in vectors[paper].items())
    return found


def recent(data: Expertise, who: str, bits: np.random.Generator) -> list[str]:
    whole = [p for p in data.own[who] if all(data.papers[p][part] for part in ("title", "abstract", "year"))]
    return sorted(whole, key=lambda paper: -data.papers[paper]["year"] - bits.uniform(0, 0.001))[:RECENT]


def augmented(text: Counter[str], having: Counter[str], many: int) -> dict[str, float]:
    most = max(text.values())
    values = {term: (0.5 + 0.5 * n / most) * math.log(many / having[term]) for term, n in text.items()}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {term: value / length for term, value in values.items()}


def language(data: Expertise) -> Scores:
    """The language model of TPMS's paper: the paper's likelihood under the reviewer's smoothed language, by word."""
    bags = {paper: Counter(terms(data.text(paper))) for paper in data.papers}
    whole = together(bags.values())
    words, smoothing = sum(whole.values()), 1000
    found = {}
    for who, papers in data.rated.items():
        own = together(bags[paper] for paper in data.own[who])
        size = sum(own.values()) + smoothing
        for paper in papers:
            of = {t: n * math.log((own[t] + smoothing * whole[t] / words) / size) for t, n in bags[paper].items()}
            found[who, paper] = sum(of.values()) / sum(bags[paper].values())
    return found


def together(bags: Iterable[Counter[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for bag in bags:
        found.update(bag)
    return found


def gain(better: np.ndarray, worse: np.ndarray) -> tuple[float, float, float]:
    """Paired gain, and its 95 % interval over reviewers."""
    draws = np.random.Generator(np.random.PCG64(SEED)).integers(0, len(better), (RESAMPLES, len(better)))
    difference = worse[:, 0] - better[:, 0]
    spread = difference[draws].sum(axis=1) / better[:, 1][draws].sum(axis=1)
    return difference.sum() / better[:, 1].sum(), *np.quantile(spread, [0.025, 0.975])


def total(losses: np.ndarray) -> float:
    return float(losses[:, 0].sum() / losses[:, 1].sum())


def expertise(source: Path) -> str:
    data = Expertise(source)
    chosen = AffinityOptions()
    peers = {"plain TF-IDF, mean": plain(data), "TPMS, as the data's authors define it": tpms(data)}
    peers["TPMS's language model, Dirichlet 1,000"] = language(data)
    losses = {name: data.losses(scores) for name, scores in peers.items()}
    variants: dict[str, Callable[[], Scores]] = {
        "**renkei affinity**": lambda: ours(data, chosen, True),
        "without the other papers as background": lambda: ours(data, chosen, False),
    }
    changes = {"neighbours": (0, 10, 50, 100), "terms": (100, 400), "smoothing": (0.5, 2, 5, 20), "half_life": (5, 10)}
    for name, values in changes.items():
        for value in values:
            options = replace(chosen, **{name: value})
            variants[f"{name} {value}"] = lambda options=options: ours(data, options, True)
    lines = ["| method | loss | gain over TF-IDF | over TPMS | over its language model |", "|---|--:|--:|--:|--:|"]
    lines += [f"| {name} | {total(of):.3f} | | | |" for name, of in losses.items()]
    own = {name: data.losses(make()) for name, make in variants.items()}
    for name, of in own.items():
        gains = [gain(of, peer) for peer in losses.values()]
        lines.append(
            f"| {name} | {total(of):.3f} | " + " | ".join(f"{g:.3f} [{a:.3f}, {b:.3f}]" for g, a, b in gains) + " |"
        )
    mine = next(iter(own.values()))
    return "\n".join([*lines, "", *(left_out(mine, losses[name], name) for name in list(losses)[:2])])


def left_out(mine: np.ndarray, peer: np.ndarray, name: str) -> str:
    """What the gain over a peer is without each reviewer in turn."""
    each = [np.delete(np.arange(len(mine)), out) for out in range(len(mine))]
    losses, gains = [total(mine[k]) for k in each], [total(peer[k]) - total(mine[k]) for k in each]
    bounds = [gain(mine[k], peer[k])[1] for k in each]
    return (
        f"Without one reviewer in turn: loss {min(losses):.3f} to {max(losses):.3f}, gain over {name} {min(gains):.3f} "
        f"to {max(gains):.3f}, the interval's lower end {min(bounds):.3f} to {max(bounds):.3f}."
    )


def large(many: int) -> str:
    """The whole command on made-up texts with the words of a real vocabulary's frequencies."""
    with tempfile.TemporaryDirectory() as scratch:
        made_up(Path(scratch), many)
        begin = time.perf_counter()
        command = [sys.executable, "-m", "renkei.cli", "affinity", scratch, "--json", "--out", f"{scratch}/out"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begin
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak, own = used.ru_maxrss / 2**20, used.ru_utime + used.ru_stime
    size = f"{many:,} applications, {many:,} reviewers, {20 * many:,} publications"
    return f"{size}: {seconds:.0f} s ({own:.0f} s of a processor), {peak:.1f} GiB."


def made_up(place: Path, many: int) -> None:
    """Texts of 100 words drawn by Zipf's law from 50,000, half of them from a subject's own 300."""
    bits = np.random.Generator(np.random.PCG64(SEED))
    common = 1 / np.arange(2, 50_002)
    subjects = bits.integers(0, 50_000, (200, 300))

    def texts(owners: np.ndarray) -> list[str]:
        drawn = bits.choice(50_000, (len(owners), 50), p=common / common.sum())
        own = np.take_along_axis(subjects[owners % 200], bits.integers(0, 300, (len(owners), 50)), axis=1)
        return [" ".join(f"w{word}x" for word in row) for row in np.hstack([drawn, own]).tolist()]

    ids = np.arange(many)
    (place / "programme.yaml").write_text("name: made up\n", encoding="utf-8")
    pl.DataFrame({"application_id": [f"A{n}" for n in ids], "title": texts(ids)}).write_csv(place / "applications.csv")
    names = [f"R{n}" for n in ids]
    pl.DataFrame({"reviewer_id": names, "name": names}).write_csv(place / "reviewers.csv")
    owners = np.repeat(ids, 20)
    frame = {"publication_id": [f"P{n}" for n in range(len(owners))], "reviewer_id": [f"R{n}" for n in owners]}
    pl.DataFrame(frame | {"abstract": texts(owners)}).write_csv(place / "publications.csv")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--source", type=Path, default=SOURCE)
    given = options.parse_args()
    if not given.source.is_dir():
        sys.exit(f"{given.source} is not there: say with --source where evaluations.csv and papers.jsonl.gz are")
    print(expertise(given.source), large(500 if given.quick else 5000), sep="\n\n")


if __name__ == "__main__":
    main()

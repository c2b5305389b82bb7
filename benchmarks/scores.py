"""Scores: what a correction of severity gains on real votes, whether intervals hold what they say, how long it takes.

`python benchmarks/scores.py [--quick]` prints the Markdown. Real votes are read from ../shared/data/scores; without
them the simulations alone are run.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
from scipy.stats import t

from renkei.engines.scoring import ScoreOptions, score
from renkei.engines.scoring.consensus import consensus
from renkei.engines.scoring.panel import Panel, panel_of
from renkei.engines.scoring.ranks import simulated_ranks
from renkei.engines.scoring.severity import deviations
from renkei.engines.scoring.variance import components
from renkei.tables import APPLICATIONS, REVIEWS

DATA = Path(__file__).resolve().parents[2] / "shared/data/scores"
ONE = (("grade", Fraction(1)),)
PLAIN, CORRECTED = ScoreOptions(ONE), ScoreOptions(ONE, correct_severity=True)
HELD_OUT = 0.2


def reviews_of(rows: pl.DataFrame) -> pl.DataFrame:
    """application_id, reviewer_id, score and perhaps confidence as the contract's table."""
    for name in ("score", "confidence"):
        given = pl.col(name) if name in rows.columns else pl.lit(None)
        rows = rows.with_columns(given.cast(pl.Float64).cast(REVIEWS.schema[name]).alias(name))
    return rows.with_columns(pl.lit("grade").alias("criterion"), pl.lit(None, pl.String).alias("comment")).select(
        REVIEWS.names
    )


def votes() -> pl.DataFrame:
    names = {"proposal": "application_id", "assessor": "reviewer_id", "num_grade": "score"}
    return pl.read_csv(DATA / "snsf_votes.csv").rename(names)


def held_out(splits: int) -> Iterator[str]:
    """Votes hidden and foretold: by the mean of the rest, corrected, and corrected with the assessor's severity."""
    yield f"Swiss votes, {splits} random splits a section, {HELD_OUT:.0%} of votes hidden; root mean square error.\n"
    yield from heading("section", "votes", "plain mean", "corrected", "and the assessor's severity", "severity's share")
    every = []
    for number, (section, own) in enumerate(
        votes().sort("section", "application_id", "reviewer_id").group_by("section", maintain_order=True)
    ):
        found = np.array([split(own, seed) for seed in range(1000 * number, 1000 * number + splits)])
        every.append((found, own.height))
        panel = panel_of(reviews_of(own.select("application_id", "reviewer_id", "score")), ONE, use_confidence=False)
        parts = components(panel, deviations(panel))
        yield f"| {section[0]} | {own.height} | {row(found)} | {max(0.0, parts.reviewers) / parts.within:.1%} |"
    whole = np.sqrt(sum(found**2 * n for found, n in every) / sum(n for _, n in every))
    yield f"| both | {sum(n for _, n in every)} | {row(whole)} | |\n"
    gain = whole[:, 0] - whole[:, 1]
    low, high = np.quantile(gain, [0.025, 0.975])
    yield (
        f"The correction changes the error by {100 * (whole[:, 1].mean() / whole[:, 0].mean() - 1):+.2f} % "
        f"(plain less corrected: {gain.mean():+.5f}, over splits {low:+.4f} to {high:+.4f}); it is the smaller of the "
        f"two in {np.mean(gain > 0):.0%} of the splits.\n"
    )


def heading(*names: str) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' if at == 0 else '--:' for at in range(len(names)))} |"


def row(found: np.ndarray) -> str:
    return " | ".join(f"{one:.4f}" for one in found.mean(axis=0))


def split(own: pl.DataFrame, seed: int) -> tuple[float, float, float]:
    """Three errors on the hidden votes; every application keeps two votes at least."""
    hidden = np.random.default_rng(seed).random(own.height) < HELD_OUT
    marked = own.with_columns(pl.Series("hidden", hidden))
    marked = marked.with_columns(pl.col("hidden") & ((~pl.col("hidden")).sum().over("application_id") >= 2))
    rest, away = marked.filter(~pl.col("hidden")), marked.filter("hidden")
    panel = panel_of(reviews_of(rest.select("application_id", "reviewer_id", "score")), ONE, use_confidence=False)
    parts = components(panel, deviations(panel))
    made = consensus(panel, parts, CORRECTED)
    place = {one: at for at, one in enumerate(panel.applications)}
    who = {one: at for at, one in enumerate(panel.reviewers)}
    at = np.array([place[one] for one in away["application_id"]])
    by = np.array([who[one] for one in away["reviewer_id"]])
    true = away["score"].to_numpy()
    plain = np.array([float(one) for one in panel.means])[at]
    corrected = np.array([float(one) for one in made.exact])[at]
    return tuple(float(np.sqrt(np.mean((true - one) ** 2))) for one in (plain, corrected, corrected - made.added[by]))


@dataclass(frozen=True)
class World:
    """Simulated calls: numbers, standard deviations of applications, reviewers and error; scores in steps, or not."""

    applications: int
    reviewers: int
    each: int
    spread: float
    severity: float
    error: float
    step: float = 0.0
    fewest: int = 0  # reviews of an application, up to `each`; 0: all have so many


WORLDS = (
    World(40, 15, 3, 0.8, 0.3, 0.6),
    World(40, 15, 3, 0.3, 0.3, 0.6),
    World(100, 40, 3, 0.8, 0.5, 0.8),
    World(100, 40, 3, 0.8, 0.5, 0.8, step=0.5),
    World(40, 15, 4, 0.8, 0.3, 0.6, fewest=1),
    World(10, 6, 3, 0.8, 0.3, 0.6),
    World(40, 9, 8, 0.8, 0.3, 0.6),
)


def drawn(world: World, generator: np.random.Generator) -> tuple[np.ndarray, Panel]:
    """True scores and a panel; reviewers read unequal numbers of applications."""
    true = generator.normal(0, world.spread, world.applications)
    severity = generator.normal(0, world.severity, world.reviewers)
    busy = 1.0 + np.arange(world.reviewers) % 5
    rows = []
    for at in range(world.applications):
        number = int(generator.integers(world.fewest, world.each + 1)) if world.fewest else world.each
        for who in generator.choice(world.reviewers, number, replace=False, p=busy / busy.sum()):
            value = 3 + true[at] + severity[who] + generator.normal(0, world.error)
            rows.append((f"A{at:03}", f"R{who:03}", round(value / world.step) * world.step if world.step else value))
    frame = pl.DataFrame(rows, schema=["application_id", "reviewer_id", "score"], orient="row")
    if world.step:
        frame = frame.with_columns(pl.col("score").clip(0, 5))
    return true, panel_of(reviews_of(frame), ONE, use_confidence=False)


def coverage(calls: int) -> Iterator[str]:
    yield "Known truth, unbalanced panels; share of true values that the intervals hold (nominal 80 and 95 %).\n"
    yield from heading(
        *("applications, reviewers, reviews each", "SD of applications, severity, error", "calls", "scores"),
        *("score 80 / 95", "rank 80 / 95", "mean width of rank 80 / 95", "rank without the model 80 / 95", "miss"),
    )
    for world in WORLDS:
        many = calls if world.applications < 100 else calls // 3
        for options in (PLAIN, CORRECTED):
            generator = np.random.default_rng(1)
            found = np.mean([covered(*drawn(world, generator), options) for _ in range(many)], axis=0)
            cells = [f"{100 * a:.1f} / {100 * b:.1f}" for a, b in found[:8].reshape(4, 2)]
            cells[2] = " / ".join(f"{world.applications * one:.1f}" for one in found[4:6])
            kind = "corrected" if options.correct_severity else "plain"
            each = f"{world.fewest} to {world.each}" if world.fewest else str(world.each)
            steps = f", in steps of {world.step:g}, cut to 0–5" if world.step else ""
            yield (
                f"| {world.applications}, {world.reviewers}, {each} | {world.spread:g}, {world.severity:g}, "
                f"{world.error:g}{steps} | {many} | {kind} | {' | '.join(cells)} | {found[8]:.3f} |"
            )


def covered(true: np.ndarray, panel: Panel, options: ScoreOptions) -> np.ndarray:
    """Shares inside the intervals of scores and ranks, the ranks' widths, the same without the model of ranks;
    and the root mean square of what scores miss the truth by."""
    parts = components(panel, deviations(panel))
    linked = panel.number_of_groups == 1 and parts.residual is not None
    made = consensus(panel, parts, options if linked else PLAIN)
    points, rank = np.array([float(one) for one in made.exact]), (-true).argsort().argsort() + 1
    miss = np.abs((points - points.mean()) - (true - true.mean()))
    scores = [np.mean(miss <= t.ppf(part, made.df) * made.errors) for part in (0.9, 0.975)]
    ends = simulated_ranks(points, made.errors, made.df, 1, 1000, 1).ends
    around = points + made.errors * np.random.default_rng(1).standard_normal((1000, len(points)))
    naive = np.quantile(
        (-around).argsort(axis=1).argsort(axis=1) + 1, [0.025, 0.1, 0.9, 0.975], axis=0, method="inverted_cdf"
    )
    held = [np.mean((ends[f"low_{one}"] <= rank) & (rank <= ends[f"high_{one}"])) for one in (80, 95)]
    wide = [np.mean(ends[f"high_{one}"] - ends[f"low_{one}"] + 1) / len(true) for one in (80, 95)]
    plainly = [np.mean((naive[low] <= rank) & (rank <= naive[high])) for low, high in ((1, 2), (0, 3))]
    return np.array([*scores, *held, *wide, *plainly, np.sqrt(np.mean(miss**2))])


def times() -> Iterator[str]:
    """The whole engine on the two real sets."""
    yield ""
    yield from heading("set", "applications", "reviews", "reviewers", "ICC(1,1)", "ICC(1,k)", "alpha", "seconds")
    names = {"paper_id": "application_id", "rating": "score"}
    papers = pl.read_csv(DATA / "neurips2024_reviews.csv").rename(names)
    sets = {
        "Swiss votes": votes()
        .with_columns(pl.concat_str("section", "reviewer_id").alias("reviewer_id"))
        .drop("section"),
        "NeurIPS 2024 ratings, confidence as weight": papers.select(*names.values(), "reviewer_id", "confidence"),
    }
    for name, rows in sets.items():
        reviews = reviews_of(rows)
        ids = reviews.select("application_id").unique().sort("application_id")
        applications = pl.concat([APPLICATIONS.empty(), ids], how="diagonal")
        began = time.perf_counter()
        made = score(applications, reviews, PLAIN)
        seconds = time.perf_counter() - began
        figures = made.agreement.row(0, named=True)
        cells = " | ".join(
            "–" if figures[key] is None else f"{Decimal(figures[key]):.3f}" for key in ("one", "mean", "alpha")
        )
        yield (f"| {name} | {ids.height:,} | {reviews.height:,} | {made.severity.height:,} | {cells} | {seconds:.1f} |")
    spread = papers.with_columns(
        ((pl.col("score") - pl.col("score").mean().over("application_id")) ** 2).alias("square"),
        pl.len().over("application_id").alias("n"),
    ).with_columns((pl.col("square") * pl.col("n") / (pl.col("n") - 1)).alias("square"))
    listed = spread.group_by("confidence").agg(pl.col("square").mean()).sort("confidence").rows()
    yield (
        "\nVariance of NeurIPS ratings within a paper by the reviewer's confidence: "
        + ", ".join(f"{confidence}: {square:.2f}" for confidence, square in listed)
        + ". Surer reviewers do not lie nearer to each other."
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true")
    quick = options.parse_args().quick
    if DATA.exists():
        print("\n".join(held_out(20 if quick else 200)))
    print("\n".join(coverage(15 if quick else 150)))
    if DATA.exists():
        print("\n".join(times()))


if __name__ == "__main__":
    main()

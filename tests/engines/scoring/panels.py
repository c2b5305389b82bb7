"""Reviews made for tests, and the plain tables around them."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import polars as pl
from hypothesis import strategies as st

from renkei.engines.scoring import ScoreOptions, Scoring, score
from renkei.engines.scoring.panel import Panel, panel_of
from renkei.tables import APPLICATIONS, REVIEWS

Review = tuple[str, str, str, object] | tuple[str, str, str, object, object]
ONE = (("merit", Fraction(1)),)


def reviews_of(rows: Iterable[Review]) -> pl.DataFrame:
    """(application, reviewer, criterion, score, and perhaps confidence) as the contract's table."""
    cells = [
        {
            "application_id": row[0],
            "reviewer_id": row[1],
            "criterion": row[2],
            "score": Decimal(str(row[3])),
            "confidence": Decimal(str(row[4])) if len(row) > 4 else None,
        }
        for row in rows
    ]
    return pl.DataFrame(cells, schema=REVIEWS.schema)


def merit(scores: dict[str, dict[str, object]]) -> pl.DataFrame:
    """Application → reviewer → score, on the one criterion `merit`."""
    return reviews_of((one, who, "merit", value) for one, given in scores.items() for who, value in given.items())


def table(scores: Iterable[Iterable[object]]) -> pl.DataFrame:
    """Rows of applications, columns of reviewers; None where the one was not read by the other."""
    found = {
        f"A{row:03}": {f"R{column:03}": value for column, value in enumerate(line) if value is not None}
        for row, line in enumerate(scores)
    }
    return merit(found)


def applications_of(reviews: pl.DataFrame, **status: str) -> pl.DataFrame:
    """An application for each that has reviews."""
    rows = [
        {"application_id": one, "title": one, "status": status.get(one)}
        for one in reviews["application_id"].unique().sort()
    ]
    return pl.DataFrame(rows, schema=APPLICATIONS.schema)


def scored(reviews: pl.DataFrame, **given: object) -> Scoring:
    options = ScoreOptions(**({"weights": ONE, "resamples": 200} | given))  # type: ignore[arg-type]
    return score(applications_of(reviews), reviews, options)


def laid_out(reviews: pl.DataFrame) -> Panel:
    return panel_of(reviews, ONE, use_confidence=True)


@st.composite
def panels(draw: st.DrawFn, most: int = 6) -> pl.DataFrame:
    """A few applications, each read by some of a few reviewers, in whole and half points."""
    applications, reviewers = draw(st.integers(2, most)), draw(st.integers(2, most))
    rows = []
    for _ in range(applications):
        readers = draw(st.sets(st.integers(0, reviewers - 1), min_size=1))
        rows.append([draw(st.integers(0, 10)) / 2 if one in readers else None for one in range(reviewers)])
    return table(rows)

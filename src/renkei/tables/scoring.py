"""The tables that scoring makes beside applications and criteria_scores."""

from renkei.tables.column import Column, Kind, Table


def _ends(prefix: str, what: str, kind: Kind) -> tuple[Column, ...]:
    """The ends of the 95 and 80 % intervals, in order."""
    return (
        Column(f"{prefix}low_95", kind, f"where the 95 % interval of {what} begins"),
        Column(f"{prefix}low_80", kind, f"where the 80 % interval of {what} begins"),
        Column(f"{prefix}high_80", kind, f"where the 80 % interval of {what} ends"),
        Column(f"{prefix}high_95", kind, f"where the 95 % interval of {what} ends"),
    )


SCORES = Table(
    "scores",
    "Made by `renkei score`: a row for each application with reviews; ranks are those of the eligible.",
    ("application_id",),
    (
        Column("application_id", Kind.ID, "the application", required=True),
        Column("reviews", Kind.INTEGER, "how many reviews it has", required=True),
        Column("score", Kind.DECIMAL, "its consensus, as in applications", required=True),
        Column("score_error", Kind.DECIMAL, "its standard error, as in applications"),
        *_ends("", "the score", Kind.DECIMAL),
        Column("rank", Kind.INTEGER, "its rank by score, 1 the best; equal scores share the better"),
        Column("expected_rank", Kind.DECIMAL, "the mean of its ranks in the simulations"),
        *_ends("rank_", "its rank", Kind.INTEGER),
        Column("among_first", Kind.DECIMAL, "the share of simulations in which it is among the first `places`"),
        Column("places", Kind.INTEGER, "how many places that is"),
        Column("resamples", Kind.INTEGER, "how many simulations"),
    ),
)

SEVERITY = Table(
    "severity",
    "Made by `renkei score`: a row for each reviewer.",
    ("reviewer_id",),
    (
        Column("reviewer_id", Kind.ID, "the reviewer", required=True),
        Column("reviews", Kind.INTEGER, "how many applications the reviewer read", required=True),
        Column(
            "severity", Kind.DECIMAL, "points by which the reviewer is stricter than others on the same applications"
        ),
        Column("error", Kind.DECIMAL, "its standard error"),
        Column("low", Kind.DECIMAL, "where its 95 % interval begins"),
        Column("high", Kind.DECIMAL, "where its 95 % interval ends"),
        Column("added", Kind.DECIMAL, "what a correction added to each of the reviewer's scores"),
    ),
)

AGREEMENT = Table(
    "agreement",
    "Made by `renkei score`: a row for each criterion, and one for the total where several make it.",
    ("criterion",),
    (
        Column("criterion", Kind.TEXT, "the criterion; * the total", required=True),
        Column("reviews", Kind.INTEGER, "how many reviews state it", required=True),
        Column("icc_one", Kind.DECIMAL, "ICC(1,1): of one review"),
        Column("icc_mean", Kind.DECIMAL, "ICC(1,k): of the mean of an application's reviews"),
        Column("icc_absolute", Kind.DECIMAL, "ICC(2,1): of one review, severity counted"),
        Column("icc_consistent", Kind.DECIMAL, "ICC(3,1): of one review, severity not counted"),
        Column("alpha", Kind.DECIMAL, "Krippendorff's alpha, interval metric"),
    ),
)

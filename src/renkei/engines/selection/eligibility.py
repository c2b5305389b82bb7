"""Who is eligible: not withdrawn, excluded or forced out, and over every threshold; the others never count as a gap."""

from decimal import Decimal

import polars as pl

from renkei.engines.selection.options import SelectionOptions


def not_eligible(
    applications: pl.DataFrame, criteria_scores: pl.DataFrame, options: SelectionOptions
) -> dict[str, str]:
    """Application id → why it is not eligible: its status, `forced_out`, `below_threshold` or
    `below_threshold:CRITERION`."""
    grounds = _below_criteria(criteria_scores, options) | _below_total(applications, options)
    status = applications.filter(pl.col("status").fill_null("eligible") != "eligible")
    grounds |= dict.fromkeys(applications.filter(pl.col("forced") == "out")["application_id"], "forced_out")
    return grounds | dict(status.select("application_id", "status").iter_rows())


def _below_total(applications: pl.DataFrame, options: SelectionOptions) -> dict[str, str]:
    limit = options.thresholds.total
    if limit is None:
        return {}
    scored = applications.drop_nulls("score").select("application_id", "score")
    return {one: "below_threshold" for one, score in scored.iter_rows() if _worse(score, limit, options)}


def _below_criteria(criteria_scores: pl.DataFrame, options: SelectionOptions) -> dict[str, str]:
    limits = dict(options.thresholds.criteria)
    rows = criteria_scores.select("application_id", "criterion", "score").sort("criterion", descending=True)
    return {
        one: f"below_threshold:{criterion}"
        for one, criterion, score in rows.iter_rows()
        if criterion in limits and _worse(score, limits[criterion], options)
    }


def _worse(score: Decimal, limit: Decimal, options: SelectionOptions) -> bool:
    return score < limit if options.high_is_best else score > limit

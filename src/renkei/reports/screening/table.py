"""The table `screenings`: a row for each rule of an annex on a partner, or on an application as a whole."""

import polars as pl

from renkei.engines.screening import Screening, Verdict, figure_text
from renkei.reports.language import Language
from renkei.reports.screening.sentences import remedy
from renkei.tables import SCREENINGS

WHOLE = "*"  # in place of a partner
CALL = "call"  # in place of a funder


def rows(screening: Screening, language: str = "en") -> pl.DataFrame:
    """The verdicts as the contract's table; figures and limits are plain, remedies in the language."""
    say = Language(language)
    found = [_row(application, one, say) for application, verdicts in screening.verdicts.items() for one in verdicts]
    return pl.DataFrame(found, schema=SCREENINGS.schema, orient="row")


def _row(application: str, verdict: Verdict, say: Language) -> tuple[str | None, ...]:
    figure, own = figure_text(verdict.figure, verdict.limit)
    limit, unit = figure_text(verdict.limit)
    return (
        application,
        verdict.partner_id or WHOLE,
        rule_id(verdict),
        verdict.scope or None,
        verdict.verdict,
        f"{figure} {own}" if own and own != unit else figure or None,
        limit,
        unit or None,
        remedy(verdict, say) or None,
    )


def rule_id(verdict: Verdict) -> str:
    """Whose rule it is, a colon and the annex's key, and another with the category of cost."""
    return ":".join([verdict.scope or CALL, verdict.rule, *([verdict.item] if verdict.item else [])])

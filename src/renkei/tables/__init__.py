"""The contracts: every table once, with its columns, types, units, keys and rules.

Files hold text; memory holds the types of `Column.dtype`. `docs/contracts.md` is generated from this package.
"""

from collections.abc import Iterator

from renkei.tables.column import DECIMALS, Column, Kind, Table
from renkei.tables.identity import IDENTITIES
from renkei.tables.review import (
    AFFINITY,
    ASSIGNMENTS,
    BROKEN,
    CONFLICTS,
    DECLARATIONS,
    DECLARED,
    INVESTIGATORS,
    PAST_REVIEWS,
    PUBLICATIONS,
    REVIEWERS,
    REVIEWS,
    UNASKED,
)
from renkei.tables.scoring import AGREEMENT, SCORES, SEVERITY
from renkei.tables.screening import CONTROLS, REQUEST_COSTS, SCREENINGS
from renkei.tables.selection import (
    APPLICATIONS,
    CONTRIBUTIONS,
    CRITERIA_SCORES,
    ENDORSEMENTS,
    EXCLUSIVE,
    FUNDERS,
    POTS,
    RANKINGS,
    RATES,
    REQUESTS,
    SIZES,
    STATUSES,
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        APPLICATIONS,
        CRITERIA_SCORES,
        REQUESTS,
        FUNDERS,
        POTS,
        CONTRIBUTIONS,
        RATES,
        RANKINGS,
        ENDORSEMENTS,
        EXCLUSIVE,
        REQUEST_COSTS,
        CONTROLS,
        REVIEWERS,
        INVESTIGATORS,
        DECLARATIONS,
        PUBLICATIONS,
        PAST_REVIEWS,
        AFFINITY,
        CONFLICTS,
        ASSIGNMENTS,
        REVIEWS,
    )
}

MADE = (SCREENINGS, IDENTITIES, UNASKED, BROKEN, SCORES, SEVERITY, AGREEMENT)  # by commands, which read none of them

__all__ = [
    "AFFINITY",
    "AGREEMENT",
    "APPLICATIONS",
    "ASSIGNMENTS",
    "BROKEN",
    "CONFLICTS",
    "CONTRIBUTIONS",
    "CONTROLS",
    "CRITERIA_SCORES",
    "DECIMALS",
    "DECLARATIONS",
    "DECLARED",
    "ENDORSEMENTS",
    "EXCLUSIVE",
    "FUNDERS",
    "IDENTITIES",
    "INVESTIGATORS",
    "MADE",
    "PAST_REVIEWS",
    "POTS",
    "PUBLICATIONS",
    "RANKINGS",
    "RATES",
    "REQUESTS",
    "REQUEST_COSTS",
    "REVIEWERS",
    "REVIEWS",
    "SCORES",
    "SCREENINGS",
    "SEVERITY",
    "SIZES",
    "STATUSES",
    "TABLES",
    "UNASKED",
    "Column",
    "Kind",
    "Table",
    "references",
]


def references(table: Table) -> Iterator[tuple[Column, Table, str]]:
    """The columns of a table that point at another contract's key: (column, the other table, its column)."""
    for column in table.columns:
        other, _, name = column.refers.partition(".")
        if other in TABLES:
            yield column, TABLES[other], name

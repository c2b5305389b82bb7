"""The contracts: every table once, with its columns, types, units, keys and rules.

Files hold text; memory holds the types of `Column.dtype`. `docs/contracts.md` is generated from this package.
"""

from collections.abc import Iterator

from renkei.tables.column import DECIMALS, Column, Kind, Table
from renkei.tables.coordination import (
    CELL_OVERLAPS,
    CELLS,
    COMPLEMENTS,
    GAPS,
    SIMILAR_PROGRAMMES,
    THEME_PROJECTS,
    THEMES,
)
from renkei.tables.forum import GROUPS, HALLS, MEETINGS, PARTICIPANTS, SLOTS, UNAVAILABLE, WISHES
from renkei.tables.identity import IDENTITIES
from renkei.tables.partners import COOPERATIONS, MATCHES, PROFILES, RIVALS
from renkei.tables.portfolio import (
    CONCENTRATIONS,
    COSTS,
    OVERLAPS,
    PASSAGES,
    PEOPLE,
    PROGRAMMES,
    PROJECTS,
    STAGES,
    TO_READ,
)
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

OF_A_CALL = (
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
OF_A_PORTFOLIO = (PROJECTS, PEOPLE, COSTS, PROGRAMMES)
OF_MATCHING = (PROFILES, RIVALS, COOPERATIONS)
OF_A_FORUM = (PARTICIPANTS, WISHES, SLOTS, UNAVAILABLE, GROUPS, HALLS, MEETINGS)

TABLES: dict[str, Table] = {table.name: table for table in (*OF_A_CALL, *OF_A_PORTFOLIO, *OF_MATCHING, *OF_A_FORUM)}

MADE = (  # by commands, which read none of them
    SCREENINGS,
    IDENTITIES,
    UNASKED,
    BROKEN,
    SCORES,
    SEVERITY,
    AGREEMENT,
    OVERLAPS,
    CELLS,
    CELL_OVERLAPS,
    SIMILAR_PROGRAMMES,
    COMPLEMENTS,
    GAPS,
    THEMES,
    THEME_PROJECTS,
    TO_READ,
    PASSAGES,
    CONCENTRATIONS,
    MATCHES,
)

__all__ = [
    "AFFINITY",
    "AGREEMENT",
    "APPLICATIONS",
    "ASSIGNMENTS",
    "BROKEN",
    "CELLS",
    "CELL_OVERLAPS",
    "COMPLEMENTS",
    "CONCENTRATIONS",
    "CONFLICTS",
    "CONTRIBUTIONS",
    "CONTROLS",
    "COOPERATIONS",
    "COSTS",
    "CRITERIA_SCORES",
    "DECIMALS",
    "DECLARATIONS",
    "DECLARED",
    "ENDORSEMENTS",
    "EXCLUSIVE",
    "FUNDERS",
    "GAPS",
    "GROUPS",
    "HALLS",
    "IDENTITIES",
    "INVESTIGATORS",
    "MADE",
    "MATCHES",
    "MEETINGS",
    "OF_A_CALL",
    "OVERLAPS",
    "PARTICIPANTS",
    "PASSAGES",
    "PAST_REVIEWS",
    "PEOPLE",
    "POTS",
    "PROFILES",
    "PROGRAMMES",
    "PROJECTS",
    "PUBLICATIONS",
    "RANKINGS",
    "RATES",
    "REQUESTS",
    "REQUEST_COSTS",
    "REVIEWERS",
    "REVIEWS",
    "RIVALS",
    "SCORES",
    "SCREENINGS",
    "SEVERITY",
    "SIMILAR_PROGRAMMES",
    "SIZES",
    "SLOTS",
    "STAGES",
    "STATUSES",
    "TABLES",
    "THEMES",
    "THEME_PROJECTS",
    "TO_READ",
    "UNASKED",
    "UNAVAILABLE",
    "WISHES",
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

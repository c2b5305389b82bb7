"""The tables that coordination makes from programmes and projects."""

from renkei.tables.column import Column, Kind, Table
from renkei.tables.portfolio import STAGES

LEVELS = ("programme", "project", "application")
SIDES = ("before", "after")
COMPLEMENTS_BY = ("stage", "year")

_LEVEL = Column("level", Kind.CHOICE, "programmes, projects, or projects applied for", True, choices=LEVELS)
_FIELD = Column("field", Kind.TEXT, "the field in its most frequent spelling; empty: unknown")
_REGION = Column("region", Kind.TEXT, "the region, likewise")
_STAGE = Column("stage", Kind.CHOICE, "how far from the market; empty: unknown", choices=STAGES)
_YEAR = Column("fiscal_year", Kind.INTEGER, "the fiscal year, by the year it begins in; empty: unknown")
_AGENCY = Column("agency", Kind.TEXT, "the ministry or agency; empty: unknown")
_ITEMS = Column("items", Kind.INTEGER, "how many programmes or projects")
_CURRENCY = Column("currency", Kind.CURRENCY, "the currency, the reporting one where there is a rate")
_IDS = Column("ids", Kind.CODES, "which they are")
_FIRST = Column("first_year", Kind.INTEGER, "the first fiscal year")
_LAST = Column("last_year", Kind.INTEGER, "the last fiscal year")
_THEME = Column("theme", Kind.INTEGER, "the theme's number, 1 the widest", required=True)
_LIKENESS = Column("likeness", Kind.DECIMAL, "how alike the texts are, 0 to 1: the cosine of their weighted words")
_WORDS = Column("words", Kind.CODES, "the words that agree, the weightiest first")


def _amount(what: str) -> Column:
    return Column("amount", Kind.AMOUNT, what)


CELLS = Table(
    "cells",
    "Made by `renkei coordinate`: a row for each agency and currency in each cell of field, region, stage and year.",
    ("level", "field", "region", "stage", "fiscal_year", "agency", "currency"),
    (
        *(_LEVEL, _FIELD, _REGION, _STAGE, _YEAR, _AGENCY, _CURRENCY, _ITEMS),
        Column("unknown", Kind.INTEGER, "how many of them state no amount"),
        _amount("their budgets, or what is paid or asked in that year"),
        Column("before", Kind.AMOUNT, "the same the fiscal year before; empty where there was none"),
        Column("spent", Kind.AMOUNT, "what was spent of the budgets"),
        _IDS,
    ),
)

CELL_OVERLAPS = Table(
    "cell_overlaps",
    "Made by `renkei coordinate`: a row for each agency and currency in each cell that several agencies serve.",
    ("level", "field", "region", "stage", "fiscal_year", "agency", "currency"),
    (
        *(_LEVEL, _FIELD, _REGION, _STAGE, _YEAR),
        Column("agencies", Kind.INTEGER, "how many agencies serve the cell"),
        *(_AGENCY, _CURRENCY, _ITEMS, _amount("what the agency puts there")),
        Column("at_stake", Kind.AMOUNT, "what all agencies of the cell but the largest put there, in this currency"),
        _IDS,
    ),
)

SIMILAR_PROGRAMMES = Table(
    "similar_programmes",
    "Made by `renkei coordinate`: a row for each side of two agencies' programmes with similar aims in the same years.",
    ("pair", "side", "currency"),
    (
        Column("pair", Kind.INTEGER, "the pair's number, 1 the most alike", required=True),
        Column("side", Kind.INTEGER, "1 or 2", required=True),
        *(_AGENCY, Column("title", Kind.TEXT, "the programme's title"), _FIELD, _FIRST, _LAST, _CURRENCY),
        _amount("its budgets in the years that both run"),
        *(_LIKENESS, _WORDS, _IDS),
    ),
)

COMPLEMENTS = Table(
    "complements",
    "Made by `renkei coordinate`: a row for each side of two agencies' work of which one can take up the other's.",
    ("complement", "side", "currency"),
    (
        Column("complement", Kind.INTEGER, "its number", required=True),
        Column("kind", Kind.CHOICE, "the next stage, or the next year", required=True, choices=COMPLEMENTS_BY),
        Column("side", Kind.CHOICE, "whose work comes before, whose after", required=True, choices=SIDES),
        *(_LEVEL, _FIELD, _REGION, _STAGE, _AGENCY, _FIRST, _LAST, _ITEMS, _CURRENCY, _amount("its money in them")),
        _IDS,
    ),
)

GAPS = Table(
    "gaps",
    "Made by `renkei coordinate`: a row for each cell that nobody pays for although its neighbours are served.",
    ("level", "field", "region", "stage", "fiscal_year"),
    (
        *(_LEVEL, _FIELD, _REGION, _STAGE, _YEAR),
        Column("stages", Kind.CODES, "neighbouring stages that are served"),
        Column("regions", Kind.CODES, "other regions that are served, where these are enough"),
        Column("years", Kind.CODES, "the years before and after, where both are served"),
        Column("agencies", Kind.CODES, "who serves these neighbours"),
        Column("unpaid", Kind.CODES, "programmes or projects in the cell whose money is 0"),
    ),
)

THEMES = Table(
    "themes",
    "Made by `renkei coordinate`: a row for each agency and currency of each candidate joint theme.",
    ("theme", "agency", "currency"),
    (
        *(_THEME, Column("name", Kind.TEXT, "the words that most of its projects share"), _AGENCY, _CURRENCY),
        Column("items", Kind.INTEGER, "how many projects of the agency", required=True),
        *(_FIRST, _LAST, _amount("what is paid or asked")),
        Column("likeness", Kind.DECIMAL, "the mean likeness of two of its projects"),
    ),
)

THEME_PROJECTS = Table(
    "theme_projects",
    "Made by `renkei coordinate`: a row for each project of each candidate joint theme.",
    ("theme", "project_id"),
    (
        *(_THEME, Column("project_id", Kind.ID, "the project", required=True), _AGENCY),
        *(Column("title", Kind.TEXT, "its title"), _FIRST, _LAST, _amount("what is paid or asked"), _CURRENCY),
        Column("status", Kind.TEXT, "how it stands"),
        Column("likeness", Kind.DECIMAL, "its mean likeness to the others"),
        Column("words", Kind.CODES, "its words that speak for the theme, the weightiest first"),
    ),
)

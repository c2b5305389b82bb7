"""The tables of matching: what organisations offer and need, and who might work with whom."""

from renkei.tables.column import Column, Kind, Table
from renkei.tables.portfolio import STAGES
from renkei.tables.selection import SIZES

PROFILES = Table(
    "profiles",
    "A row for each offer or need of an organisation.",
    ("profile_id",),
    (
        Column("profile_id", Kind.ID, "the profile's identifier", required=True),
        Column("organisation_id", Kind.ID, "the organisation's identifier, ROR where there is one"),
        Column("organisation", Kind.TEXT, "the organisation's name"),
        Column("country", Kind.COUNTRY, "the country it is in"),
        Column("size", Kind.CHOICE, "kind and size of the organisation", choices=SIZES),
        Column("kind", Kind.CHOICE, "what the profile states", required=True, choices=("offer", "need")),
        Column("title", Kind.TEXT, "its title"),
        Column("text", Kind.TEXT, "what is offered or needed, in words", required=True),
        Column("field", Kind.TEXT, "the field of research"),
        Column("stage", Kind.CHOICE, "how far from the market", choices=STAGES),
        Column("language", Kind.ID, "the language of the text, as two letters (ISO 639-1)"),
    ),
    ("match", "index"),
)

RIVALS = Table(
    "rivals",
    "A row for each pair of organisations that shall not be brought together.",
    ("organisation_id", "rival_id"),
    (
        Column("organisation_id", Kind.ID, "one organisation", required=True),
        Column("rival_id", Kind.ID, "the other", required=True),
        Column("ground", Kind.TEXT, "why"),
    ),
    ("match",),
)

COOPERATIONS = Table(
    "cooperations",
    "A row for each organisation that took part in a common project.",
    ("project_id", "organisation_id"),
    (
        Column("project_id", Kind.ID, "the project", required=True),
        Column("organisation_id", Kind.ID, "an organisation that took part", required=True),
        Column("year", Kind.INTEGER, "the year it began", minimum=0),
    ),
    ("match",),
)

MATCHES = Table(
    "matches",
    "Made by `renkei match`: a row for each need and an offer that may answer it.",
    ("need_id", "offer_id"),
    (
        Column("need_id", Kind.ID, "the need", required=True),
        Column("offer_id", Kind.ID, "the offer", required=True),
        Column("rank", Kind.INTEGER, "its place among the offers to this need, 1 the best"),
        Column("strength", Kind.DECIMAL, "how well it answers, 0 to 1", minimum=0),
        Column("why", Kind.TEXT, "the words of both sides that agree, and what else speaks for it"),
    ),
)

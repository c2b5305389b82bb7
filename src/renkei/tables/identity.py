"""The table that identifying makes."""

from renkei.tables.column import Column, Kind, Table

IDENTITIES = Table(
    "identities",
    "Made by `renkei identify`: a row for each name, with the record of the registry that it means.",
    ("name",),
    (
        Column("name", Kind.TEXT, "the name or affiliation as given", True),
        Column("record_id", Kind.ID, "the record's identifier, such as https://ror.org/057zh3y96; empty: none"),
        Column("record_name", Kind.TEXT, "the record's own name"),
        Column("confidence", Kind.DECIMAL, "how likely the record is right, 0 to 1; of none: the best candidate's"),
    ),
)

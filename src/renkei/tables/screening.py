"""The tables that screening reads beside the call's own, and the one it makes."""

from renkei.tables.column import Column, Kind, Table

REQUEST_COSTS = Table(
    "request_costs",
    "A row for each category of a partner's costs, whoever bears them.",
    ("application_id", "partner_id", "category"),
    (
        Column("application_id", Kind.ID, "the application", True, refers="applications.application_id"),
        Column("partner_id", Kind.ID, "the partner within the application", True),
        Column("category", Kind.ID, "the category, named as in annexes.yaml", True),
        Column("amount", Kind.AMOUNT, "the cost", True, minimum=0),
        Column("currency", Kind.CURRENCY, "the currency of the partner's request", True),
    ),
    ("screen",),
)

CONTROLS = Table(
    "controls",
    "A row for each organisation that controls another: the two are not independent, nor are two that one controls.",
    ("controller_id", "organisation_id"),
    (
        Column("controller_id", Kind.ID, "the organisation that controls", True),
        Column("organisation_id", Kind.ID, "the organisation controlled", True),
        Column("ground", Kind.TEXT, "how it is known"),
    ),
    ("screen", "conflicts"),
)

SCREENINGS = Table(
    "screenings",
    "Made by `renkei screen`: a row for each rule of an annex on a partner, or on an application as a whole.",
    ("application_id", "partner_id", "rule"),
    (
        Column("application_id", Kind.ID, "the application", True),
        Column("partner_id", Kind.ID, "the partner; * the application as a whole", True),
        Column("rule", Kind.ID, "whose rule: funder or `call`, a colon and the annex's key (and a category)", True),
        Column("funder_id", Kind.ID, "the funder or pot whose annex it is; empty for the call's own"),
        Column("verdict", Kind.CHOICE, "what the rule says", True, choices=("pass", "fail", "doubt")),
        Column("figure", Kind.TEXT, "what was found"),
        Column("limit", Kind.TEXT, "what the annex asks for"),
        Column("unit", Kind.TEXT, "the unit of the limit: % or a currency; empty for numbers and words"),
        Column("remedy", Kind.TEXT, "what to change"),
    ),
)

"""The tables of a call that is decided: applications, what they ask, who pays, who ranks."""

from renkei.tables.column import Column, Kind, Table

STATUSES = ("eligible", "ineligible", "withdrawn", "excluded")
SIZES = ("large", "sme", "startup", "institute", "university", "public", "other")

APPLICATIONS = Table(
    "applications",
    "A row for each consortium's proposal.",
    ("application_id",),
    (
        Column("application_id", Kind.ID, "the application's identifier", required=True, decides=True),
        Column("title", Kind.TEXT, "its title", required=True),
        Column("abstract", Kind.TEXT, "its summary"),
        Column("field", Kind.TEXT, "its field of cooperation", decides=True),
        Column("keywords", Kind.CODES, "its keywords"),
        Column("languages", Kind.CODES, "the languages it is written in, as two letters (ISO 639-1)"),
        Column("score", Kind.DECIMAL, "the published score; equal scores tie", decides=True),
        Column("score_error", Kind.DECIMAL, "the score's standard error", decides=True, minimum=0),
        Column("band", Kind.INTEGER, "its band, 1 the best, where bands are given a row each", decides=True, minimum=1),
        Column("rank", Kind.INTEGER, "its rank, 1 the best, where the call binds a rank", decides=True, minimum=1),
        Column("status", Kind.CHOICE, "empty means eligible", decides=True, choices=STATUSES),
        Column("forced", Kind.CHOICE, "forced in or out of the selection", decides=True, choices=("in", "out")),
        Column("ground", Kind.TEXT, "the ground of its status, of forcing, or of its place in an agreed list"),
    ),
    ("select", "demand", "merge", "screen", "conflicts", "affinity", "assign", "score", "index"),
)

CRITERIA_SCORES = Table(
    "criteria_scores",
    "A row for each application and criterion.",
    ("application_id", "criterion"),
    (
        Column("application_id", Kind.ID, "the application", True, True, refers="applications.application_id"),
        Column("criterion", Kind.TEXT, "the criterion, named as in programme.yaml", True, True),
        Column("score", Kind.DECIMAL, "the published score on that criterion", True, True),
    ),
    ("select", "merge"),
)

REQUESTS = Table(
    "requests",
    "A row for each partner's money asked of one funder (or a self-funded partner).",
    ("application_id", "partner_id"),
    (
        Column("application_id", Kind.ID, "the application", True, True, refers="applications.application_id"),
        Column("partner_id", Kind.ID, "the partner within the application", True, True),
        Column("organisation_id", Kind.ID, "the organisation's identifier, ROR where there is one", decides=True),
        Column("organisation", Kind.TEXT, "the organisation's name"),
        Column("country", Kind.COUNTRY, "the partner's country", decides=True),
        Column("size", Kind.CHOICE, "the kind and size of the organisation", decides=True, choices=SIZES),
        Column("role", Kind.CHOICE, "lead or partner", decides=True, choices=("lead", "partner")),
        Column("leads_part", Kind.YES_NO, "leads the partners that ask the same funder"),
        Column("funder_id", Kind.ID, "the funder asked", decides=True, refers="funders.funder_id"),
        Column("pot_id", Kind.ID, "the common pot asked", decides=True, refers="pots.pot_id"),
        Column("self_funded", Kind.YES_NO, "pays for itself; asks nobody", decides=True),
        Column("amount", Kind.AMOUNT, "the money asked", True, True, minimum=0),
        Column("currency", Kind.CURRENCY, "the currency asked in, the funder's", True, True),
        Column("total_cost", Kind.AMOUNT, "the partner's whole cost", minimum=0),
        Column("can_reduce", Kind.YES_NO, "agrees to a reduction at the cut", decides=True),
    ),
    ("select", "demand", "merge", "screen", "conflicts", "assign", "index"),
)

FUNDERS = Table(
    "funders",
    "A row for each funder with its budget for the call.",
    ("funder_id",),
    (
        Column("funder_id", Kind.ID, "the funder's identifier", required=True, decides=True),
        Column("name", Kind.TEXT, "its name", required=True),
        Column("country", Kind.COUNTRY, "its country"),
        Column("currency", Kind.CURRENCY, "the currency of its budget and of what is asked of it", True, True),
        Column("budget", Kind.AMOUNT, "its budget for this call", True, True, minimum=0),
        Column("confirmed_raise", Kind.AMOUNT, "a raise it has confirmed: spent by `select`", decides=True, minimum=0),
        Column("possible_raise", Kind.AMOUNT, "a raise it may give: never spent", decides=True, minimum=0),
        Column("pot", Kind.CHOICE, "empty means virtual", decides=True, choices=("virtual", "real", "mixed")),
        Column("top_up_entitled", Kind.YES_NO, "may draw on the central top-up", decides=True),
        Column("max_reduction", Kind.DECIMAL, "the largest reduction at the cut, in percent", decides=True, minimum=0),
    ),
    ("select", "demand", "merge", "conflicts", "assign"),
)

RATES = Table(
    "rates",
    "A row for each currency other than the reporting currency.",
    ("currency",),
    (
        Column("currency", Kind.CURRENCY, "the currency converted", required=True, decides=True),
        Column("rate", Kind.DECIMAL, "units of it for one of the reporting currency, above 0", True, True),
        Column("date", Kind.DATE, "the day of the rate"),
        Column("source", Kind.TEXT, "who published it"),
    ),
    ("select", "demand", "reports", "screen", "coordinate"),
)

POTS = Table(
    "pots",
    "A row for each common pot: money that several funders give (`real`), or a central top-up (`top_up`).",
    ("pot_id",),
    (
        Column("pot_id", Kind.ID, "the pot's identifier, different from every funder's", True, True),
        Column("name", Kind.TEXT, "its name"),
        Column("kind", Kind.CHOICE, "common money, or a central top-up", True, True, choices=("real", "top_up")),
        Column("currency", Kind.CURRENCY, "the currency it is kept in", True, True),
        Column("cap", Kind.AMOUNT, "of a top-up: the grant, which it never passes", decides=True, minimum=0),
        Column("share", Kind.DECIMAL, "of a top-up: its largest share of public money", decides=True, minimum=0),
        Column("gap_part", Kind.DECIMAL, "of a top-up: the part that fills gaps, 0 to 1", decides=True, minimum=0),
    ),
    ("select", "demand", "conflicts"),
)

CONTRIBUTIONS = Table(
    "contributions",
    "A row for each funder's money in a real pot.",
    ("pot_id", "funder_id"),
    (
        Column("pot_id", Kind.ID, "the real pot", True, True, refers="pots.pot_id"),
        Column("funder_id", Kind.ID, "the funder, whose pot is `real`", True, True, refers="funders.funder_id"),
        Column("amount", Kind.AMOUNT, "what it contributes", True, True, minimum=0),
        Column("currency", Kind.CURRENCY, "the currency of the amount", True, True),
    ),
    ("select", "demand", "conflicts"),
)

RANKINGS = Table(
    "rankings",
    "A row for each application and each funder that ranks it or votes on it.",
    ("application_id", "funder_id"),
    (
        Column("application_id", Kind.ID, "the application", True, True, refers="applications.application_id"),
        Column("funder_id", Kind.ID, "the funder, asked by the application", True, True, refers="funders.funder_id"),
        Column("rank", Kind.INTEGER, "its rank in the funder's own list, 1 the best", decides=True, minimum=1),
        Column("score", Kind.DECIMAL, "the score behind that rank"),
        Column("vote", Kind.DECIMAL, "the funder's vote, 0 to 10", decides=True, minimum=0),
        Column("stance", Kind.CHOICE, "in place of a vote", decides=True, choices=("neutral", "abstain")),
    ),
    ("select", "merge"),
)

ENDORSEMENTS = Table(
    "endorsements",
    "A row for each application and each authority that must endorse it.",
    ("application_id", "authority"),
    (
        Column("application_id", Kind.ID, "the application", True, True, refers="applications.application_id"),
        Column("authority", Kind.ID, "a funder or one of the call's keys", True, True),
        Column("verdict", Kind.CHOICE, "what it says", True, True, choices=("yes", "no", "pending")),
        Column("amount", Kind.AMOUNT, "yes up to this amount of what is asked of it", decides=True, minimum=0),
        Column("currency", Kind.CURRENCY, "the currency of the amount, the funder's", decides=True),
        Column("condition", Kind.TEXT, "the condition of its yes"),
        Column("date", Kind.DATE, "the day it said so"),
    ),
    ("select", "merge"),
)

EXCLUSIVE = Table(
    "exclusive",
    "A row for each application in a set of which one at most is funded.",
    ("set_id", "application_id"),
    (
        Column("set_id", Kind.ID, "the set", True, True),
        Column("application_id", Kind.ID, "an application in it", True, True, refers="applications.application_id"),
        Column("ground", Kind.TEXT, "the ground of the set, in one of its rows at least"),
    ),
    ("select",),
)

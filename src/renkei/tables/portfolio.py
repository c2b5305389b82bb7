"""The tables of portfolios: what agencies pay or are asked to pay, who works on it, what it costs, what it serves."""

from renkei.tables.column import Column, Kind, Table

_PROJECT = Column("project_id", Kind.ID, "the project", required=True, refers="projects.project_id")
STAGES = ("seed", "applied", "commercial")
TESTS = ("text", "people", "role_swap", "effort", "cost")
VERDICTS = ("overlap", "no_overlap", "unclear")
ROLES = ("lead", "co_investigator", "member")

PROJECTS = Table(
    "projects",
    "A row for each project of a portfolio: paid for, ended, or applied for.",
    ("project_id",),
    (
        Column("project_id", Kind.ID, "the project's identifier", required=True),
        Column("funder_id", Kind.ID, "the agency that pays, or is asked to"),
        Column("title", Kind.TEXT, "its title", required=True),
        Column("text", Kind.TEXT, "its summary or description"),
        Column("field", Kind.TEXT, "the field of research"),
        Column("region", Kind.TEXT, "the region it is done in"),
        Column("stage", Kind.CHOICE, "how far from the market", choices=STAGES),
        Column("start", Kind.DATE, "its first day"),
        Column("end", Kind.DATE, "its last day"),
        Column("amount", Kind.AMOUNT, "what is paid or asked", minimum=0),
        Column("currency", Kind.CURRENCY, "the currency of `amount`"),
        Column("status", Kind.CHOICE, "how it stands", choices=("running", "ended", "applied")),
    ),
    ("overlap", "coordinate", "index"),
)

PEOPLE = Table(
    "people",
    "A row for each person of a project.",
    ("project_id", "person_id"),
    (
        _PROJECT,
        Column("person_id", Kind.ID, "the person: a researcher number or ORCID where there is one", required=True),
        Column("name", Kind.TEXT, "the person's name"),
        Column("organisation", Kind.TEXT, "the organisation's name"),
        Column("role", Kind.CHOICE, "what the person is in the project", choices=ROLES),
        Column("effort", Kind.DECIMAL, "the share of a full year's work, 0 to 1", minimum=0),
        Column("start", Kind.DATE, "the first day; empty: the project's"),
        Column("end", Kind.DATE, "the last day; empty: the project's"),
    ),
    ("overlap",),
)

COSTS = Table(
    "costs",
    "A row for each item that a project pays or asks for.",
    ("project_id", "item"),
    (
        _PROJECT,
        Column("item", Kind.TEXT, "what is paid: equipment, a person's months, a service", required=True),
        Column("amount", Kind.AMOUNT, "what it costs", minimum=0),
        Column("currency", Kind.CURRENCY, "the currency of `amount`"),
        Column("start", Kind.DATE, "from when it is paid; empty: the project's first day"),
        Column("end", Kind.DATE, "until when; empty: the project's last day"),
        Column("person_id", Kind.ID, "the person it pays"),
    ),
    ("overlap",),
)

PROGRAMMES = Table(
    "programmes",
    "A row for each programme of a ministry or agency and fiscal year.",
    ("programme_id",),
    (
        Column("programme_id", Kind.ID, "the programme in its year", required=True),
        Column("agency", Kind.TEXT, "the ministry or agency", required=True),
        Column("title", Kind.TEXT, "its title", required=True),
        Column("aim", Kind.TEXT, "what it is for"),
        Column("field", Kind.TEXT, "the field of research"),
        Column("region", Kind.TEXT, "the region it serves"),
        Column("stage", Kind.CHOICE, "how far from the market", choices=STAGES),
        Column("fiscal_year", Kind.INTEGER, "the fiscal year, by the year it begins in", minimum=0),
        Column("budget", Kind.AMOUNT, "the year's budget", minimum=0),
        Column("spent", Kind.AMOUNT, "what was spent of it", minimum=0),
        Column("currency", Kind.CURRENCY, "the currency of `budget` and `spent`"),
    ),
    ("coordinate", "index"),
)

OVERLAPS = Table(
    "overlaps",
    "Made by `renkei overlap`: a row for each pair of projects and test that found something, to be read by a person.",
    ("left_id", "right_id", "test"),
    (
        Column("left_id", Kind.ID, "one project", required=True),
        Column("right_id", Kind.ID, "the other", required=True),
        Column("test", Kind.CHOICE, "what was found", required=True, choices=TESTS),
        Column("strength", Kind.DECIMAL, "how strongly it speaks for overlap, 0 to 1", minimum=0),
        Column("evidence", Kind.TEXT, "what was found, and where"),
        Column("verdict", Kind.CHOICE, "what a person says after reading", choices=VERDICTS),
    ),
)

TO_READ = Table(
    "to_read",
    "Made by `renkei overlap`: a row for each pair of projects to be read, the strongest suspicion first.",
    ("left_id", "right_id"),
    (
        Column("rank", Kind.INTEGER, "its place in the order to read in, from 1", required=True, minimum=1),
        Column("left_id", Kind.ID, "one project", required=True),
        Column("right_id", Kind.ID, "the other", required=True),
        Column("strength", Kind.DECIMAL, "of all its findings together, 0 to 1", required=True, minimum=0),
        Column("tests", Kind.CODES, "which tests found something", required=True),
        Column("left_title", Kind.TEXT, "the title of the one"),
        Column("right_title", Kind.TEXT, "the title of the other"),
        Column("verdict", Kind.CHOICE, "what a person said of an earlier run's finding", choices=VERDICTS),
        Column("since", Kind.CODES, "tests that found something which that verdict is not about"),
    ),
)

PASSAGES = Table(
    "passages",
    "Made by `renkei overlap`: where two projects' texts say the same, the first sign of a text being 0.",
    ("left_id", "right_id", "left_from", "right_from"),
    (
        Column("left_id", Kind.ID, "one project", required=True),
        Column("right_id", Kind.ID, "the other", required=True),
        Column("left_from", Kind.INTEGER, "the passage's first sign in the one's text", required=True),
        Column("left_to", Kind.INTEGER, "the sign after its last", required=True),
        Column("right_from", Kind.INTEGER, "its first sign in the other's text", required=True),
        Column("right_to", Kind.INTEGER, "the sign after its last", required=True),
    ),
)

CONCENTRATIONS = Table(
    "concentrations",
    "Made by `renkei overlap`: a row for each stretch of days on which one person's shares are over a full year's.",
    ("person_id", "start"),
    (
        Column("person_id", Kind.ID, "the person", required=True),
        Column("name", Kind.TEXT, "the person's name"),
        Column("start", Kind.DATE, "the first day", required=True),
        Column("end", Kind.DATE, "the last day", required=True),
        Column("effort", Kind.DECIMAL, "the shares together, 1 being a full year's", required=True, minimum=0),
        Column("projects", Kind.CODES, "the projects, each with its share", required=True),
        Column("person_ids", Kind.CODES, "all identifiers taken for this person by name and organisation"),
    ),
)

"""The tables of a review: who reads, what they wrote, whom they may not read, who reads what, what they say."""

from renkei.tables.column import Column, Kind, Table

_APPLICATION = Column("application_id", Kind.ID, "the application", required=True, refers="applications.application_id")
_REVIEWER = Column("reviewer_id", Kind.ID, "the reviewer", required=True, refers="reviewers.reviewer_id")
_AFFINITY = Column("affinity", Kind.DECIMAL, "how well the reviewer knows the application, 0 to 1", minimum=0)
BIDS = ("yes", "maybe", "no", "refused")
DECLARED = (
    "co_publication",
    "co_investigation",
    "mentorship",
    "employment",
    "kinship",
    "competitor",
    "interest",
    "cleared",
)

REVIEWERS = Table(
    "reviewers",
    "A row for each reviewer of the pool.",
    ("reviewer_id",),
    (
        Column("reviewer_id", Kind.ID, "the reviewer's identifier", required=True),
        Column("name", Kind.TEXT, "the reviewer's name", required=True),
        Column("organisation_id", Kind.ID, "the organisation's identifier, ROR where there is one"),
        Column("organisation", Kind.TEXT, "the organisation's name"),
        Column("department", Kind.TEXT, "the department in it"),
        Column("country", Kind.COUNTRY, "the country worked in"),
        Column("nationality", Kind.COUNTRY, "the reviewer's nationality"),
        Column("languages", Kind.CODES, "the languages read, as two letters (ISO 639-1)"),
        Column("keywords", Kind.CODES, "the subjects known, in the reviewer's words"),
        Column("load_min", Kind.INTEGER, "the fewest applications to be read", minimum=0),
        Column("load_max", Kind.INTEGER, "the most applications to be read", minimum=0),
        Column("pool", Kind.ID, "the funder that names the reviewer", refers="funders.funder_id"),
        Column("orcid", Kind.ID, "the ORCID"),
    ),
    ("affinity", "conflicts", "assign", "score"),
)

INVESTIGATORS = Table(
    "investigators",
    "A row for each person named in an application.",
    ("application_id", "person_id"),
    (
        _APPLICATION,
        Column("person_id", Kind.ID, "the person within the application, such as a researcher number", required=True),
        Column("name", Kind.TEXT, "the person's name", required=True),
        Column("role", Kind.CHOICE, "who leads; empty means investigator", choices=("lead", "investigator")),
        Column("partner_id", Kind.ID, "the partner in `requests` that the person belongs to"),
        Column("organisation_id", Kind.ID, "the person's organisation; empty: that of the partner"),
        Column("organisation", Kind.TEXT, "the organisation's name; empty: that of the partner"),
        Column("department", Kind.TEXT, "the department in it"),
        Column("nationality", Kind.COUNTRY, "the person's nationality"),
        Column("orcid", Kind.ID, "the ORCID"),
    ),
    ("conflicts",),
)

DECLARATIONS = Table(
    "declarations",
    "A row for each tie that a reviewer declares, to a person, an organisation or an application.",
    ("declaration_id",),
    (
        Column("declaration_id", Kind.ID, "the declaration's identifier", required=True),
        _REVIEWER,
        Column("kind", Kind.CHOICE, "what is declared; cleared: looked into, no tie", True, choices=DECLARED),
        Column("application_id", Kind.ID, "the application it is about", refers="applications.application_id"),
        Column("person", Kind.TEXT, "the name of the person it is about"),
        Column("orcid", Kind.ID, "that person's ORCID"),
        Column("organisation_id", Kind.ID, "that person's organisation, or the one it is about"),
        Column("organisation", Kind.TEXT, "its name"),
        Column("degree", Kind.INTEGER, "of kinship: its degree; a spouse is 0", minimum=0),
        Column("by_marriage", Kind.YES_NO, "of kinship: yes for relatives of a spouse, and spouses of relatives"),
        Column("since", Kind.DATE, "when it began"),
        Column("until", Kind.DATE, "when it ended or ends; empty: it goes on"),
        Column("pending", Kind.YES_NO, "yes where it is applied for and not decided"),
        Column("ground", Kind.TEXT, "what it is, in words"),
    ),
    ("conflicts",),
)

PUBLICATIONS = Table(
    "publications",
    "A row for each publication of a reviewer.",
    ("publication_id",),
    (
        Column("publication_id", Kind.ID, "the publication, once for each of its reviewers", required=True),
        _REVIEWER,
        Column("title", Kind.TEXT, "its title"),
        Column("abstract", Kind.TEXT, "its summary"),
        Column("year", Kind.INTEGER, "the year it appeared", minimum=0),
        Column("coauthors", Kind.CODES, "who else wrote it: names, or ORCIDs"),
    ),
    ("affinity", "conflicts"),
)

PAST_REVIEWS = Table(
    "past_reviews",
    "A row for each application of an earlier call and reviewer who read it.",
    ("past_application_id", "reviewer_id"),
    (
        Column("past_application_id", Kind.ID, "the application, by the identifier it had", required=True),
        _REVIEWER,
        Column("title", Kind.TEXT, "its title"),
        Column("abstract", Kind.TEXT, "its summary"),
        Column("year", Kind.INTEGER, "the year it was read", minimum=0),
    ),
    ("affinity",),
)

AFFINITY = Table(
    "affinity",
    "Made by `renkei affinity`: a row for each application and reviewer, how well the one is known to the other.",
    ("application_id", "reviewer_id"),
    (
        _APPLICATION,
        _REVIEWER,
        _AFFINITY,
        Column("bid", Kind.CHOICE, "what the reviewer said of reading it; refused: never", choices=BIDS),
    ),
    ("affinity", "assign"),
)

CONFLICTS = Table(
    "conflicts",
    "Made by `renkei conflicts`: a row for each application, reviewer and rule that keeps them apart.",
    ("application_id", "reviewer_id", "rule"),
    (
        _APPLICATION,
        _REVIEWER,
        Column("rule", Kind.ID, "whose rule: funder or `call`, a colon and the rule's name", required=True),
        Column("evidence", Kind.TEXT, "what was found"),
        Column("since", Kind.DATE, "when what was found began"),
        Column("until", Kind.DATE, "when it ended or ends"),
        Column("to_confirm", Kind.YES_NO, "yes: it rests on a name, or on a date or degree not told; look into it"),
    ),
    ("assign",),
)

UNASKED = Table(
    "unasked",
    "Made by `renkei conflicts`: a row for each rule that could not be asked of somebody, for what is not known.",
    ("rule", "reviewer_id", "application_id", "person_id", "missing"),
    (
        Column("rule", Kind.ID, "whose rule: funder or `call`, a colon and the rule's name", required=True),
        Column("reviewer_id", Kind.ID, "the reviewer of whom it is not known"),
        Column("application_id", Kind.ID, "the application of which it is not known"),
        Column("person_id", Kind.ID, "the person in that application"),
        Column("missing", Kind.ID, "the table or column that is empty", required=True),
    ),
)

ASSIGNMENTS = Table(
    "assignments",
    "Made by `renkei assign`: a row for each application and reviewer who reads it.",
    ("application_id", "reviewer_id"),
    (
        _APPLICATION,
        _REVIEWER,
        _AFFINITY,
        Column("pinned", Kind.YES_NO, "agreed already: stays whatever else changes"),
    ),
    ("assign", "conflicts"),
)

BROKEN = Table(
    "broken",
    "Made by `renkei conflicts`: a row for each rule that keeps apart a reviewer and an application assigned already.",
    CONFLICTS.key,
    (*CONFLICTS.columns[:2], ASSIGNMENTS.column("pinned"), *CONFLICTS.columns[2:]),
)

REVIEWS = Table(
    "reviews",
    "A row for each application, reviewer and criterion.",
    ("application_id", "reviewer_id", "criterion"),
    (
        _APPLICATION,
        Column("reviewer_id", Kind.ID, "the reviewer", required=True),
        Column("criterion", Kind.TEXT, "the criterion, named as in programme.yaml", required=True),
        Column("score", Kind.DECIMAL, "the score given", required=True),
        Column("confidence", Kind.DECIMAL, "how sure the reviewer is, above 0: the score's weight", minimum=0),
        Column("comment", Kind.TEXT, "what the reviewer says"),
    ),
    ("score",),
)

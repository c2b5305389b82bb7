"""The tables of a forum: who comes, who wishes to meet whom, when there is time, and who meets when and where."""

from renkei.tables.column import Column, Kind, Table

_SLOT = Column("slot", Kind.ID, "the slot", required=True, refers="slots.slot")
WISHES_SAY = ("must", "would", "no")

PARTICIPANTS = Table(
    "participants",
    "A row for each person who takes part in the forum's meetings.",
    ("participant_id",),
    (
        Column("participant_id", Kind.ID, "the participant's identifier", required=True),
        Column("name", Kind.TEXT, "the name", required=True),
        Column("organisation_id", Kind.ID, "the organisation's identifier, ROR where there is one"),
        Column("organisation", Kind.TEXT, "the organisation's name"),
        Column("country", Kind.COUNTRY, "the country the participant comes from"),
        Column("category", Kind.TEXT, "the side in a forum of two sides, or any other group"),
    ),
    ("timetable",),
)

WISHES = Table(
    "wishes",
    "A row for each participant and another whom the first must, would or will not meet.",
    ("from_id", "to_id"),
    (
        Column("from_id", Kind.ID, "who wishes", required=True, refers="participants.participant_id"),
        Column("to_id", Kind.ID, "whom", required=True, refers="participants.participant_id"),
        Column("wish", Kind.CHOICE, "how much", required=True, choices=WISHES_SAY),
    ),
    ("timetable",),
)

SLOTS = Table(
    "slots",
    "A row for each time in which meetings take place; what lies between two slots is a break.",
    ("slot",),
    (
        Column("slot", Kind.ID, "the slot's identifier", required=True),
        Column("start", Kind.TIME, "when it begins, by the forum's clock", required=True),
        Column("end", Kind.TIME, "when it ends", required=True),
        Column("hall", Kind.TEXT, "the hall in which its tables stand; empty: any"),
    ),
    ("timetable",),
)

UNAVAILABLE = Table(
    "unavailable",
    "A row for each participant and slot in which there is no time for meetings.",
    ("participant_id", "slot"),
    (
        Column("participant_id", Kind.ID, "the participant", required=True, refers="participants.participant_id"),
        _SLOT,
        Column("ground", Kind.TEXT, "why: a session the participant speaks at, arrival, departure"),
    ),
    ("timetable",),
)

GROUPS = Table(
    "groups",
    "A row for each meeting of more than two that all of them wish.",
    ("group_id",),
    (
        Column("group_id", Kind.ID, "the group's identifier", required=True),
        Column("participant_ids", Kind.CODES, "who meets: three or more", required=True),
        Column("wish", Kind.CHOICE, "how much; empty: would", choices=("must", "would")),
    ),
    ("timetable",),
)

HALLS = Table(
    "halls",
    "A row for each hall with tables; they are numbered through, in the order of the rows.",
    ("hall",),
    (
        Column("hall", Kind.ID, "the hall", required=True),
        Column("tables", Kind.INTEGER, "how many tables stand in it", required=True, minimum=1),
        Column("east", Kind.INTEGER, "where it is, in metres east of any one point"),
        Column("north", Kind.INTEGER, "and north of it"),
    ),
    ("timetable",),
)

MEETINGS = Table(
    "meetings",
    "Made by `renkei timetable`: a row for each meeting. Beside the wishes, what is agreed already.",
    ("slot", "table"),
    (
        _SLOT,
        Column("table", Kind.INTEGER, "the table, from 1", required=True, minimum=1),
        Column("participant_ids", Kind.CODES, "who meets", required=True),
        Column("wish", Kind.TEXT, "what each wished of the other"),
        Column("fixed", Kind.YES_NO, "agreed already: stays whatever else changes"),
    ),
    ("timetable",),
)

"""Who may see what when, written down by hand: nothing here is read from the policy, so that a wrong rule fails.

One line a thing: where its call stands → who sees it. `team` are those who write the application it belongs to,
`officer` those of the funder that the application asks, `self` the person of whom it tells.
"""

from tests.site.policy.matrix import portfolio
from tests.site.policy.matrix.world import PEOPLE, Key

BEFORE = "preparing"
PUBLISHED = ("announced", "open", "full", "unshown", "closed", "results")
TILL_DEADLINE = ("announced", "open")
FULL = ("full", "unshown")  # the full stage is open: what the first one got is of a deadline that has passed
DECIDING = ("closed", "results")
ALWAYS = (BEFORE, *PUBLISHED)

EVERYBODY = " ".join(PEOPLE)
CALL_STAFF = "secretariat coordinator observer"
TEAMS = {"a": "lead_a partner_a", "b": "lead_b"}
OFFICERS = {"a": "officer_a", "b": "officer_b"}

OF_MEETINGS = (
    "meeting",
    "seat",
    "absence",
    "minuteline",
    "act",
    "draw",
    "scenario",
    "decision",
    "decided",
    "record",
    "proposal",
    "trouble",
    "consent",
)

# What belongs to a call
OF_CALLS = {
    **{
        thing: {(BEFORE,): f"{CALL_STAFF} officer_a officer_b", PUBLISHED: EVERYBODY}
        for thing in (
            "calltitle",
            "callsummary",
            "calltext",
            "callcriterion",
            "callrate",
            "callpot",
            "annex",
            "section",
            "milestone",
            "change",
        )
    },
    "answered": {(BEFORE,): f"{CALL_STAFF} lead_a", PUBLISHED: EVERYBODY},
    "answer": {(BEFORE,): CALL_STAFF, PUBLISHED: EVERYBODY},
    "pending": {ALWAYS: f"{CALL_STAFF} lead_a"},  # who asked it sees it
    "result": {("preparing", "announced", "open", *FULL, "closed"): CALL_STAFF, ("results",): EVERYBODY},
    "funderresult": {("closed",): CALL_STAFF, ("results",): EVERYBODY},
    "draft": {DECIDING: "secretariat"},
    **{
        thing: {
            ("announced", "open", "unshown", "closed"): "secretariat",
            ("full", "results"): "secretariat coordinator chair observer",  # whose first stage was shown
        }
        for thing in ("callsnapshot", "snapshotground")
    },
    "otherstageground": {FULL: "secretariat", ("results",): "secretariat coordinator chair observer"},
    **{
        thing: {
            (BEFORE, "announced", "open", *FULL): "secretariat",
            ("closed",): "secretariat coordinator chair observer",  # its meeting has not opened
            ("results",): "secretariat coordinator chair observer officer_a officer_b",
        }
        for thing in OF_MEETINGS
    },
    "meetingevent": {DECIDING: "observer"},
    "callevent": {(BEFORE,): "observer", PUBLISHED: "observer administrator"},
}
# What belongs to an application
OF_APPLICATIONS = {
    **{
        thing: {PUBLISHED: "team"}
        for thing in (
            "application",
            "partner",
            "member",
            "invitation",
            "request",
            "text",
            "version",
            "beside",
            "signoff",
            "loosefile",
            "withdrawnfile",
        )
    },
    **{
        thing: {TILL_DEADLINE: "team secretariat", (*FULL, *DECIDING): "team secretariat coordinator observer officer"}
        for thing in ("file",)
    },
    **{
        thing: {
            TILL_DEADLINE: "team secretariat",
            (*FULL, *DECIDING): "team secretariat coordinator chair observer officer",
        }
        for thing in ("snapshot", "snapshothash")
    },
    **{
        thing: {TILL_DEADLINE: "team secretariat", (*FULL, *DECIDING): "team secretariat coordinator chair observer"}
        for thing in ("withdrawn", "withdrawnhash")
    },
    **{
        thing: {
            ("closed", "unshown"): "secretariat",
            ("full", "results"): "secretariat coordinator chair observer officer",
        }
        for thing in ("standing", "criterion")
    },
    # What the first stage asked of everybody is read by everybody's officers, and tells them nothing of the full one
    **{
        thing: {("results",): "secretariat coordinator chair observer officer_a officer_b officer_out"}
        for thing in ("firststanding", "firstcriterion")
    },
    **{
        thing: {("results",): "team secretariat coordinator chair observer officer_a officer_b officer_out"}
        for thing in ("firstsnapshot", "firsthash")
    },
    **{thing: {} for thing in ("fullstanding", "fullcriterion")},
    **{thing: {DECIDING: who} for thing, who in portfolio.EXPECTED.items()},
    "visit": {ALWAYS: "officer"},
    # What a funder said of the pre-proposal stays its own, and the staff's, all through the full stage
    "verdict": {(*FULL, *DECIDING): "secretariat coordinator observer officer"},
    "firstverdict": {("results",): "secretariat coordinator observer officer"},
    "fullverdict": {},
    "standingevent": {("full", "results"): "observer"},
    "applicationevent": {PUBLISHED: ""},
    "submissionevent": {TILL_DEADLINE: "", (*FULL, *DECIDING): "observer"},
    **{thing: {FULL: "team secretariat"} for thing in ("fullfile", "fullsnapshot", "fullhash")},
}
# What belongs to neither
OF_THE_FLOOR = {
    "organisation": EVERYBODY,
    "entered": "self",  # by an applicant: its name in a public list would tell who is about to apply
    "funder": EVERYBODY,
    "officer": "secretariat coordinator observer administrator self",
    "appointment": "observer administrator self",
    "appointmentevent": "observer administrator",
    "token": "self",
    "tokenhash": "self",
    "parcel": "administrator",
    "contents": "",  # of what waits in the outbox: letters hold the secrets of their readers
    "letter": "lead_a",  # to whom it was sent
}


def who_may_see(key: Key) -> set[str]:
    """The names of those who may find a thing."""
    thing, phase, owner = key
    if not phase:
        who = OF_THE_FLOOR[thing].replace("self", owner)
    else:
        by_phase = OF_CALLS.get(thing) or OF_APPLICATIONS[thing]
        who = next((people for phases, people in by_phase.items() if phase in phases), "")
    if thing in OF_APPLICATIONS:
        ties = {"officer": OFFICERS.get(owner, ""), "team": TEAMS.get(owner, "")}
        who = " ".join(ties.get(one, one) for one in who.split())
    return set(who.split())

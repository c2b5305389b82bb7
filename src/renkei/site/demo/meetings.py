"""Two made-up selection meetings: one that is about to begin, and one that has decided, with what came after it."""

from datetime import datetime, timedelta

from renkei.site.calls.models import Call
from renkei.site.decisions import actions as meeting
from renkei.site.decisions.at_hand import at_hand
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import Decision, Seat
from renkei.site.demo.after import what_followed
from renkei.site.demo.applications import GROUND
from renkei.site.demo.assessed import Scene, after_the_deadline, officer_of, score, screen
from renkei.site.demo.calls import LABEL
from renkei.site.demo.cast import Cast
from renkei.site.policy import unscoped
from renkei.site.review.actions.showing import show_scores

SEAWEED = Scene(
    "seaweed",
    f"Seaweed for food, feed and fibres {LABEL}",
    "Growing, harvesting and using what the sea grows, from the rope to the shop; for consortia of two or three "
    "countries among six.",
    seed=11,
    applications=30,
    budgets={"MSF": 120_000_000, "PRC": 550_000_00, "AFR": 800_000_00, "RIF": 700_000_00, "FIA": 450_000_00,
             "NVS": 8_000_000_00},
)  # fmt: skip
MATERIALS = Scene(
    "materials",
    f"Materials that think ahead {LABEL}",
    "New materials from waste, wood and weeds, decided together by four funders.",
    seed=4,
    applications=14,
    budgets={"MSF": 130_000_000, "PRC": 1_000_000_00, "AFR": 900_000_00, "RIF": 800_000_00},
    redress_days=60,
)


def about_to_begin(cast: Cast, at: datetime) -> None:
    """A call that is scored and whose meeting is prepared, with two scenarios to begin with."""
    day, slug = timedelta(days=1), SEAWEED.slug
    made = after_the_deadline(cast, SEAWEED, at - 150 * day, at - 45 * day)
    screen(cast, SEAWEED, at - 30 * day, {made[7].number: "Is the second site its own legal entity?"})
    score(cast, SEAWEED.slug, SEAWEED.seed, made, at - 6 * day)
    by = cast.acting("secretariat", at - 2 * day)
    show_scores(by, slug)
    meeting.prepare_meeting(by, slug)
    meeting.set_quorum(by, slug, 5)
    held = at_hand(made[0].call)
    meeting.keep_scenario(by, slug, "Canada adds 250,000", Wanted(raises={"PRC": "250000"}), held)
    meeting.keep_scenario(by, slug, "Stop at the first gap", Wanted(rule="ranking"), held)


def decided(cast: Cast, at: datetime) -> None:
    """A call that was decided six weeks ago, with all that came after."""
    day = timedelta(days=1)
    made = after_the_deadline(cast, MATERIALS, at - 220 * day, at - 120 * day)
    screen(cast, MATERIALS, at - 100 * day, {})
    score(cast, MATERIALS.slug, MATERIALS.seed, made, at - 60 * day)
    what_followed(cast, _adopted(cast, MATERIALS.slug, made[0].call, at - 42 * day), at)


def _adopted(cast: Cast, slug: str, call: Call, at: datetime) -> Decision:
    """The meeting held on one day: who came, what was said, the draw, the proposal, every funder's yes."""
    by, chair = cast.acting("secretariat", at), cast.acting("chair", at)
    row = meeting.prepare_meeting(by, slug)
    meeting.add_seat(by, slug, meeting.SeatFacts("Sora Sekretar", "Secretariat", "", "secretariat@demo.example"))
    seats = {one.name: one.pk for one in unscoped(Seat, GROUND).filter(meeting=row)}
    for seat in seats.values():
        meeting.set_presence(by, slug, seat, True)
    meeting.open_meeting(by, slug)
    meeting.write_line(by, slug, "The chair opens the meeting. All four funders are present; nobody speaks by proxy.")
    first = f"{slug.upper()}-0001"
    out = meeting.leave_for(chair, slug, seats["Olive Officer"], first, "Worked with its lead until last year.")
    meeting.write_line(by, slug, f"{first} is discussed: the panel's score stands.")
    meeting.come_back(chair, slug, out.pk)
    named = meeting.name_draw(by, slug, "The last six digits of tomorrow's first draw of the Fells lottery (made up)")
    meeting.draw(by, slug, named.pk, "204 817")
    scenario = meeting.keep_scenario(by, slug, "France adds 100,000", Wanted(raises={"AFR": "100000"}), at_hand(call))
    ground = "Proposed by the chair after an hour of discussion."
    proposal = meeting.propose(chair, slug, str(scenario.public_id), ground, at_hand(call))
    decision = proposal.decision
    if decision is None:
        raise RuntimeError(f"the made-up meeting could not decide: {proposal.trouble}")
    for code in MATERIALS.budgets:
        meeting.consent(officer_of(cast, code, at), str(decision.public_id), code, True)
    meeting.write_line(by, slug, "Every funder has said yes: the decision is adopted. The chair thanks the panel.")
    return decision

"""The world's decided calls: in each phase after a deadline a decision with awards, letters, redress, a departure.

`made` is called by the world once a call's applications are there; `EXPECTED` and `CHANNELS` belong to `expected` and
`channels`, `DETAILS` to the strangers' guesses.
"""

from renkei.records.canonical import canonical
from renkei.site.applications.models import Application, Partner
from renkei.site.audit.trail import record
from renkei.site.calls.models import Participation
from renkei.site.decisions.models import Decision, SelectionMeeting
from renkei.site.policy import Actor, unscoped
from renkei.site.portfolio import models as of

WHY = "the test's world"
FILES = {
    "programme.yaml": "name: X\nreporting_currency: JPY\n"
    "scale: {min: 0, max: 15, best: high}\nselection: {rule: gaps}\n",
    "applications.csv": "application_id,title,score\n{phase}-a,T,9\n{phase}-b,T,8\n",
    "requests.csv": "application_id,partner_id,organisation,country,role,funder_id,amount,currency\n"
    "{phase}-a,P1,O,JP,lead,Fa,1,JPY\n{phase}-b,P1,O,JP,lead,Fb,1,JPY\n",
    "funders.csv": "funder_id,name,country,currency,budget\nFa,A,JP,JPY,9\nFb,B,JP,JPY,9\n",
}
FUNDED = {"outcome": "funded", "rank": 1, "score": "9", "band": None, "reason": {"kind": "funded"}}


def _record(phase: str) -> str:
    facts = {
        "endorsements": None,
        "options": {"reserve": {"until": None}},
        "outcomes": {f"{phase}-{owner}": FUNDED for owner in "ab"},
        "reductions": None,
        "reserve": [],
        "rule": "gaps",
        "spending": {},
        "state": "complete",
        "ties": {"exact": True, "open": []},
    }
    return canonical(facts).decode()


def decided(world, phase: str, call) -> Decision:
    """The call's meeting, once open, with a decision that stands."""
    meeting = unscoped(SelectionMeeting, WHY).filter(call=call).first()
    if meeting is None:
        meeting = SelectionMeeting(call=call, state="open", opened_at=world.now)
        meeting.save()
    made = Decision(meeting=meeting, number=90, record=_record(phase), sha256=f"portfolio-{phase}")
    made.snapshot = {name: text.replace("{phase}", phase) for name, text in FILES.items()}
    made.state, made.adopted_at = Decision.State.ADOPTED, world.now
    made.proposed_by, made.proposed_at = world.people["secretariat"], world.now
    made.save()
    return made


def made(world, phase: str, owner: str, application: Application, part: Participation, partner: Partner) -> None:
    """What follows the decision for one application: of b an award, but no letter yet."""
    decision = unscoped(Decision, WHY).filter(meeting__call=application.call, number=90).first()
    decision = decision or decided(world, phase, application.call)
    place = (phase, owner)
    award = of.Award(decision=decision, application=application, participation=part, amount=1)
    award.conditions = world.mark("award" if owner == "a" else "awardunsent", *place)
    award.save()
    record(Actor(world.now), "award.confirmed", award, ground=world.mark("awardevent", *place))
    departure = of.Departure(decision=decision, application=application, kind="dropped_out")
    departure.ground, departure.at = world.mark("departure", *place), world.now
    departure.by = world.people["secretariat"]
    departure.save()
    came = of.Contact(
        partner=partner, email=f"{world.mark('contact', *place)}@x.example", secret_hash=f"c{phase}{owner}"
    )
    came.sent_at = came.expires_at = world.now
    came.sent_by, came.user = world.people["secretariat"], world.people["successor_a"]
    came.save()
    if owner != "a":
        return
    letter = of.Letter(decision=decision, partner=partner, kind="funded", language="en", subject="Outcome")
    letter.text, letter.sha256 = world.mark("ownletter", *place), world.mark("letterhash", *place)
    letter.pdf = letter.text.encode()
    letter.written_at = letter.redress_until = world.now
    letter.save()
    world.letters[phase] = letter.public_id
    asked = of.Redress(application=application, decision=decision, text=world.mark("redress", *place))
    asked.filed_by, asked.filed_at = world.people["lead_a"], world.now
    asked.save()
    world.redress[phase] = asked.public_id


EXPECTED = {
    "award": "secretariat coordinator observer officer lead_a successor_a",  # whose partner has its letter
    "awardunsent": "secretariat coordinator observer officer",
    "awardevent": "observer",
    "departure": "secretariat coordinator observer officer",
    "ownletter": "secretariat observer lead_a successor_a",
    "letterhash": "secretariat observer lead_a successor_a",
    "contact": "secretariat observer successor_a",
    "redress": "secretariat chair observer team",
}


def results(world, phase: str, part: Participation, owner: str) -> None:
    """A funder's part in the results, marked by the number of its awards."""
    row = of.FunderResult(participation=part, awards=1, amount=90_708_070 + len(world.funder_results))
    row.save()
    world.funder_results.append(row.pk)
    world.marks[str(row.amount)] = ("funderresult", phase, owner)

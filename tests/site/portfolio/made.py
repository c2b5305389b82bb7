"""A decided call: applications of two partners, scored so that the money ends at a cut; people in three languages."""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from renkei.engines.selection import options_from, select
from renkei.records.canonical import load
from renkei.records.write import write
from renkei.site.accounts.models import User
from renkei.site.applications.models import Member, Partner, Request
from renkei.site.calls.models import Call
from renkei.site.decisions.actions.adopt import adopted
from renkei.site.decisions.models import Decision, SelectionMeeting
from renkei.site.directory.models import Organisation
from renkei.site.policy import unscoped
from renkei.site.review.folder import files_of, folder_of
from renkei.site.review.models import Standing
from tests.site.clients import client_of
from tests.site.conftest import NOW, person
from tests.site.review.made import WHY, Closed, closed_call

LANGUAGES = ("en", "ja", "fr")


@dataclass
class Made:
    """The closed call with its partners by (number, position), its people by partner, its decision."""

    closed: Closed
    partners: dict[tuple[str, int], Partner] = field(default_factory=dict)
    people: dict[tuple[str, int], User] = field(default_factory=dict)
    decision: Decision | None = None

    @property
    def call(self) -> Call:
        return unscoped(Call, WHY).get(pk=self.closed.call.pk)

    def officer(self, code: str) -> User:
        return self.closed.officers[code]


def scored(applications: int = 3, funders: int = 2, partners: int = 2, **given) -> Made:
    """The last application is the best; each is written by a person a partner, in a language of its own."""
    made = Made(closed_call(applications, funders, partners=partners, **given))
    for n in range(1, applications + 1):
        number = f"JOINT-{n:04}"
        application = made.closed.submissions[number].application
        Standing(application=application, score=n).save()
        for at in range(1, partners + 1):
            _partner(made, application, n, at)
    return made


def _partner(made: Made, application, n: int, at: int) -> None:
    organisation = Organisation(name=f"Organisation {n}-{at - 1}", country="JP", size="university", listed=False)
    organisation.save()
    role = "partner" if at > 1 else "lead"
    partner = Partner(application=application, organisation=organisation, role=role, position=at)
    partner.save()
    codes = list(made.closed.parts)
    part = made.closed.parts[codes[(n + at - 2) % len(codes)]]
    Request(partner=partner, participation=part, currency="EUR", amount=100_000 * n).save()
    user = person(f"p{n}-{at}@x.example")
    user.language = LANGUAGES[(n + at) % 3]
    user.save()
    Member(partner=partner, user=user, joined_at=NOW).save()
    made.partners[application.number, at] = partner
    made.people[application.number, at] = user


def decide(made: Made, adopt: bool = True) -> Decision:
    """What the engine decides on the call as it stands, adopted."""
    call = made.call
    folder = folder_of(call, WHY)
    tables = folder.tables
    selection = select(tables["applications"], tables["requests"], tables["funders"], options_from(folder.settings))
    record = write(selection, folder.settings, tables)
    meeting = unscoped(SelectionMeeting, WHY).filter(call=call).first()
    if meeting is None:
        meeting = SelectionMeeting(call=call, state="open", opened_at=NOW)
        meeting.save()
        unscoped(Call, WHY).filter(pk=call.pk).update(scores_seen_at=NOW, scores_shown=1)
    decision = Decision(meeting=meeting, number=1, record=record.decode(), sha256=load(record)["sha256"])
    decision.snapshot, decision.proposed_by, decision.proposed_at = files_of(folder), made.closed.secretary, NOW
    decision.save()
    if adopt:
        decision.state, decision.adopted_at = Decision.State.ADOPTED, NOW
        decision.save()
        adopted(decision)
    made.decision = decision
    return decision


def questions(address: str, applications: int, reader: User | None = None) -> int:
    """How often a page of a call with so many funded applications asks the database; the call is taken away again."""
    with transaction.atomic():
        made = scored(applications)
        for part in made.closed.parts.values():
            part.budget = 10**9
            part.save()
        decide(made)
        client = client_of(reader or (made.officer("F1") if "/F1/" in address else made.closed.secretary))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        transaction.set_rollback(True)
    return len(queries)

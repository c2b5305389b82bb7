"""A programme full of things that could leak: in every phase a call, two applications, each thing marked as whose."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.utils import timezone

from renkei.records.canonical import canonical
from renkei.site.accounts.models import Appointment, User
from renkei.site.applications import models as of
from renkei.site.audit.trail import record
from renkei.site.calls.models import (
    Answer,
    Call,
    Change,
    Funder,
    Milestone,
    Officer,
    Participation,
    Question,
    Result,
    Section,
)
from renkei.site.decisions import models as decisions
from renkei.site.directory.models import Organisation
from renkei.site.files.models import StoredFile
from renkei.site.files.store import keep
from renkei.site.outbox.models import Parcel
from renkei.site.outbox.post import post, post_mail
from renkei.site.policy import Actor, Phase, Role, unscoped
from renkei.site.review import models as review
from renkei.site.tokens.models import Token
from tests.site.clients import client_of
from tests.site.policy.matrix import portfolio

APPOINTED = {
    "secretariat": Role.SECRETARIAT,
    "coordinator": Role.COORDINATOR,
    "chair": Role.CHAIR,
    "observer": Role.OBSERVER,
    "administrator": Role.ADMINISTRATOR,
}
# Who looks: `bare_…` are staff whose session has no second factor, `officer_out` acts for a funder of no call here,
# `former_a` wrote for application A once, `successor_a` stands for the leads of both since the decision; nobody is tied
# to a row as a reviewer yet.
PEOPLE = (
    "public",
    "stranger",
    "lead_a",
    "partner_a",
    "former_a",
    "successor_a",
    "lead_b",
    "officer_a",
    "officer_b",
    "officer_out",
    "bare_officer",
    "secretariat",
    "bare_secretariat",
    "coordinator",
    "chair",
    "reviewer",
    "observer",
    "administrator",
    "bare_administrator",
)
FULL = "full"  # beside the phases: open, and in its full stage
UNSHOWN = "unshown"  # the same, of a call whose scores were never shown
# Up to which stage a call's scores were shown
SHOWN = {Phase.OPEN: 1, FULL: 1, Phase.RESULTS: 2}
IN_FULL = (FULL, UNSHOWN)
Key = tuple[str, str, str]  # the thing, the phase of its call or "", whose it is or ""


@dataclass
class World:
    """Who and what there is; `marks` says, of each text that could be found, what it was found of."""

    now: datetime
    people: dict[str, User] = field(default_factory=dict)
    calls: dict[Phase, Call] = field(default_factory=dict)
    questions: dict[Phase, int] = field(default_factory=dict)
    milestones: dict[Phase, int] = field(default_factory=dict)
    applications: dict[tuple[Phase, str], of.Application] = field(default_factory=dict)
    partners: dict[tuple[Phase, str], of.Partner] = field(default_factory=dict)
    attachments: dict[tuple[Phase, str], of.Attachment] = field(default_factory=dict)
    submissions: dict[tuple[Phase, str], of.Submission] = field(default_factory=dict)
    beside: dict[tuple[Phase, str], int] = field(default_factory=dict)
    appointments: dict[str, int] = field(default_factory=dict)
    officer: int = 0  # one who acts for the funder of A
    tokens: dict[str, int] = field(default_factory=dict)
    meetings: dict[Phase, dict[str, object]] = field(default_factory=dict)
    parcels: list[int] = field(default_factory=list)
    letters: dict[Phase, UUID] = field(default_factory=dict)
    redress: dict[Phase, UUID] = field(default_factory=dict)
    funder_results: list[int] = field(default_factory=list)
    clients: dict[str, Client] = field(default_factory=dict)
    marks: dict[str, Key] = field(default_factory=dict)

    def mark(self, thing: str, phase: str = "", owner: str = "") -> str:
        """A text to be found by, which stands nowhere else."""
        text = f"mk{thing}x{phase}x{owner}km"
        self.marks[text] = (thing, phase, owner)
        return text

    def actor(self, name: str) -> Actor:
        user = self.people.get(name)
        if user is None:
            return Actor(self.now)
        proved = not name.startswith("bare_")
        return Actor(self.now, user.pk, user.roles() if proved else frozenset(), user.email, proved)

    def client(self, name: str) -> Client:
        """Somebody's browser, the same one each time."""
        if name not in self.clients:
            self.clients[name] = client_of(self.people.get(name), second_factor=not name.startswith("bare_"))
        return self.clients[name]

    def kept(self) -> dict[str, object]:
        """All that is known of the rows, to be brought back once some are taken away again."""
        return {name: dict(value) for name, value in vars(self).items() if isinstance(value, dict)}

    def bring_back(self, kept: dict[str, object]) -> None:
        """Know of the rows that were kept, and no others."""
        vars(self).update(kept)

    def found_in(self, content: bytes) -> set[Key]:
        """What the bytes tell of."""
        text = content.decode(errors="replace")
        return {key for mark, key in self.marks.items() if mark in text}


def made() -> World:
    """The world, in the database."""
    world = World(timezone.now())
    _people(world)
    funders = _funders(world)
    with transaction.atomic():
        for phase in (*Phase, *IN_FULL):
            world.calls[phase] = _call(world, phase, funders)
            for owner in "ab" if phase is not Phase.PREPARING else "":  # a call is public before anybody begins
                application(world, phase, owner, funders[owner])
            _meeting(world, phase)
        _floor(world)
    return world


def _people(world: World) -> None:
    for name in (*PEOPLE[1:], "lead_c"):
        world.people[name] = User.objects.create_user(f"{name}@x.example", language="en")
        role = APPOINTED.get(name.removeprefix("bare_"))
        if role:
            held = Appointment(user=world.people[name], role=role, ground=world.mark("appointment", owner=name))
            held.save()
            world.appointments[name] = held.pk
        if name in ("lead_a", "secretariat"):
            token = Token(user=world.people[name], name=world.mark("token", owner=name), made_at=world.now)
            token.secret_hash = world.mark("tokenhash", owner=name)
            token.save()
            world.tokens[name] = token.pk


def _funders(world: World) -> dict[str, Funder]:
    funders = {}
    for owner, officers in {"a": ("officer_a", "bare_officer"), "b": ("officer_b",), "out": ("officer_out",)}.items():
        funder = funders[owner] = Funder(
            code=f"F{owner}", name=world.mark("funder", owner=owner), country="JP", currency="JPY"
        )
        funder.save()
        for name in officers:
            officer = Officer(funder=funder, user=world.people[name])
            officer.save()
            world.officer = world.officer or officer.pk
            world.marks[world.people[name].email] = ("officer", "", name)
    return funders


def _money(world: World, phase: Phase) -> dict[str, list[dict[str, str]]]:
    """Rates, a common pot and a gift to it, as rows of the contract."""
    pot = {"pot_id": world.mark("callpot", phase), "currency": "JPY"}
    rate = {"currency": "USD", "rate": "1", "date": "", "source": world.mark("callrate", phase)}
    gift = {**pot, "funder_id": "Fa", "amount": "1"}
    return {"rates": [rate], "pots": [{**pot, "kind": "real", "name": ""}], "contributions": [gift]}


def _call(world: World, phase: Phase, funders: dict[str, Funder]) -> Call:
    day = timedelta(days=1)
    opens, closes = {
        Phase.ANNOUNCED: (world.now + day, world.now + 30 * day),
        Phase.CLOSED: (world.now - 30 * day, world.now - day),
        Phase.RESULTS: (world.now - 60 * day, world.now - 30 * day),
    }.get(phase, (world.now - day, world.now + 30 * day))
    state = phase.value if phase in (Phase.PREPARING, Phase.RESULTS) else "published"
    call = Call(slug=f"call-{phase}", state=state, opens_at=opens, closes_at=closes, accepts_until=closes)
    if phase is Phase.CLOSED:  # between its stages
        call.stages, call.selection = 2, {"demand": {"cap": "2"}}
    if phase in (*IN_FULL, Phase.RESULTS):
        call.stages = call.stage = 2
    call.title, call.summary, call.text = (world.mark(f"call{part}", phase) for part in ("title", "summary", "text"))
    call.selection = {**call.selection, "criteria": [world.mark("callcriterion", phase)]}
    call.tables = _money(world, phase)
    call.scores_shown = SHOWN.get(phase, 0)
    call.scores_seen_at = opens if call.scores_shown else None
    call.save()
    for owner in "ab":
        annex = world.mark("annex", phase, owner)
        part = Participation(call=call, funder=funders[owner], budget=10**9, who_may_apply=annex)
        part.save()
        if phase in (Phase.CLOSED, Phase.RESULTS):
            portfolio.results(world, phase, part, owner)
        visit = review.Visit(user=world.people[f"officer_{owner}"], participation=part, before=world.now)
        visit.at = world.now + timedelta(days=400, microseconds=len(world.marks))
        visit.save()
        world.marks[str(visit.at)] = ("visit", phase, owner)
    Section(call=call, key="work", title="Work", help=world.mark("section", phase), per_partner=True).save()
    milestone = Milestone(call=call, name=world.mark("milestone", phase), at=closes)
    milestone.save()
    world.milestones[phase] = milestone.pk
    Change(call=call, version=1, at=opens, what=world.mark("change", phase), ground="Ground").save()
    asked = {"call": call, "asked_at": opens, "asked_by": world.people["lead_a"]}
    answered = Question(text=world.mark("answered", phase), answered_at=opens, **asked)
    answered.save()
    Answer(question=answered, number=1, text=world.mark("answer", phase), at=opens, version=1).save()
    pending = Question(text=world.mark("pending", phase), **asked)
    pending.save()
    world.questions[phase] = pending.pk
    Result(call=call, number="1", title=world.mark("result", phase), organisations="X", countries="JP", amount=1).save()
    by: dict[str, object] = {"call": call, "number": 1}
    review.Draft(name=world.mark("draft", phase), made_at=opens, made_by=world.people["secretariat"], **by).save()
    folder = {"applications.csv": world.mark("callsnapshot", phase)}
    by["ground"] = world.mark("snapshotground", phase)
    kept = {"at": opens, "by": world.people["secretariat"], "sha256": f"{phase}"}
    review.Snapshot(files=folder, stage=2 if phase == Phase.RESULTS else 1, **kept, **by).save()
    if call.stage == 2:
        by.update(number=2, ground=world.mark("otherstageground", phase), stage=1 if phase == Phase.RESULTS else 2)
        review.Snapshot(files={}, **kept, **by).save()
    record(Actor(world.now), "call.changed", call, ground=world.mark("callevent", phase))
    return call


def _meeting(world: World, phase: Phase) -> None:
    """The call's selection meeting with everything that belongs to one; that of the closed call has not opened yet."""
    by, application = world.people["secretariat"], world.applications.get((phase, "a"))
    made = unscoped(decisions.SelectionMeeting, "the world's own").filter(call=world.calls[phase]).first()
    meeting = made or decisions.SelectionMeeting(call=world.calls[phase])
    meeting.quorum = 8_170_001 + [*Phase, *IN_FULL].index(phase)
    meeting.state, meeting.acts_done = ("preparing", 1) if phase is Phase.CLOSED else ("open", 1)
    meeting.opened_at = None if phase is Phase.CLOSED else world.now
    meeting.save()
    world.marks[str(meeting.quorum)] = ("meeting", phase, "")
    seat = decisions.Seat(meeting=meeting, name=world.mark("seat", phase), came_at=world.now)
    seat.save()
    if application is not None:
        out = {"application": application, "left_at": world.now}
        decisions.Absence(seat=seat, ground=world.mark("absence", phase), **out).save()
    decisions.MinuteLine(meeting=meeting, at=world.now, by=by, text=world.mark("minuteline", phase)).save()
    act = {"at": world.now, "by": by, "action": "line_written"}
    decisions.Act(meeting=meeting, number=1, what=world.mark("act", phase), **act).save()
    decisions.Draw(meeting=meeting, named=world.mark("draw", phase), named_at=world.now).save()
    made = {"made_by": by, "changed_by": by, "made_at": world.now, "changed_at": world.now}
    scenario = decisions.Scenario(meeting=meeting, name=world.mark("scenario", phase), position=1, **made)
    scenario.save()
    files = {"applications.csv": "application_id,title\n", "funders.csv": world.mark("decided", phase)}
    kept = {"meeting": meeting, "scenario": scenario, "snapshot": files}
    record_of_it = f'{{"outcomes":{{}},"rule":"gaps","state":"{world.mark("record", phase)}"}}'
    decision = decisions.Decision(number=1, record=record_of_it, proposed_by=by, proposed_at=world.now, **kept)
    decision.sha256, decision.ground, decision.simulation = "0" * 64, world.mark("decision", phase), True
    decision.save()
    proposal = {"ground": world.mark("proposal", phase), "asked_by": by, "asked_at": world.now, "state": "failed"}
    proposed = decisions.Proposal(meeting=meeting, scenario=scenario, snapshot={}, **proposal)
    proposed.trouble = {"en": world.mark("trouble", phase)}
    proposed.save()
    word = {"authority": "Fa", "verdict": "no", "by": by, "at": world.now, "ground": world.mark("consent", phase)}
    decisions.Consent(decision=decision, **word).save()
    record(Actor(world.now), "meeting.opened", meeting, ground=world.mark("meetingevent", phase))
    ids = {"decision": decision.public_id, "proposal": proposed.public_id, "scenario": scenario.public_id}
    world.meetings[phase] = {**ids, "seat": seat.pk}


def application(world: World, phase: Phase, owner: str, funder: Funder) -> None:
    """An application of somebody in a call, with everything that can hang on one."""
    call, lead = world.calls[phase], world.people[f"lead_{owner}"]
    when = {"saved_at": world.now, "saved_by": lead}
    made = of.Application(call=call, number=f"{phase}-{owner}", acronym=owner, begun_at=world.now, begun_by=lead)
    made.title = world.mark("application", phase, owner)
    made.save()
    partner = _partner(world, made, 1, "lead", lead)
    if owner == "a":
        _partner(world, made, 2, "partner", world.people["partner_a"])
    world.marks[str(partner.public_id)] = ("partner", phase, owner)
    silent = User.objects.create_user(f"{world.mark('member', phase, owner)}@x.example")
    of.Member(partner=partner, user=silent, joined_at=world.now).save()
    of.Invitation(
        partner=partner,
        email=f"{world.mark('invitation', phase, owner)}@x.example",
        secret_hash=f"{phase}{owner}",
        sent_at=world.now,
        sent_by=lead,
        expires_at=world.now + timedelta(days=9),
        accepted_by=world.people["former_a"],
    ).save()
    share = call.participations.all().granted("the test's world").get(funder=funder)
    asked = partner.request  # as `_partner` left it
    asked.participation, asked.amount, asked.national_number = share, 1, world.mark("request", phase, owner)
    asked.save()
    section = call.sections.all().granted("the test's world").get()
    text = of.SectionText(application=made, partner=partner, section=section, version=2, **when)
    text.text = world.mark("text", phase, owner)
    text.save()
    old = {**when, "saved_by": world.people["former_a"]}
    of.SectionVersion(section_text=text, version=1, text=world.mark("version", phase, owner), **old).save()
    beside = of.TextBeside(section_text=text, based_on=1, text=world.mark("beside", phase, owner), **when)
    beside.save()
    of.SignOff(partner=partner, digest=world.mark("signoff", phase, owner), at=world.now, by=lead).save()
    _handed_in(world, (phase, owner), partner, funder, lead)
    _assessed(world, (phase, owner), made, share)
    if phase in (Phase.CLOSED, Phase.RESULTS):
        portfolio.made(world, phase, owner, made, share, partner)
    record(Actor(world.now), "application.changed", made, ground=world.mark("applicationevent", phase, owner))
    world.applications[phase, owner], world.partners[phase, owner] = made, partner
    world.beside[phase, owner] = beside.pk


def _assessed(world: World, place: tuple[Phase, str], made: of.Application, part: Participation) -> None:
    """How it stands, in each stage of two, and what its funder says of it."""
    first, second = {Phase.RESULTS: ("first", "")}.get(place[0], ("", "full"))
    standing = _stands(world, place, made, 1, first)
    _says(world, place, made, part, 1, first)
    if made.call.stage == 2:
        _stands(world, place, made, 2, second)
        _says(world, place, made, part, 2, second)
    record(Actor(world.now), "standing.saved", standing, ground=world.mark("standingevent", *place))


def _stands(world: World, place: tuple[Phase, str], made: of.Application, stage: int, prefix: str) -> review.Standing:
    """How it stands in a stage."""
    standing = review.Standing(application=made, stage=stage, status="excluded", score=1)
    standing.ground = world.mark(f"{prefix}standing", *place)
    standing.save()
    scored = {"application": made, "stage": stage, "score": 1}
    review.CriterionScore(criterion=world.mark(f"{prefix}criterion", *place), **scored).save()
    return standing


def _says(
    world: World, place: tuple[Phase, str], made: of.Application, part: Participation, stage: int, prefix: str
) -> None:
    """What its funder says of it in a stage."""
    verdict = review.FunderVerdict(application=made, participation=part, stage=stage, verdict="doubt", at=world.now)
    verdict.note, verdict.by = world.mark(f"{prefix}verdict", *place), world.people["officer_a"]
    verdict.save()


def _partner(world: World, made: of.Application, position: int, role: str, member: User) -> of.Partner:
    organisation = Organisation(name="Entered by an applicant", country="JP", size="university", listed=False)
    organisation.save()
    partner = of.Partner(application=made, organisation=organisation, role=role, position=position)
    partner.save()
    of.Request(partner=partner, currency="JPY").save()
    of.Member(partner=partner, user=member, joined_at=made.begun_at).save()
    return partner


def _handed_in(world: World, place: tuple[Phase, str], partner: of.Partner, funder: Funder, lead: User) -> None:
    """A submission that was withdrawn, then one that stands, with a file each, and a file in none."""
    made = partner.application
    files = {}
    for thing in ("withdrawnfile", "file", "loosefile"):
        name = world.mark(thing, *place)
        stored = StoredFile(
            digest=keep(name.encode()), name=f"{name}.pdf", content_type="application/pdf", size=1, handed_in_by=lead
        )
        stored.save()
        files[thing] = of.Attachment(application=made, partner=partner, file=stored, added_at=world.now)
        files[thing].save()
    if place[0] in IN_FULL:
        _handed_in_in_full(world, place, made, stored, funder)
    stage = 1
    if place[0] == Phase.RESULTS:
        stage = 2
        _handed_in_first(world, place, made, funder, lead)
    for sequence, (thing, file) in enumerate((("withdrawn", "withdrawnfile"), ("snapshot", "file")), 1):
        submission = of.Submission(application=made, stage=stage, sequence=sequence, key=thing, by=lead)
        submission.received_at = world.now
        submission.snapshot = _snapshot(made, world.mark(thing, *place), funder)
        submission.sha256 = world.mark(f"{thing}hash", *place)
        submission.withdrawn_at = world.now if thing == "withdrawn" else None
        submission.save()
        submission.asked.add(funder)
        if thing == "withdrawn":  # once it asked all the others too
            submission.asked.add(*unscoped(Funder, "the test's world"))
        submission.attachments.add(files[file])
    record(Actor(world.now), "submission.received", submission, ground=world.mark("submissionevent", *place))
    world.submissions[place], world.attachments[place] = submission, files["file"]


def _handed_in_in_full(
    world: World, place: tuple[Phase, str], made: of.Application, like: StoredFile, funder: Funder
) -> None:
    """What the full stage has got so far, beside what the first one got."""
    name = world.mark("fullfile", *place)
    stored = StoredFile(
        digest=keep(name.encode()), name=name, content_type=like.content_type, size=1, handed_in_by=like.handed_in_by
    )
    stored.save()
    file = of.Attachment(application=made, partner=made.partners.all().granted("the test").first(), file=stored)
    file.added_at = world.now
    file.save()
    full = of.Submission(application=made, stage=2, sequence=3, key="full", received_at=world.now, by=like.handed_in_by)
    full.snapshot = _snapshot(made, world.mark("fullsnapshot", *place), funder)
    full.sha256 = world.mark("fullhash", *place)
    full.save()
    full.asked.add(*unscoped(Funder, "the test's world"))  # whom the first stage did not ask, too
    full.attachments.add(file)


def _handed_in_first(world: World, place: tuple[Phase, str], made: of.Application, funder: Funder, lead: User) -> None:
    """What the first stage of a decided call got: it asked every funder, the full one only its own."""
    first = of.Submission(application=made, stage=1, sequence=3, key="first", received_at=world.now, by=lead)
    first.snapshot = _snapshot(made, world.mark("firstsnapshot", *place), funder)
    first.sha256 = world.mark("firsthash", *place)
    first.save()
    first.asked.add(*unscoped(Funder, "the test's world"))


def _snapshot(made: of.Application, title: str, funder: Funder) -> str:
    """As `applications.part` writes it."""
    request = {"funder": funder.code, "self_funded": False, "currency": "JPY", "amount": 1, "total_cost": 1}
    organisation = {"id": "x", "name": "X", "ror": "", "country": "JP", "size": "university"}
    partner = {"partner": 1, "organisation": organisation, "role": "lead", "signed_off": None, "people": []}
    partner.update(request={**request, "costs": {}, "national_number": ""}, sections=[], files=[])
    application = {"number": made.number, "acronym": "X", "title": title, "common_sections": []}
    call = {"slug": made.call.slug, "title": "X", "version": 1}
    facts = {"format": "renkei-submission-1", "call": call, "application": application, "partners": [partner]}
    return canonical(facts).decode()


def _floor(world: World) -> None:
    Organisation(name=world.mark("organisation"), country="JP", size="university").save()
    entered = Organisation(name=world.mark("entered", owner="lead_a"), country="JP", size="sme", listed=False)
    entered.entered_by = world.people["lead_a"]
    entered.save()
    appointment = Appointment.objects.all().granted("the test's world").first()
    record(Actor(world.now), "appointment.made", appointment, ground=world.mark("appointmentevent"))
    post_mail("mail-to-a", ["lead_a@x.example"], "A letter", world.mark("letter", owner="a"))
    post("other", world.mark("parcel"), {"what": world.mark("contents")})
    world.parcels = list(unscoped(Parcel, "the test's world").order_by("pk").values_list("pk", flat=True))

"""A consortium of three, written as far as a test needs it."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from renkei.site.accounts.models import User
from renkei.site.applications import actions
from renkei.site.applications.models import Application, Partner
from renkei.site.calls.models import Call, Funder, Officer, Participation, Section
from renkei.site.directory.models import Organisation
from renkei.site.outbox.models import Parcel
from renkei.site.policy import unscoped
from tests.site.conftest import NOW, acting, person

DEADLINE = NOW + timedelta(days=30)
GRACE = timedelta(seconds=60)


def organisation(name: str, country: str = "JP", size: str = "university") -> Organisation:
    made = Organisation(name=name, country=country, size=size)
    made.save()
    return made


def letters(kind: str = "") -> list[Parcel]:
    every = unscoped(Parcel, "the test reads the outbox")
    return list(every.filter(kind="mail", key__startswith=kind).order_by("pk"))


def secret_of(letter: Parcel) -> str:
    found = re.search(r"/invitations/([\w-]+)/", letter.contents["text"])
    assert found
    return found[1]


@dataclass
class Consortium:
    """An application with its people by the organisation they write for."""

    application: Application
    lead: User
    partners: dict[str, Partner]
    people: dict[str, User]

    @property
    def id(self):
        return self.application.public_id

    def acting(self, name: str, at=NOW):
        return acting(self.people[name], at)

    def place(self, section: str, name: str | None = None) -> actions.Place:
        return actions.Place(self.id, section, self.partners[name].public_id if name else None)

    def write(self, name: str, at=NOW, amount: int = 1_000_000) -> None:
        """All that a partner must write, signed off where it does not lead."""
        who, partner = self.acting(name, at), self.partners[name].public_id
        actions.save_section(who, self.place("work", name), f"What {name} does.", 0)
        actions.save_request(who, self.id, partner, actions.Asked("JST", amount=amount, total_cost=2 * amount), 1)
        if partner == self.partners["Lead"].public_id:
            actions.save_section(who, self.place("summary"), "What we do together.", 0)
        else:
            actions.sign_off(who, self.id, partner)

    def write_all(self, at=NOW) -> None:
        for name in self.people:
            self.write(name, at)


@pytest.fixture
def form(call: Call) -> Call:
    """The call with a grace, a section for all and a section for each partner."""
    call.closes_at, call.grace_seconds, call.accepts_until = DEADLINE, 60, DEADLINE + GRACE
    call.save()
    Section(call=call, key="summary", title="Summary", position=1).save()
    Section(call=call, key="work", title="Work plan", position=2, per_partner=True, most_signs=200).save()
    return call


@pytest.fixture
def consortium(form: Call) -> Consortium:
    """A lead and two partners, each with one person."""
    return founded("Lead", "Osaka", "Kyoto")


def founded(*names: str, prefix: str = "", at=NOW) -> Consortium:
    people = {name: person(f"{prefix}{name.lower()}@x.example") for name in names}
    lead = acting(people[names[0]], at)
    heading = actions.Heading("NANO", "Small things")
    made = actions.begin(lead, "joint", heading, organisation(names[0]).public_id)
    partners = {names[0]: unscoped(Partner, "the test").get(application=made)}
    for name in names[1:]:
        partners[name] = actions.add_partner(lead, made.public_id, organisation(name).public_id)
        actions.invite(lead, made.public_id, partners[name].public_id, people[name].email)
        actions.join(acting(people[name], at), secret_of(letters("invitation")[-1]))
    return Consortium(made, people[names[0]], partners, people)


@pytest.fixture
def officer(call: Call) -> User:
    found = person("officer@jst.example")
    Officer(funder=unscoped(Funder, "the test").get(code="JST"), user=found).save()
    return found


def second_funder(call: Call, code: str = "NRC", currency: str = "CAD", **given) -> Participation:
    funder = Funder(code=code, name=f"{code} agency", country="CA", currency=currency)
    funder.save()
    made = Participation(call=call, funder=funder, budget=100_000_000, **given)
    made.save()
    return made

"""Everybody × every phase × every channel: nobody finds what they may not see, and changes of it change nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import transaction

from renkei.site.calls.models import Funder
from renkei.site.outbox.models import Parcel
from renkei.site.policy import Phase, scope, scoped, unscoped
from renkei.site.policy.phase import EVERY
from renkei.site.policy.rule import Protected
from renkei.site.policy.rules import PROTECTED
from tests.site.policy.matrix.channels import CHANNELS
from tests.site.policy.matrix.expected import who_may_see
from tests.site.policy.matrix.world import PEOPLE, World, application

TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
KEPT_BACK = {("outbox.Parcel", "contents")}  # no channel shows it, so the rows are read without it
NAMING = {"calls.Officer": "user", "applications.Member": "user", "applications.Attachment": "file"}


def rows(world: World, name: str, entry: Protected) -> bytes:
    """What the policy itself gives to somebody of a model, written out with what its keys lead to."""
    query = scoped(world.actor(name), apps.get_model(entry.model))
    found = list(query)
    assert query.count() == len(found), entry.model
    told = []
    fields = [field for field in query.model._meta.concrete_fields if (entry.model, field.name) not in KEPT_BACK]
    for row in found:
        told += [str(getattr(row, field.attname)) for field in fields]
        if entry.model in NAMING:
            told.append(str(vars(getattr(row, NAMING[entry.model]))))
    return "\n".join(told).encode()


def letters(world: World, name: str) -> bytes:
    every = unscoped(Parcel, "the test reads everybody's mail").filter(kind="mail")
    mine = [parcel.contents["text"] for parcel in every if f"{name}@x.example" in parcel.contents["to"]]
    return "\n".join(mine).encode()


@pytest.mark.parametrize("name", PEOPLE)
def test_the_policy_gives_everybody_exactly_what_the_table_says(name, world):
    told = b"".join(rows(world, name, entry) for entry in PROTECTED)
    own = world.actor(name).name.encode()  # whoever has logged in reads their own address
    found = world.found_in(told + letters(world, name) + own)
    expected = {key for key in world.marks.values() if name in who_may_see(key)}
    assert found - expected == set(), f"{name} sees too much"
    assert expected - found == set(), f"{name} sees too little"


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_channel_shows_anybody_what_they_may_not_see(channel, world):
    shown = set()
    for name in PEOPLE:
        found = world.found_in(CHANNELS[channel](world.client(name), world))
        assert {key for key in found if name not in who_may_see(key)} == set(), f"{channel} shows {name} too much"
        shown |= found
    assert shown, f"{channel} shows nobody anything, so that nothing is proved of it"


# Those who may see nothing of an application of others, and the channels that tell of more than one application
BLIND = ("public", "lead_a", "former_a", "officer_a", "administrator", "bare_secretariat")
OF_ONE = (
    "application",
    "consortium",
    "panel",
    "submi",
    "partner",
    "file",
    "receipt",
    "API application",
    "API s",
    "API r",
)
LISTS = [name for name in CHANNELS if not name.startswith(OF_ONE)]


@pytest.mark.parametrize("channel", LISTS)
def test_what_somebody_may_not_see_changes_nothing_that_they_get_not_even_a_count(channel, world):
    def told() -> dict[str, bytes]:
        return {name: TOKEN.sub(b"", CHANNELS[channel](world.client(name), world)) for name in BLIND}

    before, kept = told(), world.kept()
    mark = transaction.savepoint()
    funder = unscoped(Funder, "the test").get(code="Fb")
    for phase in (Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED, Phase.RESULTS):
        application(world, phase, "c", funder)
    world.bring_back(kept)
    after = told()
    transaction.savepoint_rollback(mark)
    assert {name for name in BLIND if before[name] != after[name]} == set()


def slips(entry: Protected) -> Iterator[tuple[str, Protected]]:
    """The rules of a model with one thing wrong: a rule forgotten, in every phase, or without its condition."""
    for at, rule in enumerate(entry.rules):
        name = f"{rule.role}, {'/'.join(sorted(rule.verbs))}"
        others = entry.rules[:at], entry.rules[at + 1 :]
        if "see" in rule.verbs:
            yield f"{name} forgotten", replace(entry, rules=others[0] + others[1])
            if rule.phases != EVERY:
                wider = replace(rule, phases=EVERY)
                yield f"{name} in every phase", replace(entry, rules=(*others[0], wider, *others[1]))
            for left in range(len(rule.where)):
                wider = replace(rule, where=rule.where[:left] + rule.where[left + 1 :])
                yield f"{name} without {rule.where[left]}", replace(entry, rules=(*others[0], wider, *others[1]))
    if entry.tells_of:
        yield "of what is not seen", replace(entry, tells_of=None)


@pytest.mark.parametrize("model", [entry.model for entry in PROTECTED])
def test_the_table_would_notice_each_slip_in_a_rule(model, world, monkeypatch):
    entry = scope.rules_for(model)
    right = {name: world.found_in(rows(world, name, entry)) for name in PEOPLE}
    for slip, wrong in slips(entry):
        monkeypatch.setitem(scope._protected(), model, wrong)
        assert {name: world.found_in(rows(world, name, entry)) for name in PEOPLE} != right, slip

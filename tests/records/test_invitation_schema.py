"""The invitation's schema and its verification: every value that is changed, and hashed anew, is noticed."""

import copy
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from renkei.engines.selection import invite, options_from
from renkei.records.canonical import dump, load
from renkei.records.invitation import write_invitation
from renkei.records.verify import verify_invitation
from renkei.records.verify.shape import invitation_schema, misshapen, schema
from renkei.settings import Demand, Settings
from tests.records.calls import call

# limits: X 150, Y 20 (its own cap); C and D tie, and E depends on which of them the lot takes
CALL = call(
    "A 14.0: X120 Y10 · B 13.5: X90 · C 13.0: X30 · D 13.0: X20 Y10 · E 12.0: Y10 · F 7.0: X1",
    {"X": 100, "Y": 20},
    "A1 B1 C1 D1 E1 F1",
)
CAPS = {"Y": Decimal(1)}
DECISION = Resource.from_contents(schema())
LIBRARY = jsonschema.Draft202012Validator(
    invitation_schema(),
    registry=Registry().with_resources([("decision.schema.json", DECISION), ("renkei-decision-1", DECISION)]),
)


def settings() -> Settings:
    return Settings(**{**vars(CALL.settings), "demand": Demand(Decimal("1.5"), tuple(CAPS.items()))})


def made(draw: str | None) -> bytes:
    found = invite(CALL.tables, options_from(settings(), draw=draw), Decimal("1.5"), CAPS)
    return write_invitation(found, settings(), CALL.tables)


def leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every place of a record with each value that is put there for the true one."""
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from leaves(one, (*way, key))
    if not way or way[0] in ("versions", "sha256"):
        return
    match value:
        case bool():
            yield way, not value
        case int():
            yield from ((way, value + 1), (way, -1), (way, None))
        case str():
            yield from ((way, f"{value}1"), (way, ""), (way, 7))
        case None:
            yield from ((way, 1), (way, "x"))
        case list():
            yield way, [*value, "Z"]
        case dict():
            yield from ((way, {**value, "Z": 1}), (way, None))


def put(record: dict[str, Any], way: tuple[Any, ...], value: Any) -> bytes:
    record = copy.deepcopy(record)
    place: Any = record
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = value
    return dump(record)


def test_the_schema_is_a_schema_and_the_record_has_its_shape():
    jsonschema.Draft202012Validator.check_schema(invitation_schema())
    for draw in (None, "heads"):
        record = load(made(draw))
        LIBRARY.validate(record)
        assert list(misshapen(record, invitation_schema())) == []
        assert verify_invitation(made(draw), settings(), CALL.tables).holds
    assert load(made(None))["ties"]["open"] == ["C", "D", "E"]


@pytest.mark.parametrize("draw", [None, "heads"])
def test_every_value_that_is_changed_and_hashed_anew_is_noticed(draw):
    record = load(made(draw))
    passed = []
    for way, value in leaves(record):
        verdict = verify_invitation(put(record, way, value), settings(), CALL.tables)
        if verdict.holds and way != ("ties", "exact"):
            passed.append((way, value))
    assert passed == []


def test_calling_ties_inexact_hides_nobody():
    record = load(made(None))
    record["ties"] = {"open": ["E"], "exact": False}
    for one, outcome in (("C", "invited"), ("D", "not_invited")):
        record["outcomes"][one]["outcome"] = outcome
    record["demand"]["X"] |= {"invited": 15000, "left": 0}
    failures = {failure.key for failure in verify_invitation(dump(record), settings(), CALL.tables).failures}
    assert failures == {"outcomes.C.outcome", "outcomes.D.outcome"}


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"format":"renkei-invitation-1"}', b'{"a":1.5}'])
def test_what_is_no_record_is_said_and_nothing_breaks(data):
    assert not verify_invitation(data, settings(), CALL.tables).holds

"""The schema file, read by our own small reader and by a library: both say the same."""

import copy

import jsonschema
import pytest

from renkei.records.verify.shape import misshapen, schema
from tests.records.calls import WORKED
from tests.records.reference import record

RECORD = record(WORKED[1].by(rule="ranking", draw="x")) | {"sha256": "0" * 64}
OTHER = record(WORKED[4].by(rule="best")) | {"sha256": "0" * 64}
LIBRARY = jsonschema.Draft202012Validator(schema())

SPOILED = {
    "format": "renkei-decision-2",
    "state": "done",
    "made_up": 1,
    "draw": {"value": "x"},
    "inputs": {},
    "overrides": ["rule", "rule"],
    "unknown": 1,
    "outcomes.B.rank": 0,
    "outcomes.B.score": "13.50",
    "outcomes.B.reason.kind": "unlucky",
    "outcomes.B.reason.short": {"X": -1},
    "outcomes.C.reason.at": None,
    "spending.X.left": "5",
    "spending.X.budget": True,
    "steps": [{}],
    "options.bands": ["13.5", 12],
    "options.reserve.until": "soon",
}


def put(target, path, value):
    """The record with the value at a path such as "outcomes.A.rank" (numbers index lists)."""
    target = copy.deepcopy(target)
    *way, last = path.split(".")
    place = target
    for key in way:
        place = place[int(key)] if isinstance(place, list) else place[key]
    place[int(last) if isinstance(place, list) else last] = value
    return target


def test_the_schema_itself_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("good", [RECORD, OTHER], ids=["walk", "portfolio"])
def test_a_good_record_has_the_shape(good):
    assert list(misshapen(good)) == []
    LIBRARY.validate(good)


@pytest.mark.parametrize("path", SPOILED)
def test_each_departure_is_found_where_it_is_and_by_the_library_too(path):
    bad = put(RECORD, path, SPOILED[path])
    places = [place for place, _ in misshapen(bad)]
    assert any(place.startswith(path.split(".")[0]) for place in places), places
    assert not LIBRARY.is_valid(bad)


@pytest.mark.parametrize("key", sorted(RECORD))
def test_no_key_may_be_missing(key):
    bad = {name: value for name, value in RECORD.items() if name != key}
    assert (key, "is missing") in list(misshapen(bad))
    assert not LIBRARY.is_valid(bad)

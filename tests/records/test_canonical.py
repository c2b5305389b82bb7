"""Canonical bytes: one record, one sequence of bytes, and a hash over all that comes before it."""

import hashlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.money import decimal_text
from renkei.records.canonical import dump, is_canonical, load, own_hash

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text().filter(lambda key: key != "sha256"), VALUES, min_size=1, max_size=4))
def test_a_record_comes_back_as_it_was_with_its_hash(record):
    data = dump(record)
    assert load(data) == record | {"sha256": own_hash(data)}
    assert is_canonical(data)
    assert dump(load(data)) == data


def test_an_empty_record_is_refused():
    with pytest.raises(ValueError, match="nothing to be hashed"):
        dump({"sha256": "0"})


def test_the_order_of_keys_in_memory_does_not_matter():
    assert dump({"b": 1, "a": {"y": 1, "x": 2}}) == dump({"a": {"x": 2, "y": 1}, "b": 1})


def test_the_hash_stands_last_and_covers_everything_before_its_comma():
    data = dump({"zeta": 1, "call": "Énergie"})
    body, _, rest = data.rpartition(b",")
    assert body == '{"call":"Énergie","zeta":1'.encode()
    assert rest == b'"sha256":"' + hashlib.sha256(body).hexdigest().encode() + b'"}'


@pytest.mark.parametrize("value", [1.5, {"a": [2.0]}, {1: "x"}, {"a": (1,)}, {"a": Decimal(1)}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(ValueError, match=r"cannot hold|not text"):
        dump({"key": value})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"a":1,"a":2}', "stands twice"),
        (b'{"a":1.0}', "no floats"),
        (b'{"a":NaN}', "no floats"),
        (b"[1]", "not a JSON object"),
        (b"\xff", "utf-8"),
        (b"{", "Expecting"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_bytes_that_are_no_record_are_refused_with_the_ground(data, why):
    with pytest.raises(ValueError, match=why):
        load(data)


@pytest.mark.parametrize("change", [lambda d: d + b"\n", lambda d: d.replace(b":", b": ", 1), lambda d: b" " + d])
def test_other_bytes_of_the_same_record_are_not_canonical(change):
    assert not is_canonical(change(dump({"a": 1, "b": "x"})))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("14.000000", "14"),
        ("13.50", "13.5"),
        ("100", "100"),
        ("0.000", "0"),
        ("-0.0", "0"),
        ("1E+3", "1000"),
        ("-1.10", "-1.1"),
    ],
)
def test_decimals_have_no_exponent_and_no_trailing_zeros(value, text):
    assert decimal_text(Decimal(value)) == text

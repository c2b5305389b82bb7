"""programme.yaml: every wrong value at once, each with its line; numbers as printed."""

from datetime import date
from decimal import Decimal

import pytest

from renkei.programme.entries import Reading, entries_of_yaml
from renkei.programme.settings_file import settings_of
from renkei.settings import Reserve, Scale, Thresholds


def read(text):
    reading = Reading("programme.yaml")
    tree = entries_of_yaml(text if isinstance(text, bytes) else text.encode(), reading)
    return (settings_of(tree, reading) if tree else None), reading.defects


def only(text):
    _, (defect,) = read(text)
    return defect


def test_every_key_is_read():
    settings, defects = read("""\
name: "2025"
call: JTC 2025
made_up: yes
reporting_currency: EUR
scale: {min: 0, max: 15, best: high}
criteria: [Impact, Excellence]
thresholds: {total: 10.10, criteria: {Impact: 3}}
review: {per_application: 3}
selection:
  rule: best
  bands: [13.10, 0.1]
  binding: rank
  tie_criteria: [Impact, sme_share]
  tail: national
  reserve: {places: 5, until: 2026-01-31}
""")
    assert defects == []
    assert settings.name == "2025"
    assert settings.made_up is True
    assert settings.scale == Scale(Decimal(0), Decimal(15), "high")
    assert settings.thresholds == Thresholds(Decimal("10.1"), (("Impact", Decimal(3)),))
    assert [str(limit) for limit in settings.selection.bands] == ["13.10", "0.1"]
    assert settings.selection.reserve == Reserve(5, date(2026, 1, 31))
    assert (settings.selection.binding, settings.selection.tail) == ("rank", "national")


WRONG = [
    ("call: x", 0, "name", "a programme has a name"),
    ("name: x\nname: y", 2, "name", "a key stands once"),
    ("name: x\nselection: {rul: best}", 2, "selection.rul", "the key is known"),
    ("name: x\nselection: {limits: 3}", 2, "selection.limits", "the key is known"),
    ("name: x\nscale: {min: 0, max: 15, bets: low}", 2, "scale.bets", "the key is known"),
    ("name: x\nthresholds: {totl: 1}", 2, "thresholds.totl", "the key is known"),
    ("name: x\nselection:\n  reserve: {place: 1}", 3, "selection.reserve.place", "the key is known"),
    ("name: x\nselction: {rule: best}", 2, "selction", "the key is known"),
    ("name: x\nselection: {rule: bset}", 2, "selection.rule", "the cell holds one of: ranking, gaps, best, sum"),
    ("name: x\nselection: best", 2, "selection", "the key holds further keys"),
    ("name: [x]", 1, "name", "the key holds one value"),
    ("name: x\nreporting_currency: euro", 2, "reporting_currency", "a currency is a code of ISO 4217"),
    ("name: x\nscale: {min: 0}", 0, "scale.max", "a scale has a minimum and a maximum"),
    ("name: x\nscale: {min: 15, max: 0}", 2, "scale.max", "a scale's maximum is above its minimum"),
    ("name: x\nscale: {min: 0, max: '15,5'}", 2, "scale.max", "a number is digits with at most one decimal point"),
    ("name: x\ncriteria: [a, a]", 2, "criteria", "a criterion is named once"),
    (
        "name: x\nthresholds: {criteria: {Impact: 3}}",
        2,
        "thresholds.criteria.Impact",
        "a criterion is named under criteria:",
    ),
    (
        "name: x\nscale: {min: 0, max: 5}\nthresholds: {total: 6}",
        3,
        "thresholds.total",
        "a threshold lies in the scale",
    ),
    ("name: x\nselection: {bands: [11, 13]}", 2, "selection.bands", "limits stand best first, each once"),
    ("name: x\nselection: {bands: [11, 11.0]}", 2, "selection.bands", "limits stand best first, each once"),
    ("name: x\nselection: {bands: all}", 2, "selection.bands", "bands are each, column, or a list of limits"),
    (
        "name: x\nscale: {min: 0, max: 9}\nselection: {bands: [10]}",
        3,
        "selection.bands",
        "a band's limit lies in the scale",
    ),
    (
        "name: x\nselection: {tie_criteria: [luck]}",
        2,
        "selection.tie_criteria",
        "a tie criterion is one of criteria: or a built-in one",
    ),
    (
        "name: x\nselection: {reserve: {places: -1}}",
        2,
        "selection.reserve.places",
        "the number of places is a whole number, 0 or more",
    ),
    ("name: x\nselection: {reserve: {until: soon}}", 2, "selection.reserve.until", "a date is year-month-day"),
    ("name: x\nmade_up: perhaps", 2, "made_up", "the cell says yes or no"),
    ("name: x\na: &b {c: 1}\nd: *b", 2, "d", "settings use no aliases and little nesting"),
]


@pytest.mark.parametrize(("text", "line", "key", "rule"), WRONG)
def test_a_wrong_value_is_said_with_its_line_and_key(text, line, key, rule):
    defect = only(text)
    assert (defect.row, defect.column, defect.rule) == (line, key, rule)


def test_a_misspelt_key_is_told_the_nearest():
    assert only("name: x\nselection: {tie_critera: [sme_share]}").remedy == "write tie_criteria"


@pytest.mark.parametrize(
    "text", ["name: [x", "name: x\n\tcall: y", "a: b: c", "- one\n- two", "just text", b"name: \xff", b"\x00"]
)
def test_what_is_no_yaml_mapping_is_a_defect(text):
    _, defects = read(text)
    assert len(defects) == 1


def test_the_line_of_bad_yaml_is_named():
    assert only("name: x\ncall: y\nscale: {min: 0").row > 1


def test_nesting_without_end_is_a_defect_and_no_crash():
    _, defects = read("a: " + "[" * 1100 + "]" * 1100)
    assert defects


def test_where_low_is_best_limits_rise():
    settings, defects = read("name: x\nscale: {min: 1, max: 9, best: low}\nselection: {bands: [2, 3]}")
    assert (defects, settings.selection.bands) == ([], (Decimal(2), Decimal(3)))


def test_keys_of_other_commands_are_let_alone():
    assert read("name: x\nreview: {per_application: 3}\nmeetings: {tables: 4}\nremarks: any")[1] == []


def test_several_wrong_values_come_out_at_once():
    _, defects = read("scale: {min: a, max: 15}\nselection: {rule: x, tail: y}\nreporting_currency: z")
    assert len(defects) == 5

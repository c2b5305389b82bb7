"""`annexes.yaml`: read, written back, and all that does not hold said at once."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.annexes import Annex, Annexes, Graded
from renkei.programme import Folder, read_folder, write_folder
from renkei.programme.annex import KEYS
from renkei.programme.annexes_file import annexes_of
from renkei.programme.entries import Entry, Reading, entries_of_yaml
from renkei.programme.write import annexes_yaml
from renkei.settings import Settings

FULL = """\
call:
  title: the call's own rules
  organisations_at_least: 2
  countries_at_least: 2
  includes_countries: [JP]
  organisation_share: 70
  country_share: 70
  leads_at_most: 1
  count_self_funded: no
funders:
  JST:
    currency: JPY
    sizes: [sme, startup]
    countries: [JP]
    total_ceiling: 100000000
  ANR:
    currency: EUR
    rate: {university: 100, large: 30, sme: 45.5, else: 50}
    ceiling: {lead: 300000, else: 250000.50}
    floor: 15000
    costs:
      paid: [personnel, travel, subcontracting]
      at_most: {subcontracting: 50}
    organisations_at_most: 2
    share_of: amount
    includes: [sme]
    led_by: [university, institute]
    applications_at_most: 3
"""
EXPECTED = Annexes(
    Annex(
        title="the call's own rules",
        organisations_at_least=2,
        countries_at_least=2,
        includes_countries=("JP",),
        organisation_share=Decimal(70),
        country_share=Decimal(70),
        leads_at_most=1,
    ),
    {
        "JST": Annex(currency="JPY", sizes=("sme", "startup"), countries=("JP",), total_ceiling=100_000_000),
        "ANR": Annex(
            currency="EUR",
            rate=Graded(
                {"university": Decimal(100), "large": Decimal(30), "sme": Decimal("45.5"), "else": Decimal(50)}
            ),
            ceiling=Graded({"lead": 30_000_000, "else": 25_000_050}),
            floor=1_500_000,
            paid=("personnel", "travel", "subcontracting"),
            cost_shares=(("subcontracting", Decimal(50)),),
            organisations_at_most=2,
            share_of="amount",
            includes=("sme",),
            led_by=("university", "institute"),
            applications_at_most=3,
        ),
    },
)


def test_annexes_are_read_as_an_officer_writes_them(call):
    call.write("annexes.yaml", FULL)
    assert call.read().annexes == EXPECTED


@pytest.mark.parametrize(
    "annexes", [EXPECTED, Annexes(), Annexes(funders={"JST": Annex(rate=Graded({"else": Decimal(0)}))})]
)
def test_they_are_written_as_they_are_read(annexes, tmp_path: Path):
    home = tmp_path / "home"
    write_folder(Folder(Settings("a call"), {}, annexes=annexes), home)
    (home / "requests.csv").write_text("application_id,partner_id,amount,currency\n", encoding="utf-8")
    assert read_folder(home, "screen").annexes == annexes


def test_other_commands_leave_the_file_alone(call):
    call.write("annexes.yaml", "not: [valid")
    assert call.read("select").annexes is None


HEAD = "funders:\n  ANR:\n    currency: EUR\n"
TWO_OF_THREE = "call: {organisations_at_least: 3, organisations_at_most: 2}\n"
SPOILT = [
    ("calls: {}\nfunders: {}\n", "calls", "the key is known", "write call"),
    ("", "", "annexes state rules", "write call: and funders:"),
    ("- a list\n", "", "settings are keys and values", "write lines"),
    ("call: [2\n", "", "the file is valid YAML", "mend that line"),
    ("call: {leads_at_most: 1}\ncall: {leads_at_most: 2}\n", "call", "a key stands once", "delete one"),
    ("call: &a {title: x}\nfunders: {ANR: *a, JST: {title: *b}}\n", "", "the file is valid YAML", "mend that line"),
    ("call: two partners\n", "call", "the key holds further keys", "write its keys indented"),
    ("funders:\n  ANRR: {rate: 50}\n", "funders.ANRR", "an annex is a funder's or a pot's", "write ANR"),
    ("funders:\n  ANR: {currency: USD}\n", "funders.ANR.currency", "an annex is in the currency", "write EUR"),
    ("funders:\n  ANR: {currency: euro}\n", "funders.ANR.currency", "a code of ISO 4217", "write EUR"),
    ("funders:\n  ANR: {ceiling: 5}\n", "funders.ANR.ceiling", "with amounts has a currency", "write currency"),
    (HEAD + "    celing: 5\n", "funders.ANR.celing", "the key is known", "write ceiling"),
    (HEAD + "    paid: [travel]\n", "funders.ANR.paid", "the key is known", "write costs: paid"),
    (HEAD + "    count_self_funded: yes\n", "funders.ANR.count_self_funded", "the call's own", "under call:"),
    (HEAD + "    ceiling:\n", "funders.ANR.ceiling", "a key that is there has a value", "write it"),
    (HEAD + "    sizes: []\n", "funders.ANR.sizes", "a key that is there has a value", "write it"),
    (HEAD + "    ceiling: 500,000\n", "funders.ANR.ceiling", "digits", "write 500000"),
    (HEAD + "    ceiling: 0.001\n", "funders.ANR.ceiling", "EUR has 2 decimals", "round it"),
    (HEAD + "    floor: -1\n", "funders.ANR.floor", "0 or more", "without the minus"),
    (HEAD + "    floor: 10\n    ceiling: 9\n", "funders.ANR.floor", "not over a ceiling", "correct one"),
    (HEAD + "    floor: 10\n    total_ceiling: 0\n", "funders.ANR.floor", "not over a ceiling", "correct one"),
    (HEAD + "    rate: 50 %\n", "funders.ANR.rate", "a percentage is digits", "write 50"),
    (HEAD + "    rate: 0.5\n", "funders.ANR.rate", "half is 50", "write 50"),
    (HEAD + "    rate: 120\n", "funders.ANR.rate", "between 0 and 100", "from 0 to 100"),
    (HEAD + "    rate: {sme: 50, lead: 60}\n", "funders.ANR.rate", "every kind that may ask", "write large:"),
    (HEAD + "    rate: {smes: 50, else: 1}\n", "funders.ANR.rate.smes", "the key is known", "write sme"),
    (HEAD + "    rate: {sme: , else: 1}\n", "funders.ANR.rate.sme", "a key that is there has a value", "write it"),
    (HEAD + "    rate: [50]\n", "funders.ANR.rate", "the key holds one value", "not a list"),
    (HEAD + "    sizes: [sme, smes]\n", "funders.ANR.sizes", "the cell holds one of", "write sme"),
    (HEAD + "    sizes: [sme, sme]\n", "funders.ANR.sizes", "a list names each once", "delete the second sme"),
    (HEAD + "    countries: [Japan]\n", "funders.ANR.countries", "a code of ISO 3166", "write JP"),
    (HEAD + "    countries: [JP]\n    includes_countries: [CA]\n", "funders.ANR.includes_countries", "out CA", "CA"),
    (HEAD + "    sizes: [large]\n    includes: [sme]\n", "funders.ANR.includes", "leave out sme", "add sme"),
    (HEAD + "    sizes: [large]\n    led_by: [sme]\n", "funders.ANR.led_by", "leave out sme", "add sme"),
    (HEAD + "    costs: {payd: [a]}\n", "funders.ANR.costs.payd", "the key is known", "write paid"),
    (HEAD + "    costs: {paid: [fee], at_most: {fees: 9}}\n", "funders.ANR.costs.at_most.fees", "is paid", "write fee"),
    (HEAD + "    costs: {at_most: {travel: ten}}\n", "funders.ANR.costs.at_most.travel", "digits", "a plain number"),
    ("call: {organisations_at_least: two}\n", "call.organisations_at_least", "whole and 1 or more", "digits only"),
    ("call: {countries_at_least: 0}\n", "call.countries_at_least", "whole and 1 or more", "delete the key"),
    (TWO_OF_THREE, "call.organisations_at_most", "not under the least", "correct"),
    ("call: {country_share: 101}\n", "call.country_share", "between 0 and 100", "from 0 to 100"),
    ("call: {share_of: costs}\n", "call.share_of", "the cell holds one of: cost, amount", "write cost"),
    ("call: {count_self_funded: maybe}\n", "call.count_self_funded", "yes or no", "write yes or no"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "rule", "remedy"), SPOILT)
def test_what_does_not_hold_is_said_where_it_stands(call, text, column, rule, remedy):
    call.write("annexes.yaml", text)
    found = call.defects("check")
    assert [(one.file, one.column) for one in found] == [("annexes.yaml", column)]
    assert rule in found[0].rule
    assert remedy in found[0].remedy


def test_all_defects_of_annexes_tables_and_settings_come_in_one_report(call):
    lines = [text.removeprefix(HEAD) for text, *_ in SPOILT if text.startswith(HEAD)]
    keys = {line.split(":")[0].strip(): line for line in lines}
    call.write("annexes.yaml", HEAD + "".join(keys.values()) + "call: {country_share: 101, leads: 1}\n")
    call.change("requests", "5000000", "5,0")
    found = call.defects("check")
    assert {one.file for one in found} == {"annexes.yaml", "requests.csv"}
    assert len({one.column for one in found}) > len(keys)


def test_a_line_is_named(call):
    call.write("annexes.yaml", HEAD + "    rate: 120\n")
    assert call.defect().row == 4


def test_a_file_too_large_or_misnamed_or_not_a_file_is_refused(call):
    call.write("annexes.yaml", "call: {title: " + "x" * 200_000 + "}\n")
    assert call.defect().rule == "annexes are at most 200,000 bytes"
    (call.home / "annexes.yaml").unlink()
    call.write("Annexes.yml", "call: {}\n")
    assert (call.defect().file, call.defect().remedy) == ("Annexes.yml", "rename it to annexes.yaml")
    (call.home / "Annexes.yml").unlink()
    (call.home / "annexes.yaml").mkdir()
    assert call.defect().rule == "the annexes can be read"


def test_without_the_table_of_funders_an_annex_is_met_by_those_asked(call):
    call.write("annexes.yaml", "funders:\n  ANRR: {rate: 50}\n  OTHER: {rate: 50}\n")
    assert [one.remedy for one in call.defects("screen")] == ["write ANR"]


COSTS = "application_id,partner_id,category,amount,currency\nA1,P2,travel,100.00,EUR\n"
RULED = "funders:\n  ANR:\n    costs: {paid: [travel, personnel]}\n"


@pytest.mark.parametrize(
    ("old", "new", "column", "remedy"),
    [
        ("P2", "P9", "partner_id", "correct it, or add the partner to requests"),
        ("EUR", "USD", "currency", "convert them"),
        ("travel", "Travel", "category", "write travel"),
        ("100.00", "99.99", "amount", "correct a cost, or total_cost in requests"),
        ("100.00", "-1", "amount", "write 0 or more"),
    ],
)
def test_costs_by_category_agree_with_requests_and_annexes(call, old, new, column, remedy):
    call.write("annexes.yaml", RULED)
    call.change("requests", "amount,currency", "amount,currency,total_cost")
    call.change("requests", "200000.00,EUR", "200000.00,EUR,100.00")
    call.write(
        "requests.csv",
        (call.home / "requests.csv").read_text("utf-8").replace("JPY\n", "JPY,\n").replace("EUR\n", "EUR,\n"),
    )
    call.write("request_costs.csv", COSTS)
    assert call.read("screen").tables["request_costs"].height == 1
    call.change("request_costs", old, new)
    found = call.defects("screen")
    assert [(one.file, one.row, one.column) for one in found][:1] == [("request_costs.csv", 1, column)]
    assert any(one.remedy.startswith(remedy) for one in found)


def test_nobody_controls_itself(call):
    call.write("controls.csv", "controller_id,organisation_id\nO1,O2\nO3,O3\n")
    assert (call.defect().row, call.defect().column) == (2, "controller_id")


WORDS = [*KEYS, "costs", "paid", "at_most", "lead", "else", "sme", "large", "travel"]
VALUES = st.sampled_from(
    ["50", "0.5", "-1", "1e3", "JP", "sme", "EUR", "yes", "", "a: b", "x" * 60, "999999999999999999"]
)
TREES = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
)


@settings(max_examples=150, deadline=None)
@given(TREES, st.sampled_from(["call", "funders"]))
def test_any_tree_ends_in_annexes_or_in_defects_and_what_is_read_is_written_back_alike(tree, top):
    reading = Reading("annexes.yaml")
    found = annexes_of(entry({top: tree if top == "call" else {"ANR": tree}}), reading)
    if not reading.defects:
        again = Reading("annexes.yaml")
        written = entries_of_yaml(annexes_yaml(found), again)
        assert (annexes_of(written, again), again.defects) == (found, [])


def entry(tree):
    if isinstance(tree, dict):
        return Entry({key: entry(value) for key, value in tree.items()}, 1)
    return Entry([entry(value) for value in tree] if isinstance(tree, list) else tree, 1)


def test_no_funder_is_named_as_the_calls_own_rules_are(call):
    call.write("annexes.yaml", "funders:\n  call: {rate: 50}\n")
    assert call.defects("screen")[0].rule == "a funder is named otherwise than the call"


def test_a_value_that_two_funders_share_is_written_out_for_both():
    shared = Graded({"else": Decimal(50)})
    annexes = Annexes(Annex(), {"ANR": Annex(rate=shared), "JST": Annex(rate=shared)})
    reading = Reading("annexes.yaml")
    assert annexes_of(entries_of_yaml(annexes_yaml(annexes), reading), reading) == annexes
    assert reading.defects == []

"""Pots, contributions and top-ups that do not fit together are said, all in one report."""

import pytest

POTS = "pot_id,name,kind,currency,cap,share,gap_part\nNORD,Common,real,EUR,,,\nEU,Grant,top_up,EUR,1000.00,0.33,0.5\n"
CONTRIBUTIONS = "pot_id,funder_id,amount,currency\nNORD,JST,9000000,JPY\n"
FUNDERS = (
    "funder_id,name,currency,budget,confirmed_raise,pot,top_up_entitled\n"
    "JST,Japan Agency,JPY,9000000,,real,\nANR,French Agency,EUR,400000.00,,mixed,yes\n"
)
REQUESTS = (
    "application_id,partner_id,funder_id,pot_id,amount,currency\n"
    "A1,P1,JST,,5000000,JPY\nA1,P2,ANR,,200000.00,EUR\nA2,P1,,NORD,150000.50,EUR\n"
)


@pytest.fixture
def shared(call):
    for name, text in {"pots": POTS, "contributions": CONTRIBUTIONS, "funders": FUNDERS, "requests": REQUESTS}.items():
        call.write(f"{name}.csv", text)
    return call


def said(call):
    return [(d.file, d.row, d.column, d.rule) for d in call.defects()]


def test_a_call_with_a_real_pot_and_a_top_up_holds(shared):
    tables = shared.read("select").tables
    assert tables["pots"]["cap"].to_list() == [None, 100_000]
    assert tables["contributions"]["amount"].to_list() == [9_000_000]


ONE = {
    "without contributions": (
        "contributions",
        "NORD,JST,9000000,JPY\n",
        "",
        [
            ("funders.csv", 1, "pot", "a funder with a real pot contributes to one"),
            ("pots.csv", 1, "pot_id", "a real pot has contributions"),
        ],
    ),
    "unknown pot": ("requests", ",NORD,", ",NROD,", [("requests.csv", 3, "pot_id", "the identifier stands in pots")]),
    "unknown pot given to": (
        "contributions",
        "NORD",
        "NROD",
        [
            ("contributions.csv", 1, "pot_id", "the identifier stands in pots"),
            ("funders.csv", 1, "pot", "a funder with a real pot contributes to one"),
            ("pots.csv", 1, "pot_id", "a real pot has contributions"),
        ],
    ),
    "share over 1": ("pots", "0.33", "33", [("pots.csv", 2, "share", "a part of the whole is between 0 and 1")]),
    "gap part over 1": (
        "pots",
        ",0.5",
        ",1.5",
        [("pots.csv", 2, "gap_part", "a part of the whole is between 0 and 1")],
    ),
    "gap part below 0": ("pots", ",0.5", ",-0.5", [("pots.csv", 2, "gap_part", "the number is 0 or more")]),
    "no cap": ("pots", "1000.00", "", [("pots.csv", 2, "cap", "a top-up has its cap")]),
    "a cap on a real pot": (
        "pots",
        "real,EUR,",
        "real,EUR,5",
        [("pots.csv", 1, "cap", "a real pot is made of contributions alone")],
    ),
    "both funder and pot": (
        "requests",
        "A1,P2,ANR,",
        "A1,P2,ANR,NORD",
        [("requests.csv", 2, "pot_id", "a request names one of funder and pot")],
    ),
    "entitled and virtual": (
        "funders",
        "mixed,yes",
        "virtual,yes",
        [
            ("funders.csv", 2, "top_up_entitled", "an entitled funder has a mixed pot"),
            ("pots.csv", 2, "pot_id", "a top-up has a funder that is entitled to it"),
        ],
    ),
    "silent on its entitlement": (
        "funders",
        "mixed,yes",
        "mixed,",
        [
            ("funders.csv", 2, "top_up_entitled", "a funder with a mixed pot says whether it is entitled"),
            ("pots.csv", 2, "pot_id", "a top-up has a funder that is entitled to it"),
        ],
    ),
    "without a top-up": (
        "pots",
        "EU,Grant,top_up,EUR,1000.00,0.33,0.5\n",
        "",
        [("funders.csv", 2, "pot", "a mixed pot has a top-up")],
    ),
    "two top-ups": (
        "pots",
        "0.33,0.5\n",
        "0.33,0.5\nUS,,top_up,EUR,1,0.5,1\n",
        [("pots.csv", 3, "kind", "a call has one top-up at most")],
    ),
    "a request to the top-up": (
        "requests",
        ",NORD,",
        ",EU,",
        [("requests.csv", 3, "pot_id", "a request names a real pot")],
    ),
    "a contribution to the top-up": (
        "contributions",
        "9000000,JPY\n",
        "8000000,JPY\nEU,JST,1000000,JPY\n",
        [("contributions.csv", 2, "pot_id", "contributions make a real pot")],
    ),
    "a contribution of a virtual funder": (
        "contributions",
        "JPY\n",
        "JPY\nNORD,ANR,5.00,EUR\n",
        [("contributions.csv", 2, "funder_id", "who contributes to a real pot has a real pot")],
    ),
    "more than the budget": (
        "contributions",
        "9000000",
        "9000001",
        [("contributions.csv", 1, "amount", "a funder contributes no more than its budget")],
    ),
    "another currency than the pot's": (
        "requests",
        "150000.50,EUR",
        "150000,JPY",
        [("requests.csv", 3, "currency", "what is asked of a pot is in its currency")],
    ),
    "a pot named like a funder": (
        "pots",
        "EU,",
        "ANR,",
        [("pots.csv", 2, "pot_id", "a pot and a funder have different identifiers")],
    ),
    "no rate for a pot's currency": (
        "pots",
        "top_up,EUR",
        "top_up,SEK",
        [("rates.csv", 0, "currency", "every currency has a rate")],
    ),
}


@pytest.mark.parametrize("what", ONE)
def test_what_is_wrong_with_a_pot_is_said_with_its_row(shared, what):
    table, old, new, expected = ONE[what]
    shared.change(table, old, new)
    assert said(shared) == expected
    assert all(defect.remedy for defect in shared.defects())


def test_a_funder_of_several_pots_is_not_named_and_has_no_raise(shared):
    shared.change("pots", "NORD,Common,real,EUR,,,\n", "NORD,,real,EUR,,,\nSUD,,real,EUR,,,\n")
    shared.change("contributions", "9000000,JPY\n", "8000000,JPY\nSUD,JST,1000000,JPY\n")
    shared.change("funders", "9000000,,real", "9000000,5,real")
    assert said(shared) == [
        ("funders.csv", 1, "confirmed_raise", "a raise belongs to one pot"),
        ("requests.csv", 1, "funder_id", "a request names one payer"),
    ]


def test_all_defects_of_pots_come_in_one_report(shared):
    shared.change("pots", "0.33,0.5", "1.33,2")
    shared.change("requests", ",NORD,", ",NROD,")
    shared.change("contributions", "JST", "JTS")
    shared.change("funders", "mixed,yes", "mixed,")
    assert {(d.file, d.column) for d in shared.defects()} >= {
        ("pots.csv", "share"),
        ("pots.csv", "gap_part"),
        ("requests.csv", "pot_id"),
        ("contributions.csv", "funder_id"),
        ("funders.csv", "top_up_entitled"),
    }


def test_requests_to_pots_without_their_table_are_said_once(shared):
    shared.remove("pots.csv")
    assert ("pots.csv", 0, "", "the table is there") in said(shared)

"""The record's codes, in sentences."""

from xml.etree import ElementTree

import pytest

from renkei.reports.facts import read_facts
from renkei.reports.language import Language
from renkei.reports.sections.budget import effect, next_raise
from renkei.reports.sections.proof import bounds_table, options_table
from renkei.reports.sentences import following, rule, state, story, why

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def told(small):
    """The sentences about one application, whose reason has these keys."""

    def tell(sentences=story, language="en", ties=(), **reason):
        one = next(one for one, outcome in small.record["outcomes"].items() if outcome["outcome"] == "reserve")
        changed = small.record["outcomes"][one] | {"reason": {"kind": "short", "short": {}} | reason}
        outcomes = small.record["outcomes"] | {one: changed}
        decision = read_facts(*small.but(outcomes=outcomes, ties={"open": list(ties), "exact": True}).parts)
        found = sentences(decision.by_id[one], decision, Language(language, decision.whole))
        return found if isinstance(found, str) else " ".join(found)

    return tell


NOBODY = {"state": "exact", "leaves": [], "enters": [], "tied": []}
UNKNOWN = {"state": "not_computed", "raises": {}, "cost": None, "at_least": None}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ({"kind": "funded"}, "All the funders it asks can pay."),
        ({"short": {"F02": 8_000_000}}, f"Not enough money: F02 lacks CAD{SPACE}80,000."),
        ({"kind": "stopped", "at": "12.5"}, "The walk stopped above it, at score 12.5."),
        ({"kind": "lot"}, "Only the lot can decide."),
        ({"kind": "lost_lot"}, "Tied for the last places; the tie criteria or the lot chose others."),
        ({"kind": "adds_nothing"}, "Its score adds nothing over the threshold."),
        ({"kind": "not_eligible", "because": "withdrawn"}, "Withdrawn."),
        ({"kind": "not_eligible", "because": "below_threshold:a:b"}, "Misses the threshold for “a:b”."),
    ],
)
def test_each_kind_of_reason_is_one_sentence(told, reason, expected):
    assert told(why, **reason) == expected


def test_whom_it_is_ranked_above_is_named_and_counted(told, small):
    funded = [one for one, outcome in small.record["outcomes"].items() if outcome["outcome"] == "funded"]
    assert f"It is ranked above 1 funded application: {funded[0]}." in told(passed_over_for=funded[:1])
    assert f"above {len(funded)} funded applications: " in told(passed_over_for=funded)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "Forced in, it would push nobody out."),
        ({"leaves": ["A0001", "A0002"]}, "it would push out "),
        ({"enters": ["A0003"]}, "That would let in A0003."),
        ({"tied": ["A0003"]}, "The lot would then decide on A0003."),
        ({"state": "bounded"}, "a better one is not ruled out"),
        ({"state": "open"}, "could not be settled"),
        ({"state": "impossible"}, "more than its whole budget"),
        ({"state": "not_computed"}, "What it would displace was not computed."),
    ],
)
def test_what_it_would_displace_is_told_for_every_state(told, change, expected):
    assert expected in told(displaces=NOBODY | change, unlock=UNKNOWN)


@pytest.mark.parametrize(
    ("unlock", "expected"),
    [
        (
            {"state": "exact", "raises": {"F00": 500}, "cost": 500, "at_least": 500},
            f"The smallest raise that lets it in and keeps all that are funded: F00 EUR{SPACE}5.00.",
        ),
        (
            {"state": "upper", "raises": {"F01": 325, "F02": 302}, "cost": 402, "at_least": 400},
            f"F01 JPY{SPACE}325 and F02 CAD{SPACE}3 (EUR{SPACE}4.02 in all); a smaller one may do, "
            f"but at least EUR{SPACE}4.00 is needed.",
        ),
        ({"state": "upper", "raises": {"F00": 5}, "cost": 5, "at_least": None}, "a smaller one may do."),
        ({"state": "none", "raises": {}, "cost": None, "at_least": None}, "No raise that the funders may give"),
        ({"state": "open", "raises": {}, "cost": None, "at_least": 7}, f"at least EUR{SPACE}0.07 is needed"),
        ({"state": "open", "raises": {}, "cost": None, "at_least": None}, "could not be settled."),
        (UNKNOWN, "was not computed."),
    ],
)
def test_the_raise_that_lets_it_in_is_told_for_every_state(told, unlock, expected):
    assert expected in told(displaces=NOBODY, unlock=unlock)


def test_while_a_tie_is_open_the_reruns_depend_on_the_draw(told):
    assert "depends on the draw" in told(ties=["A0001"], displaces=NOBODY | {"state": "not_computed"}, unlock=UNKNOWN)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"state": "exact", "raise": 500, "at_least": 500}, f"EUR{SPACE}5.00"),
        ({"state": "upper", "raise": 500, "at_least": 400}, f"at most EUR{SPACE}5.00 (at least EUR{SPACE}4.00)"),
        ({"state": "upper", "raise": 500, "at_least": None}, f"at most EUR{SPACE}5.00"),
        ({"state": "none", "raise": None, "at_least": None}, "none would"),
        ({"state": "open", "raise": None, "at_least": 300}, f"not settled (at least EUR{SPACE}3.00)"),
        ({"state": "open", "raise": None, "at_least": None}, "not settled"),
        ({"state": "not_computed", "raise": None, "at_least": None}, "not computed"),
    ],
)
def test_the_next_raise_is_told_for_every_state(small, found, expected):
    sides = {"enters": ["A0001"], "leaves": ["A0002", "A0003"], "tied": []}
    raises = small.record["next_raises"] | {"F00": found | sides}
    decision = read_facts(*small.but(next_raises=raises).parts)
    say = Language("en", decision.whole)
    assert next_raise(decision.funder["F00"], decision, say) == expected
    assert effect(decision.funder["F00"], say) == "in: A0001; out: A0002 and A0003"


LEVEL = {"level": "band", "band": 2, "sense": "max", "unit": "applications", "per": 1, "scale": 1, "multipliers": {}}
SURE = LEVEL | {"band": 1, "value": 8, "claimed": 8, "certified": 9}
UNSURE = LEVEL | {"value": 6, "claimed": 8, "certified": 11}
POINTS = LEVEL | {"level": "total", "band": None, "unit": "points", "per": 10, "value": 1915, "claimed": 1915}
MONEY = LEVEL | {"level": "money", "band": None, "unit": "minor units", "value": 123456, "claimed": 123456}


@pytest.fixture
def best(small):
    levels = [SURE, UNSURE, POINTS | {"certified": 2045}, MONEY | {"certified": 100000}]
    return small.but(rule="best", steps=[], bounds=levels, state="within", stopped="work")


def test_a_result_within_a_bound_says_by_how_much_at_the_first_level_that_is_not_met(best):
    decision = read_facts(*best.parts)
    expected = "Not proven complete: within 2 applications of the best possible (Most applications of band 2)."
    assert state(decision, Language("en")) == [expected, "The search stopped at its limit of work."]
    assert following(decision, Language("en")).startswith("Run again with a higher limit")


def test_the_bounds_are_told_in_their_own_units(best):
    decision = read_facts(*best.parts)
    rows = [list(row.cells) for row in bounds_table(decision, Language("en")).rows]
    assert rows[1] == ["Most applications of band 2", "6 applications", "8 applications", "11 applications", "no"]
    assert rows[2][:4] == ["Highest total of scores", "191.5 points", "191.5 points", "204.5 points"]
    assert rows[3][1] == f"EUR{SPACE}1,234.56"
    ElementTree.tostring(best.page())


@pytest.mark.parametrize("name", ["ranking", "gaps", "best", "sum"])
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_every_rule_is_told_in_one_sentence_in_every_language(small, name, language):
    decision = read_facts(*small.but(rule=name).parts)
    assert len(rule(decision, Language(language))) > 30


def test_a_ranking_that_goes_on_with_national_money_says_so(small):
    options = small.record["options"] | {"tail": "national"}
    decision = read_facts(*small.but(rule="ranking", options=options).parts)
    assert "national money only" in rule(decision, Language("en"))


def test_the_settings_that_decided_are_listed_in_words(small):
    options = small.record["options"] | {"bands": ["13", "11.5"], "work": 5000}
    rows = dict(row.cells for row in options_table(read_facts(*small.but(options=options).parts), Language("en")).rows)
    assert rows["Bands"] == "limits 13 / 11.5"
    assert rows["Threshold, excellence"] == "3"
    assert rows["Scale"] == "0 to 15, highest is best"
    assert rows["Limit of work"] == "5,000"
    assert rows["Reserve list valid until"] == "31 Dec 2026"


def test_the_value_drawn_and_the_options_of_the_command_are_remarked(small):
    case = small.but(draw={"value": "4711", "order": []}, overrides=["bands", "rule"])
    text = " ".join(case.page().find(".//section[@id='headline']").itertext())
    assert "The lot was drawn: 4711." in text
    assert "different from the published settings: bands and rule." in text


@pytest.mark.parametrize("cause", ["work", "seconds", "interrupted"])
def test_a_complete_decision_whose_reasons_were_cut_short_is_not_said_to_be_short_itself(small, cause):
    decision = read_facts(*small.but(state="complete", stopped=cause).parts)
    said = state(decision, Language("en", decision.whole))
    assert said[-1].startswith("Not all reasons were computed: ")
    assert "replayed" not in " ".join(said)


def test_where_nothing_is_funded_nobody_is_asked_to_confirm(small):
    outcomes = {
        one: row | {"outcome": "reserve" if row["outcome"] == "funded" else row["outcome"]}
        for one, row in small.record["outcomes"].items()
    }
    decision = read_facts(*small.but(outcomes=outcomes, ties={"open": [], "exact": True}).parts)
    assert "confirms" not in following(decision, Language("en", decision.whole))

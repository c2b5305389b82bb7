"""Each rule on a partner: at, under and over its limit, and where a fact is not known."""

from fractions import Fraction

import pytest

from renkei.engines.screening import Amount, Count, Elsewhere, Share, Words
from tests.engines.screening.making import annex, graded, of_call, of_funder, partner, said, self_funded

HALF = annex(rate=graded(others=50))


@pytest.mark.parametrize(
    ("amount", "cost", "expected"),
    [
        (100, 200, "pass"),  # the limit itself
        (101, 200, "fail"),
        (100, 201, "pass"),
        (101, 201, "fail"),  # 100.5 are allowed
        (0, 0, "pass"),
        (1, 0, "fail"),  # without any cost nothing may be asked
        (0, None, "pass"),  # nothing is never too much
        (1, None, "doubt"),
        (None, 200, "doubt"),
        (None, None, "doubt"),
    ],
)
def test_a_rate_is_of_the_partners_cost_and_its_limit_passes(amount, cost, expected):
    assert said(of_funder(HALF, partner(amount=amount, total_cost=cost))) == expected


def test_a_rate_that_is_too_high_is_told_exactly():
    (verdict,) = of_funder(HALF, partner(amount=620, total_cost=1000))
    assert (verdict.figure, verdict.limit) == (Share(Fraction(62, 100)), Share(Fraction(1, 2)))
    assert verdict.remedy.values == {"amount": Amount(500, "EUR")}


@pytest.mark.parametrize(
    ("size", "amount", "expected"),
    [
        ("sme", 120, "pass"),
        ("sme", 121, "fail"),
        ("large", 80, "pass"),
        ("large", 81, "fail"),
        (None, 80, "pass"),
        (None, 81, "doubt"),
        (None, 120, "doubt"),
        (None, 121, "fail"),  # over the rate of every size
    ],
)
def test_an_unknown_size_is_a_doubt_only_where_it_matters(size, amount, expected):
    rules = annex(rate=graded(sme=60, others=40))
    assert said(of_funder(rules, partner(amount=amount, size=size))) == expected


def test_a_doubt_names_what_is_not_known():
    (verdict,) = of_funder(
        annex(rate=graded(sme=60, lead=70, others=40)), partner(size=None, role=None, total_cost=None)
    )
    assert verdict.unknown == ("total_cost", "size", "role")


@pytest.mark.parametrize(
    ("amount", "role", "expected"),
    [(300, "lead", "pass"), (301, "lead", "fail"), (250, "partner", "pass"), (251, "partner", "fail")],
)
def test_a_ceiling_may_be_higher_for_the_lead(amount, role, expected):
    assert said(of_funder(annex(ceiling=graded(lead=300, others=250)), partner(amount=amount, role=role))) == expected


def test_a_ceiling_in_another_currency_is_compared_at_the_calls_rates_without_rounding():
    rules = annex(ceiling=graded(others=1))  # a cent: JPY 1.6
    assert said(of_funder(rules, partner(amount=1, currency="JPY"))) == "pass"
    assert said(of_funder(rules, partner(amount=2, currency="JPY"))) == "fail"
    assert of_funder(rules, partner(amount=2, currency="KRW"))[0].unknown == ("rates",)
    assert said(of_funder(rules, partner(amount=0, currency="KRW"))) == "pass"


@pytest.mark.parametrize(("amount", "expected"), [(49, "fail"), (50, "pass"), (0, "fail"), (None, "doubt")])
def test_a_floor_is_the_smallest_request(amount, expected):
    assert said(of_funder(annex(floor=50), partner(amount=amount))) == expected


@pytest.mark.parametrize(
    ("rules", "facts", "expected"),
    [
        ({"sizes": ("sme", "startup")}, {"size": "sme"}, "pass"),
        ({"sizes": ("sme", "startup")}, {"size": "large"}, "fail"),
        ({"sizes": ("sme", "startup")}, {"size": None}, "doubt"),
        ({"countries": ("JP",)}, {"country": "JP"}, "pass"),
        ({"countries": ("JP",)}, {"country": "CA"}, "fail"),
        ({"countries": ("JP",)}, {"country": None}, "doubt"),
    ],
)
def test_who_may_ask(rules, facts, expected):
    assert said(of_funder(annex(**rules), partner(**facts))) == expected


PAID = {"paid": ("personnel", "travel")}


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        ({"personnel": 150, "travel": 50}, "pass"),
        ({"personnel": 150, "patents": 50}, "fail"),
        ({"personnel": 200, "patents": 0}, "pass"),
        ({}, "pass"),
        (None, "doubt"),
    ],
)
def test_costs_stand_in_categories_that_are_paid(costs, expected):
    assert said(of_funder(annex(**PAID), partner(costs=costs))) == expected


def test_the_costs_to_take_out_are_named_and_taking_them_out_does_not_move_the_rate():
    rules = annex(**PAID, rate=graded(others=50))
    before = of_funder(rules, partner(amount=80, costs={"personnel": 150, "patents": 50}))
    after = of_funder(rules, partner(amount=80, total_cost=150, costs={"personnel": 150}))
    costs = next(one for one in before if one.rule == "costs")
    assert costs.remedy.values == {"amount": Amount(50, "EUR"), "categories": Words("categories", ("patents",))}
    assert [one.verdict for one in before] == ["fail", "fail"]
    assert [one.verdict for one in after] == ["fail", "pass"]
    rates = [next(one.figure for one in found if one.rule == "rate") for found in (before, after)]
    assert rates == [Share(Fraction(80, 150))] * 2


def test_without_a_breakdown_the_rate_fails_only_where_it_is_over_for_the_whole_cost():
    rules = annex(**PAID, rate=graded(others=50))
    assert [one.verdict for one in of_funder(rules, partner(amount=101, costs=None))] == ["fail", "doubt"]
    assert [one.verdict for one in of_funder(rules, partner(amount=100, costs=None))] == ["doubt", "doubt"]


@pytest.mark.parametrize(("spent", "expected"), [(60, "pass"), (61, "fail"), (0, "pass")])
def test_a_category_has_its_largest_share(spent, expected):
    rules = annex(cost_shares=(("subcontracting", 30),))
    costs = {"subcontracting": spent, "personnel": 200 - spent}
    assert said(of_funder(rules, partner(costs=costs))) == expected


def test_what_to_shift_out_of_a_category_is_computed():
    rules = annex(cost_shares=(("subcontracting", 30),))
    (verdict,) = of_funder(rules, partner(total_cost=201, costs={"subcontracting": 100, "personnel": 101}))
    assert (verdict.item, verdict.remedy.values) == ("subcontracting", {"amount": Amount(40, "EUR")})  # 60.3 are left


def test_a_category_without_any_cost_beside_it_is_told_by_its_amount():
    (verdict,) = of_funder(annex(cost_shares=(("travel", 30),)), partner(total_cost=0, costs={"travel": 5}))
    assert (verdict.verdict, verdict.figure) == ("fail", Amount(5, "EUR"))


def test_an_organisation_asks_in_so_many_applications_at_most():
    elsewhere = Elsewhere(asks={("F", "O-P1"): ("A1", "A2", "A3")})
    rules = annex(applications_at_most=2)
    (verdict,) = of_funder(rules, partner(), application="A2", elsewhere=elsewhere)
    assert (verdict.verdict, verdict.figure, verdict.limit) == ("fail", Count(3), Count(2))
    assert verdict.remedy.values == {"others": Words("ids", ("A1", "A3")), "surplus": Count(1)}
    assert said(of_funder(annex(applications_at_most=3), partner(), application="A2", elsewhere=elsewhere)) == "pass"
    assert said(of_funder(rules, partner(organisation_id=None))) == "doubt"


def test_who_pays_for_itself_is_under_no_rule_on_partners():
    rules = annex(sizes=("sme",), countries=("JP",), rate=graded(others=0), floor=50, count_self_funded=True, **PAID)
    assert of_call(rules, self_funded("P2", size="large", country="US")) == ()
    assert of_funder(rules, self_funded("P2", payer="F")) == ()


def test_an_annex_is_about_its_own_requests():
    assert of_funder(HALF, partner(amount=200, payer="G")) == ()

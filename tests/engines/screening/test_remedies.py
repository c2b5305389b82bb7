"""Remedies of amounts: following them passes, and one minor unit more fails again."""

from dataclasses import replace
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from renkei.annexes import Annex, Graded
from renkei.engines.screening import Amount, Count, Partner
from tests.engines.screening.making import annex, by_rule, graded, of_funder, partner

AMOUNT_RULES = ("rate", "ceiling", "floor", "total_ceiling")


def test_the_worked_sentence_a_rate_of_62_percent_over_50():
    rules = annex(currency="CAD", rate=graded(others=50))
    (verdict,) = of_funder(rules, partner(amount=50_840_000, total_cost=82_000_000, currency="CAD"))
    assert verdict.remedy.values == {"amount": Amount(41_000_000, "CAD")}
    assert not verdict.remedy.together


def test_where_rate_and_ceiling_are_both_over_each_remedy_keeps_to_both_and_says_so():
    rules = annex(rate=graded(others=50), ceiling=graded(others=90))
    found = by_rule(of_funder(rules, partner(amount=120, total_cost=200)))
    assert found["rate", "P1"].remedy.values == {"amount": Amount(90, "EUR")}
    assert found["rate", "P1"].remedy.together
    assert found["ceiling", "P1"].remedy.values == {"amount": Amount(90, "EUR")}
    assert not found["ceiling", "P1"].remedy.together  # it is what the ceiling alone allows


def test_the_ceiling_of_the_whole_cuts_in_proportion_to_what_the_partners_may_ask():
    rules = annex(rate=graded(others=50), total_ceiling=120)
    found = by_rule(of_funder(rules, partner("P1", 120), partner("P2", 80)))  # 100 and 80 by the rate
    total = found["total_ceiling", ""].remedy
    assert total.amounts == {"P1": Amount(66, "EUR"), "P2": Amount(54, "EUR")}
    assert (total.together, total.values) == (True, {"surplus": Amount(80, "EUR")})
    assert found["rate", "P1"].remedy.values == {"amount": Amount(66, "EUR")}


def test_a_request_below_the_floor_is_raised_and_the_others_make_room():
    rules = annex(floor=30, total_ceiling=100)
    found = by_rule(of_funder(rules, partner("P1", 80), partner("P2", 10)))
    assert found["floor", "P2"].remedy.kind == "raise"
    assert found["floor", "P2"].remedy.amounts == {"P1": Amount(70, "EUR"), "P2": Amount(30, "EUR")}


def test_where_the_floor_is_over_what_the_rate_allows_the_cost_that_would_do_is_told():
    rules = annex(rate=graded(others=30), floor=100)
    found = by_rule(of_funder(rules, partner(amount=80, total_cost=200)))
    for rule in ("rate", "floor"):
        assert found[rule, "P1"].remedy.kind == "cost"
        assert found[rule, "P1"].remedy.values == {"cost": Amount(334, "EUR"), "amount": Amount(100, "EUR")}


def test_more_partners_than_the_floor_leaves_room_for_are_counted():
    rules = annex(floor=40, total_ceiling=100)
    found = by_rule(of_funder(rules, *(partner(f"P{at}", 40) for at in range(3))))
    assert found["total_ceiling", ""].remedy.kind == "fewer_partners"
    assert found["total_ceiling", ""].remedy.values == {"most": Count(2)}


def test_a_funder_that_pays_nothing_for_a_kind_has_no_amount_to_offer():
    (verdict,) = of_funder(annex(rate=graded(sme=0, others=50)), partner())
    assert verdict.remedy.kind == "leave_out"


def test_under_a_ceiling_of_nothing_there_is_neither_an_amount_nor_a_cost_to_offer():
    rules = annex(rate=graded(others=50), ceiling=graded(others=0))
    for cost in (0, 200):
        found = of_funder(rules, partner(amount=1, total_cost=cost))
        assert {one.remedy.kind for one in found if one.verdict == "fail"} == {"leave_out"}


def test_where_costs_are_too_small_for_the_floor_the_ceiling_of_the_whole_has_room_all_the_same():
    rules = annex(rate=graded(others=50), floor=10, total_ceiling=50)
    found = by_rule(of_funder(rules, partner(amount=60, total_cost=10)))
    assert found["rate", "P1"].remedy.kind == "cost"
    assert found["total_ceiling", ""].remedy.kind == "lower_total"


small = st.integers(0, 60)


@st.composite
def annexes(draw: st.DrawFn) -> Annex:
    rate = st.sampled_from([Graded({"else": 50}), Graded({"sme": 70, "lead": 100, "else": 33}), None])
    ceiling = st.none() | st.builds(lambda one, two: Graded({"large": one, "else": two}), small, small)
    paid = draw(st.sampled_from([(), ("personnel",)]))
    return annex(
        rate=draw(rate), ceiling=draw(ceiling), floor=draw(st.none() | st.integers(1, 9)),
        total_ceiling=draw(st.none() | st.integers(0, 90)), paid=paid,
    )  # fmt: skip


@st.composite
def partners(draw: st.DrawFn) -> list[Partner]:
    found = []
    for at in range(draw(st.integers(1, 4))):
        personnel, patents = draw(small), draw(st.integers(0, 9))
        found.append(
            partner(
                f"P{at}",
                draw(small),
                total_cost=personnel + patents,
                costs={"personnel": personnel, "patents": patents},
                size=draw(st.sampled_from(["sme", "large"])),
            )
        )
    return found


def failing(rules: Annex, asking: list[Partner]) -> set[tuple[str, str]]:
    verdicts = of_funder(rules, *asking)
    return {(one.rule, one.partner_id) for one in verdicts if one.rule in AMOUNT_RULES and one.verdict == "fail"}


def followed(rules: Annex, asking: list[Partner]) -> dict[str, int]:
    """Partner → the amount that the remedies tell it, the same in all of them."""
    told: dict[str, int] = {}
    for one in of_funder(rules, *asking):
        if one.rule in AMOUNT_RULES and one.verdict == "fail":
            for name, amount in one.remedy.amounts.items():
                assert told.setdefault(name, amount.minor) == amount.minor
    return told


@given(annexes(), partners())
def test_following_all_remedies_passes_and_one_minor_unit_more_fails_again(rules, asking):
    assume(failing(rules, asking))
    remedies = [one.remedy.kind for one in of_funder(rules, *asking) if one.rule in AMOUNT_RULES and one.remedy]
    assume(set(remedies) <= {"lower", "raise", "lower_total"})
    told = followed(rules, asking)
    after = [replace(one, amount=told.get(one.partner_id, one.amount)) for one in asking]
    assert failing(rules, after) == set()
    for at, (before, one) in enumerate(zip(asking, after, strict=True)):
        if one.amount < before.amount:
            assert failing(rules, [*after[:at], replace(one, amount=one.amount + 1), *after[at + 1 :]])
        if one.amount > before.amount:
            assert ("floor", one.partner_id) in failing(rules, [replace(one, amount=one.amount - 1)])


@given(annexes(), partners())
def test_where_nothing_passes_the_cost_told_does_and_one_minor_unit_less_does_not(rules, asking):
    for one in asking:
        remedies = [found.remedy for found in of_funder(replace(rules, total_ceiling=None), one) if found.remedy]
        costs = [remedy.values for remedy in remedies if remedy.kind == "cost"]
        if not costs:
            continue
        (values,) = {frozenset(value.items()) for value in costs}
        told = dict(values)
        unpaid = one.costs["patents"] if rules.paid else 0
        for cost, expected in ((told["cost"].minor, set()), (told["cost"].minor - 1, {("rate", one.partner_id)})):
            other = replace(one, amount=told["amount"].minor, total_cost=cost, costs={"patents": unpaid})
            assert failing(replace(rules, total_ceiling=None), [other]) == expected


@given(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.integers(0, 60), st.data())
def test_across_currencies_the_cut_keeps_to_the_ceiling_and_wastes_less_than_a_unit_each(amounts, most, data):
    worth = {"EUR": 1, "CAD": 1.5, "USD": 1.1}
    asking = [
        partner(f"P{at}", amount, currency=data.draw(st.sampled_from(list(worth)))) for at, amount in enumerate(amounts)
    ]
    rules = annex(total_ceiling=most)
    assume(failing(rules, asking))
    told = followed(rules, asking)
    after = [replace(one, amount=told.get(one.partner_id, one.amount)) for one in asking]
    assert failing(rules, after) == set()
    assert sum(one.amount / worth[one.currency] for one in after) > most - len(asking) - 1e-9


@pytest.mark.parametrize("size", ["sme", "large"])
def test_a_request_of_unknown_size_is_lowered_to_what_passes_whatever_it_is(size):
    rules = annex(rate=graded(sme=60, others=40))
    (verdict,) = of_funder(rules, partner(amount=121, size=None))
    lowered = partner(amount=verdict.remedy.values["amount"].minor, size=size)
    assert failing(rules, [lowered]) == set()
    assert verdict.remedy.values["amount"].minor == floor(0.4 * 200)

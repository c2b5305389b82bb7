"""No organisation and no country over its share: at, under and over it, and what to shift."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.engines.screening import Amount, Share, Words
from tests.engines.screening.making import annex, of_call, of_funder, partner, said, self_funded

SEVENTY = annex(organisation_share=70)


def costing(*costs: int | None, **facts: object):
    return [partner(f"P{at}", total_cost=cost, **facts) for at, cost in enumerate(costs)]


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        ((70, 30), "pass"),
        ((71, 29), "fail"),
        ((1, 0), "fail"),
        ((0, 0), "pass"),  # nothing to share
        ((70, None), "doubt"),
    ],
)
def test_no_organisation_has_more_than_its_share_of_the_costs(costs, expected):
    assert said(of_call(SEVENTY, *costing(*costs))) == expected


def test_an_organisation_may_be_several_partners():
    partners = costing(40, 40, 20)
    assert said(of_call(SEVENTY, *partners)) == "pass"
    assert said(of_call(SEVENTY, *(replace(one, organisation_id="A") for one in partners[:2]), partners[2])) == "fail"


def test_a_share_may_be_of_what_is_asked():
    partners = [partner("P1", 80, total_cost=100), partner("P2", 20, total_cost=100)]
    assert said(of_call(SEVENTY, *partners)) == "pass"
    assert said(of_call(annex(organisation_share=70, share_of="amount"), *partners)) == "fail"


def test_a_share_of_what_one_funder_is_asked_is_of_its_part():
    partners = [partner("P1", total_cost=80), partner("P2", total_cost=20), partner("P3", total_cost=500, payer="G")]
    assert said(of_funder(SEVENTY, *partners)) == "fail"


def test_self_funded_partners_share_the_costs_only_where_the_call_counts_them():
    partners = [partner("P1", total_cost=70), self_funded("P2", total_cost=30)]
    assert said(of_call(SEVENTY, *partners)) == "fail"
    assert said(of_call(annex(organisation_share=70, count_self_funded=True), *partners)) == "pass"


def test_costs_in_several_currencies_are_compared_at_the_calls_rates():
    partners = [partner("P1", total_cost=7000, country="DE"), partner("P2", total_cost=4800, currency="JPY")]
    assert said(of_call(annex(country_share=70), *partners)) == "pass"  # JPY 4,800 are EUR 30
    partners[0] = replace(partners[0], total_cost=7001)
    (verdict,) = of_call(annex(country_share=70), *partners)
    assert (verdict.verdict, verdict.figure.part) == ("fail", Fraction(7001, 10001))
    strange = replace(partners[0], currency="KRW")
    assert of_call(annex(country_share=70), strange, partners[1])[0].unknown == ("rates",)


@pytest.mark.parametrize(
    ("costs", "names", "expected"),
    [
        ((40, 30, 30), ("A", "B", None), "pass"),  # the third would be A's: 70
        ((41, 30, 29), ("A", "B", None), "pass"),
        ((41, 29, 30), ("A", "B", None), "doubt"),
        ((71, 0, 29), ("A", "B", None), "fail"),
        ((20, 0, 80), ("A", "B", None), "fail"),  # whosever it is
        ((30, 0, 70), ("A", "B", None), "doubt"),
        ((30, 20, 50), (None, None, "A"), "doubt"),
    ],
)
def test_a_partner_without_organisation_may_be_anybodys(costs, names, expected):
    partners = [replace(one, organisation_id=name) for one, name in zip(costing(*costs), names, strict=True)]
    assert said(of_call(SEVENTY, *partners)) == expected


def test_the_remedy_says_what_to_shift_and_what_is_the_most_beside_the_others():
    (verdict,) = of_call(SEVENTY, *costing(900, 100))
    assert verdict.figure == Share(Fraction(9, 10))
    assert verdict.remedy.kind == "shift_cost_to_others.or_lower"
    assert verdict.remedy.values == {
        "over": Words("ids", ("O-P0",)),
        "shift": Amount(200, "EUR"),
        "most": Amount(233, "EUR"),  # 233 of 333 are under 70 %, 234 of 334 over
    }


def test_who_is_alone_can_only_shift():
    (verdict,) = of_call(SEVENTY, *costing(900))
    assert verdict.remedy.kind == "shift_cost_to_others"
    assert verdict.remedy.values["shift"] == Amount(270, "EUR")


def test_several_over_a_small_share_shift_each():
    (verdict,) = of_call(
        annex(country_share=40),
        *(replace(one, country=c) for one, c in zip(costing(45, 45, 10), ("JP", "CA", "FR"), strict=True)),
    )
    assert verdict.remedy.kind == "shift_cost_to_others.each"
    assert verdict.remedy.amounts == {"CA": Amount(5, "EUR"), "JP": Amount(5, "EUR")}


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4), st.integers(1, 99))
def test_shifting_or_lowering_as_told_passes_and_one_unit_less_does_not(costs, most):
    rules = annex(organisation_share=most)
    partners = costing(*costs)
    (verdict,) = of_call(rules, *partners)
    if verdict.verdict == "pass" or len(verdict.remedy.values["over"].words) > 1:
        return
    (name,) = verdict.remedy.values["over"].words
    big = next(one for one in partners if one.organisation_id == name)
    rest = [one for one in partners if one is not big]
    shift = verdict.remedy.values["shift"].minor

    def shifted(by: int) -> str:
        """Shared out among strangers, a unit each, so that nobody else comes over the share."""
        others = [partner(f"N{at}", total_cost=1) for at in range(by)]
        found = of_call(rules, replace(big, total_cost=big.total_cost - by), *rest, *others)[0]
        if found.verdict == "fail" and name not in found.remedy.values["over"].words:
            return "fails for others"  # a share so small that a single unit is over it
        return found.verdict

    assert shifted(shift) in ("pass", "fails for others")
    assert shifted(shift - 1) == "fail"
    if "most" in verdict.remedy.values:
        largest = verdict.remedy.values["most"].minor
        over = [
            name in (found.remedy.values["over"].words if found.remedy else ())
            for found in (of_call(rules, replace(big, total_cost=cost), *rest)[0] for cost in (largest, largest + 1))
        ]
        assert over == [False, True]

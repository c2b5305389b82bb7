"""A second reading of each rule, straight from its sentence in decision 17, agrees on small calls.

It knows nothing of bounds and intervals. An unknown fact is tried with every value that matters: where all of them
pass, the rule passes; where none does, it fails; else it is in doubt.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.annexes import Annex, Graded
from renkei.engines.screening import Independence, Partner
from tests.engines.screening.making import annex, of_call, of_funder, partner

SIZES = ("large", "sme", "other")
COUNTRIES = ("JP", "CA", "FR")
OWNERS = ("A", "B", "C")
CONTROLS = [("A", "B"), ("TOP", "C")]
FACTS = {  # what a rule's sentence speaks of
    "sizes": ("size",),
    "includes": ("size",),
    "countries": ("country",),
    "countries_at_least": ("country",),
    "includes_countries": ("country",),
    "country_share": ("country", "amount", "total_cost"),
    "organisation_share": ("organisation_id", "amount", "total_cost"),
    "organisations_at_least": ("organisation_id",),
    "organisations_at_most": ("organisation_id",),
    "rate": ("size", "amount", "total_cost"),
    "ceiling": ("size", "amount"),
    "floor": ("amount",),
    "total_ceiling": ("amount",),
    "costs": ("total_cost",),
}


def limit(graded: Graded, one: Partner) -> int | None:
    if "lead" in graded.of and one.role == "lead":
        return graded.of["lead"]
    return graded.of.get(one.size, graded.of.get("else"))


def eligible(rules: Annex, one: Partner) -> int:
    outside = sum(cost for category, cost in (one.costs or {}).items() if rules.paid and category not in rules.paid)
    return one.total_cost - outside


def met(rule: str, item: str, rules: Annex, asking: list[Partner], one: Partner | None) -> bool:
    """Whether the rule holds when everything is known; `asking` are those that count."""
    match rule:
        case "rate":
            return Fraction(one.amount) <= Fraction(limit(rules.rate, one), 100) * eligible(rules, one)
        case "ceiling":
            return one.amount <= limit(rules.ceiling, one)
        case "floor":
            return one.amount >= rules.floor
        case "sizes":
            return one.size in rules.sizes
        case "countries":
            return one.country in rules.countries
        case "costs" if item:
            share = dict(rules.cost_shares)[item]
            return one.costs.get(item, 0) * 100 <= share * eligible(rules, one)
        case "costs":
            return eligible(rules, one) == one.total_cost
        case "total_ceiling":
            return sum(each.amount for each in asking) <= rules.total_ceiling
        case "organisations_at_least":
            return len(independent(asking)) >= rules.organisations_at_least
        case "organisations_at_most":
            return len(independent(asking)) <= rules.organisations_at_most
        case "countries_at_least":
            return len({each.country for each in asking}) >= rules.countries_at_least
        case "includes":
            return any(each.size in rules.includes for each in asking)
        case "includes_countries":
            return set(rules.includes_countries) <= {each.country for each in asking}
        case "organisation_share":
            return within(rules.organisation_share, rules, asking, "organisation_id")
        case "country_share":
            return within(rules.country_share, rules, asking, "country")
    raise AssertionError(rule)


def independent(asking: list[Partner]) -> set[str]:
    return {"A" if each.organisation_id == "B" else each.organisation_id for each in asking}


def within(most: int, rules: Annex, asking: list[Partner], whose: str) -> bool:
    worth = [each.total_cost if rules.share_of == "cost" else each.amount for each in asking]
    names = [getattr(each, whose) for each in asking]
    by_name = [sum(w for w, n in zip(worth, names, strict=True) if n == name) for name in names]
    return all(own * 100 <= most * sum(worth) for own in by_name)


def known(one: Partner, facts: tuple[str, ...]) -> Iterator[Partner]:
    """The partner with every unknown fact of these filled in, in each way that may matter."""
    choices: dict[str, list[Any]] = {
        "size": list(SIZES) if one.size is None else [one.size],
        "country": [*COUNTRIES, f"new {one.partner_id}"] if one.country is None else [one.country],
        "organisation_id": [*OWNERS, f"new {one.partner_id}"] if one.organisation_id is None else [one.organisation_id],
        "total_cost": [0, 10_000] if one.total_cost is None else [one.total_cost],
        "amount": [0, 10_000] if one.amount is None else [one.amount],
    }
    for values in product(*(choices[fact] for fact in facts)):
        yield replace(one, **dict(zip(facts, values, strict=True)))


def expected(rule: str, item: str, rules: Annex, asking: list[Partner], name: str) -> str:
    found = set()
    for filled in product(*(list(known(one, FACTS[rule])) for one in asking)):
        one = next((each for each in filled if each.partner_id == name), None)
        found.add(met(rule, item, rules, list(filled), one))
    return "doubt" if len(found) > 1 else "pass" if found == {True} else "fail"


amounts = st.integers(0, 12)
RATES = [Graded(of) for of in ({"else": 50}, {"large": 30, "else": 60}, {"lead": 99, "else": 9})]
rules = st.builds(
    annex,
    rate=st.sampled_from([None, *RATES]),
    ceiling=st.sampled_from([None, Graded({"else": 6}), Graded({"sme": 4, "else": 8})]),
    floor=st.sampled_from([None, 2]),
    sizes=st.sampled_from([(), ("sme",), ("sme", "large")]),
    countries=st.sampled_from([(), ("JP",)]),
    paid=st.sampled_from([(), ("a",)]),
    cost_shares=st.sampled_from([(), (("a", 50),)]),
    total_ceiling=st.none() | st.integers(0, 25),
    organisations_at_least=st.sampled_from([None, 2, 3]),
    organisations_at_most=st.sampled_from([None, 1, 2]),
    countries_at_least=st.sampled_from([None, 2]),
    organisation_share=st.sampled_from([None, 40, 70]),
    country_share=st.sampled_from([None, 70]),
    share_of=st.sampled_from(["cost", "amount"]),
    includes=st.sampled_from([(), ("sme",)]),
    includes_countries=st.sampled_from([(), ("JP", "CA")]),
)  # fmt: skip


def asking_of(*, unknown: bool) -> st.SearchStrategy[list[Partner]]:
    def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.none() | values if unknown else values

    @st.composite
    def one(draw: st.DrawFn, at: int) -> Partner:
        a, b = draw(amounts), draw(st.integers(0, 3))
        return partner(
            f"P{at}",
            draw(amounts),
            total_cost=a + b,
            costs={"a": a, "b": b},
            size=draw(maybe(st.sampled_from(SIZES))),
            country=draw(maybe(st.sampled_from(COUNTRIES))),
            organisation_id=draw(maybe(st.sampled_from(OWNERS))),
        )

    return (
        st.integers(1, 2 if unknown else 4)
        .flatmap(lambda number: st.tuples(*(one(at) for at in range(number))))
        .map(list)
    )


def agree(stated: Annex, asking: list[Partner]) -> None:
    joined = Independence.of(CONTROLS)
    for verdicts in (of_call(stated, *asking, independence=joined), of_funder(stated, *asking, independence=joined)):
        told = {(one.rule, one.item, one.partner_id): one.verdict for one in verdicts}
        assert told == {(rule, item, name): expected(rule, item, stated, asking, name) for rule, item, name in told}


@settings(max_examples=300)
@given(rules, asking_of(unknown=False))
def test_where_everything_is_known_both_readings_agree(stated, asking):
    agree(stated, asking)


@settings(max_examples=150)
@given(rules, asking_of(unknown=True))
def test_a_doubt_is_where_an_unknown_fact_can_turn_the_verdict_and_nowhere_else(stated, asking):
    agree(stated, asking)


@settings(max_examples=100)
@given(rules, asking_of(unknown=False), st.data())
def test_unknown_amounts_and_costs_are_a_doubt_only_where_they_matter(stated, asking, data):
    stated = replace(stated, organisation_share=None, country_share=None, paid=(), cost_shares=())
    one = data.draw(st.sampled_from(asking))
    fact = data.draw(st.sampled_from(["amount", "total_cost"]))
    agree(stated, [replace(each, **{fact: None}) if each is one else each for each in asking])

"""Each rule on an application as a whole: at, under and over its limit, and where a fact is not known."""

import pytest

from renkei.engines.screening import Amount, Count, Elsewhere, Independence, Words
from tests.engines.screening.making import annex, of_call, of_funder, partner, said, self_funded

TWO = annex(organisations_at_least=2)


@pytest.mark.parametrize(
    ("organisations", "expected"),
    [
        (("A", "B"), "pass"),
        (("A", "A"), "fail"),
        (("A",), "fail"),
        (("A", None), "doubt"),  # it may be A again
        ((None, None), "doubt"),
        ((None,), "fail"),  # one partner is at most one
        (("A", "B", None), "pass"),
    ],
)
def test_independent_organisations_are_counted_once_each(organisations, expected):
    partners = [partner(f"P{at}", organisation_id=one) for at, one in enumerate(organisations)]
    assert said(of_call(TWO, *partners)) == expected


def test_organisations_that_one_controls_count_once_though_it_takes_no_part():
    partners = [partner("P1", organisation_id="A"), partner("P2", organisation_id="B")]
    assert said(of_call(TWO, *partners)) == "pass"
    assert said(of_call(TWO, *partners, independence=Independence.of([("TOP", "A"), ("TOP", "B")]))) == "fail"
    chain = Independence.of([("A", "M"), ("M", "N"), ("N", "B"), ("C", "D")])
    assert said(of_call(TWO, *partners, independence=chain)) == "fail"
    assert said(of_call(TWO, partners[0], partner("P3", organisation_id="C"), independence=chain)) == "pass"


def test_how_many_are_missing_is_told():
    (verdict,) = of_call(annex(organisations_at_least=4), partner("P1"), partner("P2"))
    assert (verdict.figure, verdict.remedy.values) == (Count(2), {"missing": Count(2)})


def test_self_funded_partners_do_not_count_unless_the_call_says_so():
    partners = [partner("P1"), self_funded("P2", country="CA")]
    for rules in ({"organisations_at_least": 2}, {"countries_at_least": 2}, {"includes_countries": ("CA",)}):
        assert said(of_call(annex(**rules), *partners)) == "fail"
        assert said(of_call(annex(**rules, count_self_funded=True), *partners)) == "pass"


def test_who_asks_nobody_yet_may_still_count():
    open_one = partner("P2", None, payer=None, self_funded=None, country="CA")
    (verdict,) = of_call(TWO, partner("P1"), open_one)
    assert (verdict.verdict, verdict.unknown) == ("doubt", ("funder_id",))
    assert said(of_call(annex(organisations_at_least=3), partner("P1"), open_one)) == "fail"
    assert said(of_call(annex(countries_at_least=2), partner("P1"), open_one)) == "doubt"
    assert said(of_call(annex(includes_countries=("CA",)), partner("P1"), open_one)) == "doubt"


@pytest.mark.parametrize(("number", "expected"), [(2, "pass"), (3, "fail")])
def test_there_may_be_too_many_organisations(number, expected):
    found = of_funder(annex(organisations_at_most=2), *(partner(f"P{at}") for at in range(number)))
    assert said(found) == expected
    if expected == "fail":
        assert found[0].remedy.values == {"surplus": Count(1)}


@pytest.mark.parametrize(
    ("countries", "expected"),
    [(("JP", "CA"), "pass"), (("JP", "JP"), "fail"), (("JP", None), "doubt"), ((None, None), "doubt")],
)
def test_countries_are_counted_once_each(countries, expected):
    partners = [partner(f"P{at}", country=one) for at, one in enumerate(countries)]
    assert said(of_call(annex(countries_at_least=2), *partners)) == expected


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [(("large", "sme"), "pass"), (("large", "large"), "fail"), (("large", None), "doubt"), ((None, "sme"), "pass")],
)
def test_one_of_a_kind_is_there(sizes, expected):
    partners = [partner(f"P{at}", size=one) for at, one in enumerate(sizes)]
    assert said(of_funder(annex(includes=("sme", "startup")), *partners)) == expected


@pytest.mark.parametrize(
    ("countries", "expected"),
    [(("JP", "CA"), "pass"), (("JP",), "fail"), (("JP", None), "doubt"), ((None,), "fail"), ((None, None), "doubt")],
)
def test_every_country_that_must_be_there_is(countries, expected):
    partners = [partner(f"P{at}", country=one) for at, one in enumerate(countries)]
    assert said(of_call(annex(includes_countries=("JP", "CA")), *partners)) == expected


def test_the_countries_missing_are_named():
    (verdict,) = of_call(annex(includes_countries=("JP", "CA", "FR")), partner(country="CA"))
    assert verdict.remedy.values == {"missing": Words("countries", ("JP", "FR"))}


@pytest.mark.parametrize(("second", "expected"), [(100, "pass"), (101, "fail"), (None, "doubt")])
def test_requests_together_have_a_ceiling(second, expected):
    found = of_funder(annex(total_ceiling=200), partner("P1"), partner("P2", second))
    assert said(found) == expected


def test_an_unknown_request_is_no_doubt_where_the_others_are_over_already():
    assert said(of_funder(annex(total_ceiling=99), partner("P1"), partner("P2", None))) == "fail"


def test_several_currencies_are_added_up_at_the_calls_rates():
    rules = annex(total_ceiling=300)
    rest = [partner("P2", 150, currency="CAD", payer="G")]  # CAD 1.50 are EUR 1.00
    assert said(of_call(rules, partner("P1", 200), *rest)) == "pass"
    (verdict,) = of_call(rules, partner("P1", 201), *rest)
    assert (verdict.verdict, verdict.figure) == ("fail", Amount(301, "EUR"))
    assert said(of_call(rules, partner("P1", 1, currency="KRW"))) == "doubt"


@pytest.mark.parametrize(
    ("sizes", "roles", "expected"),
    [
        (("sme", "university"), ("lead", "partner"), "pass"),
        (("university", "sme"), ("lead", "partner"), "fail"),
        ((None, "sme"), ("lead", "partner"), "doubt"),
        (("sme", "university"), (None, None), "doubt"),
        (("sme", "large"), (None, None), "pass"),  # whoever leads
        (("institute", "university"), (None, None), "fail"),
        (("sme",), ("partner",), "doubt"),  # nobody leads
    ],
)
def test_the_application_is_led_by_a_kind(sizes, roles, expected):
    facts = zip(sizes, roles, strict=True)
    partners = [partner(f"P{at}", size=size, role=role) for at, (size, role) in enumerate(facts)]
    assert said(of_call(annex(led_by=("large", "sme")), *partners)) == expected


def test_a_self_funded_partner_may_lead():
    assert (
        said(of_call(annex(led_by=("sme",)), self_funded("P2", role="lead"), partner("P1", role="partner"))) == "pass"
    )


@pytest.mark.parametrize(
    ("marks", "sizes", "expected"),
    [
        ((None,), ("sme",), "pass"),  # the only one
        ((None,), ("university",), "fail"),
        ((None, None), ("sme", "university"), "doubt"),
        ((True, None), ("sme", "university"), "pass"),
        ((False, None), ("sme", "university"), "fail"),  # the other one, then
        ((False, False), ("sme", "sme"), "doubt"),
    ],
)
def test_a_funders_part_is_led_by_its_own_leader_where_the_lead_asks_others(marks, sizes, expected):
    facts = enumerate(zip(marks, sizes, strict=True))
    partners = [partner(f"N{at}", role="partner", leads_part=mark, size=size) for at, (mark, size) in facts]
    lead = partner("P1", payer="G", size="university")
    assert said(of_funder(annex(led_by=("sme",)), lead, *partners)) == expected


def test_an_organisation_leads_so_many_applications_at_most():
    elsewhere = Elsewhere(leads={("", "O-P1"): ("A1", "A7"), ("", "O-P2"): ("A1", "A3", "A4")})
    rules = annex(leads_at_most=1)
    (verdict,) = of_call(rules, partner("P1"), partner("P2"), application="A1", elsewhere=elsewhere)
    assert (verdict.figure, verdict.remedy.values["others"]) == (Count(2), Words("ids", ("A7",)))
    assert said(of_call(rules, partner("P3", role="lead"), application="A1", elsewhere=elsewhere)) == "pass"
    assert said(of_call(rules, partner("P3", role=None))) == "doubt"
    assert said(of_call(rules, partner("P1", organisation_id=None))) == "doubt"

"""Verdicts in words: what was found and what to change, in each language."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.engines.screening import Elsewhere, Verdict, percent_text
from renkei.reports.catalogues import LANGUAGES, catalogue
from renkei.reports.language import Language
from renkei.reports.screening import finding, remedy, sentence
from tests.engines.screening.making import annex, graded, of_call, of_funder, partner, self_funded

EN = Language("en")


def told(verdicts: tuple[Verdict, ...], rule: str, code: str = "en") -> str:
    one = next(one for one in verdicts if one.rule == rule)
    return sentence(one, Language(code)).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def failing() -> list[Verdict]:
    """A verdict for each rule, and for each kind of remedy, that there is."""
    elsewhere = Elsewhere({("", "O-P1"): ("A2",)}, {("F", "O-P1"): ("A2", "A3")})
    money = {"total_cost": 200, "costs": {"a": 150, "b": 50}}
    large, free = partner(size="large", country="US", **money), self_funded("P9", total_cost=None)
    half, small = annex(rate=graded(others=50)), annex(country_share=40, organisation_share=70, share_of="amount")
    calls = [
        of_call(annex(leads_at_most=1, organisations_at_least=3, countries_at_least=2), large, elsewhere=elsewhere),
        of_call(annex(organisation_share=70), partner("P1", total_cost=800), partner("P2", total_cost=100)),
        of_call(annex(organisation_share=40), *(partner(f"P{cost}", total_cost=cost) for cost in (46, 45, 9))),
        of_call(annex(country_share=70, count_self_funded=True), large, free),
        of_call(small, partner("P1"), partner("P2", 10)),
        of_call(annex(organisation_share=40, share_of="amount"), partner("P1"), partner("P2", 90)),
        of_call(annex(organisations_at_least=2), partner(), partner("P2", None, payer=None, self_funded=None)),
        of_call(
            annex(organisation_share=40, share_of="amount"), *(partner(f"P{asked}", asked) for asked in (46, 45, 9))
        ),
        of_call(annex(organisations_at_least=2), *(partner(name, organisation_id=None) for name in ("P1", "P2"))),
        of_call(annex(countries_at_least=2), *(partner(name, country=None) for name in ("P1", "P2"))),
        of_call(annex(leads_at_most=1), partner(role=None)),
        of_call(annex(paid=("a",), floor=9), partner(amount=None)),
        of_call(annex(country_share=10), partner(currency="JPY"), partner("P2")),
        of_funder(annex(sizes=("sme",), countries=("JP",), includes=("sme",), led_by=("sme",)), large),
        of_funder(annex(includes_countries=("JP", "CA"), applications_at_most=1), large, elsewhere=elsewhere),
        of_funder(annex(paid=("a",), cost_shares=(("a", 30),)), large),
        of_funder(annex(cost_shares=(("a", 30),)), partner(total_cost=0, costs={"a": 5})),
        of_funder(half, partner(amount=101)),
        of_funder(half, partner(amount=5, total_cost=0)),
        of_funder(half, partner(amount=5, total_cost=None, size=None)),
        of_funder(annex(rate=graded(sme=0, others=9)), partner()),
        of_funder(annex(ceiling=graded(others=90), rate=graded(others=10), floor=9), partner()),
        of_funder(annex(ceiling=graded(others=90)), partner(currency="KRW")),
        of_funder(annex(floor=30, total_ceiling=100), partner("P1", 80), partner("P2", 10)),
        of_funder(annex(floor=60, total_ceiling=100), partner("P1", 80), partner("P2", 60)),
        of_funder(annex(total_ceiling=100, organisations_at_most=1), partner("P1", 80), partner("P2", 60)),
        of_funder(annex(led_by=("sme",)), partner("P2"), partner("P3", size=None, role=None)),
    ]
    return [one for verdicts in calls for one in verdicts]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_verdict_has_a_sentence_in_every_language(code):
    for one in failing():
        line = sentence(one, Language(code))
        assert line
        assert not re.search(r"[{}]|None|\bfalse\b", line)
        assert bool(remedy(one, Language(code))) == (one.verdict != "pass")


def test_no_sentence_of_the_catalogue_is_idle():
    words = {key for key in catalogue("en") if re.match(r"screening\.(fail|remedy|fact)\.", key)}
    found = failing()
    spoken = {f"screening.remedy.{one.remedy.kind}" for one in found if one.remedy}
    spoken |= {f"screening.fact.{fact}" for one in found for fact in one.unknown}
    spoken |= {key for key in words if key.startswith("screening.fail.") and any(_says(key, one) for one in found)}
    assert words - spoken == set()


def _says(key: str, verdict: Verdict) -> bool:
    if verdict.verdict != "fail":
        return False
    pattern = re.escape(catalogue("en")[key]).replace(r"\{", "{").replace(r"\}", "}")
    return re.fullmatch(re.sub(r"{\w+}", ".+", pattern), finding(verdict, EN)) is not None


def test_the_sentences_of_the_guide():
    rules = annex(currency="CAD", rate=graded(others=50), ceiling=graded(others=50_000_000))
    asked = partner(amount=50_840_000, total_cost=82_000_000, currency="CAD")
    found = of_funder(rules, asked)
    assert told(found, "rate") == "rate 62% is over the 50% of F: lower the request to CAD 410,000"
    assert told(found, "rate", "fr") == "le taux de 62 % dépasse les 50 % de F : ramener la demande à 410 000 CAD"
    assert told(found, "rate", "ja") == "補助率62%はFの上限50%を超えています。要望額をCAD 410,000に下げてください"
    assert told(found, "ceiling") == (
        "CAD 508,400 is over the CAD 500,000 of F: lower the request to CAD 410,000, "
        "which keeps to all amount rules of F together"
    )


def test_one_and_many_are_told_apart():
    (one,) = of_call(annex(organisations_at_least=2), partner())
    (many,) = of_call(annex(organisations_at_least=3), partner())
    assert remedy(one, EN) == "bring in 1 more independent organisation"
    assert remedy(many, EN) == "bring in 2 more independent organisations"


def test_a_share_hardly_over_its_limit_is_printed_over_it():
    found = of_funder(annex(rate=graded(others=50)), partner(amount=50_001, total_cost=100_000))
    assert told(found, "rate").startswith("rate 50.001% is over the 50% of F")


shares = st.builds(Fraction, st.integers(0, 3_000), st.integers(1, 2_000))


@given(shares, st.builds(Fraction, st.integers(0, 1_000), st.just(1_000)))
def test_a_printed_share_lies_on_its_side_of_the_limit_and_is_as_short_as_that_allows(part, limit):
    text = percent_text(part, limit)
    shown = Fraction(text)
    assert (shown > 100 * limit, shown < 100 * limit) == (part > limit, part < limit)
    places = len(text.partition(".")[2])
    assert abs(shown - 100 * part) <= Fraction(1, 2 * 10**places)

"""Whatever partners say and leave open, there is a verdict, and a sentence for it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.annexes import Annex, Annexes, Graded
from renkei.engines.screening import Partner, screen_application
from renkei.reports.language import Language
from renkei.reports.screening import sentence
from renkei.tables import SIZES
from tests.engines.screening.making import EXCHANGE

amounts = st.integers(0, 40) | st.just(10**15)
costs = st.dictionaries(st.sampled_from(["a", "b", "c"]), amounts, max_size=3)
some = st.lists(st.sampled_from(SIZES), unique=True, max_size=3).map(tuple)
places = st.lists(st.sampled_from(["JP", "CA", "FR"]), unique=True, max_size=2).map(tuple)
graded = st.dictionaries(st.sampled_from(["lead", "else", *SIZES]), st.integers(0, 100), min_size=1).map(Graded)
number = st.none() | st.integers(1, 3)
percent = st.none() | st.integers(0, 100)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


annexes = st.builds(
    Annex,
    currency=st.sampled_from(["EUR", "JPY"]), sizes=some, countries=places, rate=maybe(graded), ceiling=maybe(graded),
    floor=number, paid=st.sampled_from([(), ("a", "b")]), cost_shares=st.sampled_from([(), (("a", 30), ("b", 0))]),
    total_ceiling=maybe(amounts), organisations_at_least=number, organisations_at_most=number,
    countries_at_least=number, organisation_share=percent, country_share=percent,
    share_of=st.sampled_from(["cost", "amount"]), includes=some, includes_countries=places, led_by=some,
    leads_at_most=number, applications_at_most=number, count_self_funded=st.booleans(),
)  # fmt: skip
partners = st.builds(
    Partner,
    st.sampled_from(["P1", "P2", "P3", "P4"]),
    maybe(st.sampled_from(["F", "G"])),
    maybe(amounts),
    st.sampled_from(["EUR", "JPY", "KRW"]),
    maybe(amounts),
    maybe(costs),
    maybe(st.sampled_from(["A", "B"])),
    maybe(st.sampled_from(["JP", "CA"])),
    maybe(st.sampled_from(SIZES)),
    maybe(st.sampled_from(["lead", "partner"])),
    maybe(st.booleans()),
    maybe(st.booleans()),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(partners, max_size=4, unique_by=lambda one: one.partner_id), annexes, annexes)
def test_there_is_always_a_verdict_and_a_sentence(asking, of_call, of_funder):
    found = screen_application(asking, Annexes(of_call, {"F": of_funder}), exchange=EXCHANGE)
    assert len({(one.scope, one.partner_id, one.rule, one.item) for one in found}) == len(found)
    for one in found:
        assert (one.verdict == "pass") == (one.remedy is None)
        assert (one.verdict == "doubt") == bool(one.unknown)
        assert one.limit is not None
        assert all(sentence(one, Language(code)) for code in ("en", "fr", "ja"))

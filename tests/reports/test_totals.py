"""Sums over several currencies."""

from decimal import Decimal

from renkei.reports.facts import read_facts
from renkei.reports.totals import Money, Rate, Rates

RATES = Rates("EUR", {"JPY": Rate(Decimal("162.5"))})


def test_each_amount_is_converted_and_rounded_by_itself():
    assert RATES.total([Money(1, "JPY"), Money(1, "JPY")]) == (Money(2, "EUR"),)
    assert RATES.converted(Money(2, "JPY")) == Money(1, "EUR")


def test_without_a_rate_there_is_a_sum_for_each_currency():
    amounts = [Money(5, "USD"), Money(1, "EUR"), Money(2, "USD")]
    assert RATES.total(amounts) == (Money(1, "EUR"), Money(7, "USD"))


def test_without_a_reporting_currency_nothing_is_converted():
    assert Rates("", {}).total([Money(5, "USD")]) == (Money(5, "USD"),)
    assert Rates("", {}).total([]) == ()


def test_money_committed_is_the_requests_of_the_funded_as_the_record_bounds_it(small):
    decision = read_facts(*small.parts)
    requests = small.tables["requests"].rows(named=True)
    funded = {one for one, outcome in small.record["outcomes"].items() if outcome["outcome"] == "funded"}
    amounts = (Money(row["amount"], row["currency"]) for row in requests if row["application_id"] in funded)
    assert decision.totals.committed == decision.rates.total(amounts)


def test_decimals_are_printed_for_a_currency_as_soon_as_one_amount_needs_them():
    assert RATES.whole([("JPY", 5), ("EUR", 500)]) == {"JPY"}
    assert Rates("EUR", {}).whole([("EUR", 500)]) == {"EUR"}
    assert Rates("EUR", {}).whole([("EUR", 500), ("EUR", 501)]) == set()

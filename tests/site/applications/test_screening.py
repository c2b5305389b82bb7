"""What the rules say of an application that is being written."""

from renkei.engines.screening import Elsewhere
from renkei.site.applications.screening import verdicts_of
from renkei.site.calls.annexes import kept_from
from renkei.site.calls.models import Call


def partner(place: int, country: str, currency: str, amount: int) -> dict:
    organisation = {"name": country, "id": country, "ror": "", "country": country, "size": "sme"}
    asked = {"funder": currency, "amount": amount, "currency": currency, "total_cost": amount, "costs": {}}
    request = {**asked, "self_funded": False}
    return {"partner": place, "role": "partner", "organisation": organisation, "request": request}


def said(yen: int, rates: list[dict[str, str]]) -> set[str]:
    """The verdicts on EUR 100 beside so many yen, where no country has more than 70 %."""
    call = Call(reporting_currency="EUR", rules=kept_from("country_share: 70", of_call=True), tables={"rates": rates})
    facts = {
        "application": {"number": "X-1"},
        "partners": [partner(1, "FR", "EUR", 100_00), partner(2, "JP", "JPY", yen)],
    }
    return {one.verdict for one in verdicts_of(facts, call, [], Elsewhere())}


def test_a_share_over_several_currencies_is_reckoned_at_the_rates_of_the_call():
    rates = [{"currency": "JPY", "rate": "160"}]
    assert said(16_000, rates) == {"pass"}
    assert said(160_000, rates) == {"fail"}


def test_without_a_rate_a_share_over_several_currencies_stays_in_doubt():
    assert said(16_000, []) == {"doubt"}

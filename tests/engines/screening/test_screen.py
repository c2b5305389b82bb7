"""A whole call from its frames: who is screened, whose rules, how fast."""

from decimal import Decimal
from time import process_time

import polars as pl
import pytest

from renkei.annexes import Annexes, Graded
from renkei.engines.screening import Screening, Share, partners_of, screen, screen_application
from renkei.tables import APPLICATIONS, CONTROLS, RATES, REQUEST_COSTS, REQUESTS, Table
from tests.engines.screening.making import EXCHANGE, annex, graded, partner

HALF = annex(rate=graded(others=50))


def frame(table: Table, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame([dict.fromkeys(table.names) | row for row in rows], schema=table.schema)


def request(application: str, name: str = "P1", **facts: object) -> dict[str, object]:
    usual = {"application_id": application, "partner_id": name, "organisation_id": f"O-{name}", "funder_id": "F"}
    return usual | {"amount": 100, "currency": "EUR", "total_cost": 200, "role": "lead"} | facts


def applications(*ids: str, **status: str) -> pl.DataFrame:
    return frame(APPLICATIONS, *({"application_id": one, "title": one, "status": status.get(one)} for one in ids))


def verdicts(found: Screening) -> dict[tuple[str, str, str], str]:
    return {(name, one.rule, one.partner_id): one.verdict for name, all_of in found.verdicts.items() for one in all_of}


def test_every_application_is_screened_but_those_withdrawn_or_excluded():
    asked = frame(REQUESTS, *(request(one) for one in "ABCDE"))
    status = {"B": "withdrawn", "C": "excluded", "D": "ineligible", "E": "eligible"}
    found = screen(applications(*"ABCDE", **status), asked, Annexes(funders={"F": HALF}))
    assert list(found.verdicts) == ["A", "D", "E"]
    assert found.left_out == ("B", "C")


def test_an_organisation_that_leads_two_fails_in_both_and_a_withdrawn_one_does_not_count():
    asked = frame(REQUESTS, *(request(one) for one in "ABC"))
    rules = Annexes(call=annex(leads_at_most=1))
    assert set(verdicts(screen(applications(*"ABC", C="withdrawn"), asked, rules)).values()) == {"fail"}
    found = screen(applications(*"ABC", B="withdrawn", C="excluded"), asked, rules)
    assert verdicts(found) == {("A", "leads_at_most", ""): "pass"}


def test_a_funders_limit_on_applications_is_on_those_that_ask_it():
    asked = frame(REQUESTS, request("A"), request("B"), request("C", funder_id="G"), request("D", role="partner"))
    found = screen(applications(*"ABCD"), asked, Annexes(funders={"F": annex(applications_at_most=2, leads_at_most=2)}))
    often = {(one, "applications_at_most", "P1"): "fail" for one in "ABD"}
    leads = {(one, "leads_at_most", ""): "pass" for one in "AB"} | {("D", "leads_at_most", ""): "doubt"}
    assert verdicts(found) == often | leads


def test_who_asks_a_pot_is_under_the_pots_annex():
    asked = frame(REQUESTS, request("A", funder_id=None, pot_id="POT", amount=101))
    assert verdicts(screen(applications("A"), asked, Annexes(funders={"POT": HALF}))) == {("A", "rate", "P1"): "fail"}


def test_funders_without_an_annex_are_named():
    asked = frame(
        REQUESTS, request("A"), request("A", "P2", funder_id="G"), request("A", "P3", funder_id=None, self_funded=True)
    )
    assert screen(applications("A"), asked, Annexes(funders={"G": HALF})).without_annex == ("F",)


def test_rates_controls_and_costs_come_from_their_tables():
    asked = frame(REQUESTS, request("A"), request("A", "P2", currency="JPY", amount=0, total_cost=480))
    rates = frame(RATES, {"currency": "JPY", "rate": Decimal(160)})
    controls = frame(CONTROLS, {"controller_id": "O-P1", "organisation_id": "O-P2"})
    row = {"application_id": "A", "partner_id": "P1", "category": "travel", "amount": 200, "currency": "EUR"}
    rules = annex(organisation_share=40, organisations_at_least=2, paid=("travel",))
    found = screen(applications("A"), asked, Annexes(call=rules), rates, controls, frame(REQUEST_COSTS, row), "EUR")
    assert found.verdicts["A"][1].figure == Share(Decimal(3) / 5)
    assert verdicts(found) == {
        ("A", "organisations_at_least", ""): "fail",
        ("A", "organisation_share", ""): "fail",
        ("A", "costs", "P1"): "pass",
        ("A", "costs", "P2"): "doubt",
    }


def test_an_application_without_any_request_fails_what_the_call_asks_of_the_whole():
    found = screen(applications("A"), REQUESTS.empty(), Annexes(call=annex(organisations_at_least=2, country_share=70)))
    assert verdicts(found) == {("A", "organisations_at_least", ""): "fail", ("A", "country_share", ""): "pass"}


def test_the_order_of_rows_changes_nothing():
    asked = frame(
        REQUESTS, *(request(one, name, amount=90 + at) for at, one in enumerate("BCA") for name in ("P2", "P1"))
    )
    rules = Annexes(annex(leads_at_most=1, organisation_share=40), {"F": HALF})
    assert screen(applications(*"ABC"), asked, rules) == screen(applications(*"CAB"), asked.reverse(), rules)


def test_one_application_alone_is_screened_as_within_its_call():
    asked = frame(REQUESTS, request("A", amount=120), request("A", "P2"))
    rules = Annexes(annex(organisation_share=40), {"F": HALF})
    found = screen(applications("A"), asked, rules)
    assert screen_application(partners_of(asked)["A"], rules, application="A") == found.verdicts["A"]


FULL = annex(
    sizes=("sme",), countries=("JP",), rate=Graded({"sme": 45, "else": 50}), ceiling=graded(others=90), floor=5,
    paid=("a",), cost_shares=(("a", 90),), total_ceiling=300, organisations_at_least=2, organisations_at_most=9,
    countries_at_least=2, organisation_share=20, country_share=70, includes=("sme",), includes_countries=("JP", "CA"),
    led_by=("sme",), leads_at_most=1, applications_at_most=2,
)  # fmt: skip


def test_an_application_of_eight_partners_under_every_rule_takes_a_few_milliseconds():
    partners = [partner(f"P{at}", costs={"a": 150, "b": 50}, payer="FG"[at % 2]) for at in range(8)]
    rules = Annexes(FULL, {"F": FULL, "G": FULL})
    began, times = process_time(), 20
    for _ in range(times):
        assert len(screen_application(partners, rules, exchange=EXCHANGE)) > 150
    assert (process_time() - began) / times < 0.05  # some 5 ms; the bar leaves room for a busy machine


@pytest.mark.parametrize("number", [151])
def test_a_large_call_takes_about_a_second(number):
    ids = [f"A{at:03}" for at in range(number)]
    asked = frame(REQUESTS, *(request(one, f"P{at}", country="JP", size="sme") for one in ids for at in range(6)))
    began = process_time()
    found = screen(applications(*ids), asked, Annexes(FULL, {"F": FULL}))
    assert len(found.verdicts) == number
    assert process_time() - began < 5

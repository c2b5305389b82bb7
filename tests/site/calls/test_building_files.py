"""What the builder's pages list can be taken away as a file, by whoever builds the call and by nobody else."""

import csv
import io

import pytest

from renkei.site.calls import actions
from renkei.site.calls.models import Call, Funder
from tests.site.calls.conftest import NOW, acting, facts
from tests.site.calls.test_pages import text
from tests.site.clients import client_of

pytestmark = pytest.mark.django_db
EDIT = "/calls/next/edit/"
PAGES = {
    "parts": EDIT,
    "funders": f"{EDIT}funders/",
    "sections": f"{EDIT}form/",
    "dates": f"{EDIT}dates/",
    "criteria": f"{EDIT}deciding/",
    "rules": f"{EDIT}deciding/",
    "rates": f"{EDIT}money/",
    "pots": f"{EDIT}money/",
    "contributions": f"{EDIT}money/",
}


@pytest.fixture
def draft(secretary, at_now) -> Call:
    """A call in preparation with something in each of its parts."""
    by = acting(secretary)
    for code, country, currency in (("ANR", "FR", "EUR"), ("JST", "JP", "JPY")):
        Funder(code=code, name=f"Funder {code}", country=country, currency=currency).save()
    made = actions.make_call(by, facts())
    actions.set_funder(by, "next", "ANR", actions.FunderPart(10**8, {"rate": "50"}, possible_raise=5_000_00))
    actions.set_funder(by, "next", "JST", actions.FunderPart(10**7, {"rate": "50"}))
    actions.set_milestone(by, "next", "=Information day", NOW)
    rules = {"scale": {"min": "0", "max": "15", "best": "high"}, "criteria": ["Excellence", "Impact"]}
    rules |= {"thresholds": {"criteria": {"Impact": "3"}}, "selection": {"rule": "gaps"}}
    actions.set_deciding(by, "next", actions.Deciding(rules, 2, 30, False))
    gift = {"pot_id": "common-pot", "funder_id": "ANR", "amount": "1000", "currency": "EUR"}
    pot = {"pot_id": "common-pot", "kind": "real", "name": "The pot", "currency": "EUR"}
    empty = dict.fromkeys(("cap", "share", "gap_part"), "")
    rate = {"currency": "JPY", "rate": "160", "date": "2028-01-03", "source": "ECB"}
    actions.set_money(by, "next", {"rates": [rate], "pots": [pot | empty], "contributions": [gift]})
    return made


def rows(desk, name: str) -> list[dict[str, str]]:
    """The rows of a list's CSV."""
    answer = desk.get(f"{PAGES[name]}?export=csv&list=next-{name}")
    assert answer["Content-Disposition"] == f'attachment; filename="next-{name}.csv"'
    return list(csv.DictReader(io.StringIO(text(answer).removeprefix("\ufeff"))))


def test_funders_come_with_their_money(desk, draft):
    first, second = rows(desk, "funders")
    assert (first["code"], first["country"], first["budget"], first["budget_currency"]) == (
        "ANR", "FR", "1000000.00", "EUR",
    )  # fmt: skip
    assert first["possible_raise"] == "5000.00"
    assert (second["budget"], second["budget_currency"], second["possible_raise"]) == ("10000000", "JPY", "")


def test_the_form_comes_in_its_order_with_the_stage_of_each_section(desk, draft):
    found = rows(desk, "sections")
    assert found
    assert [one["position"] for one in found] == [str(n) for n in range(1, len(found) + 1)]
    assert {one["stage"] for one in found} <= {"both", "first", "full"}


def test_dates_begin_with_opening_and_deadline_and_no_name_is_a_formula(desk, draft):
    opens, deadline, *further = rows(desk, "dates")
    assert (opens["at"], deadline["at"]) == (
        draft.opens_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        draft.closes_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    assert [one["name"] for one in further] == ["'=Information day"]
    assert {one["zone"] for one in (opens, deadline, *further)} == {"Asia/Tokyo"}


def test_criteria_rules_rates_pots_and_what_is_given_to_them_come_each_as_a_list(desk, draft):
    assert [(one["criterion"], one["threshold"]) for one in rows(desk, "criteria")] == [
        ("Excellence", ""),
        ("Impact", "3"),
    ]
    assert {"Stages", "Rule", "Criteria"} <= {one["about"] for one in rows(desk, "rules")}
    assert [(one["currency"], one["rate"]) for one in rows(desk, "rates")] == [("JPY", "160")]
    assert [(one["pot_id"], one["name"]) for one in rows(desk, "pots")] == [("common-pot", "The pot")]
    assert [(one["funder_id"], one["amount"]) for one in rows(desk, "contributions")] == [("ANR", "1000")]


def test_the_parts_say_what_they_lack(desk, draft):
    states = {one["part"]: one["state"] for one in rows(desk, "parts")}
    assert states["Funders"] == "done"
    assert len(states) == 6


@pytest.mark.parametrize("name", PAGES)
def test_each_list_is_a_workbook_too_its_page_leads_to_both_and_nobody_else_gets_either(name, desk, client, draft):
    for kind in ("csv", "xlsx"):
        asked = f"{PAGES[name]}?export={kind}&amp;list=next-{name}"
        assert f'href="{asked.removeprefix(PAGES[name])}"' in text(desk.get(PAGES[name]))
        address = asked.replace("&amp;", "&")
        assert desk.get(address)["Content-Disposition"] == f'attachment; filename="next-{name}.{kind}"'
        for other in (client, client_of(None)):
            assert other.get(address).status_code in (302, 404)


def test_a_list_that_the_page_does_not_have_is_not_there(desk, draft):
    assert desk.get(f"{PAGES['rates']}?export=csv&list=next-funders").status_code == 404

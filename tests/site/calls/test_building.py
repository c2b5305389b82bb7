"""Building a call by its pages: parts, checklist, rules with every defect beside its field, last year's copied."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from renkei.defects import DefectsFound
from renkei.site.calls import actions
from renkei.site.calls.actions.copying import a_year_on
from renkei.site.calls.deciding import settings_of_call
from renkei.site.calls.models import Call, Change, Funder, Milestone, Participation, Section
from renkei.site.policy import NotAllowed, unscoped
from renkei.site.ui.reader import zone_named
from tests.site.calls.conftest import NOW, acting, facts, person, trail
from tests.site.calls.test_pages import form, text
from tests.site.clients import client_of

pytestmark = pytest.mark.django_db
WHY = "the test"
RULES = {
    "stages": "1", "scale_min": "0", "scale_max": "15", "scale_best": "high", "total": "sum", "threshold_total": "10",
    "criterion_1": "Excellence", "threshold_1": "3", "criterion_2": "Impact", "threshold_2": "", "rule": "best",
    "bands": "13; 11.5", "tie_criteria": "Excellence; sme_share", "draw_named": "Lotto of 4 June",
    "reserve_places": "5", "reserve_until": "2028-12-31", "redress_days": "30",
    "conditions": "- {at_most: 2, country: JP, ground: agreed}",
}  # fmt: skip


@pytest.fixture
def draft(secretary, at_now) -> Call:
    """A call in preparation, with its usual sections and a funder."""
    Funder(code="ANR", name="ANR France", country="FR", currency="EUR").save()
    Funder(code="JST", name="Japan Science", country="JP", currency="JPY").save()
    made = actions.make_call(acting(secretary), facts())
    actions.set_funder(acting(secretary), "next", "ANR", actions.FunderPart(10**8, {"rate": "50"}))
    return made


def fresh(slug: str = "next") -> Call:
    return unscoped(Call, WHY).get(slug=slug)


def sections(slug: str = "next") -> list[str]:
    rows = unscoped(Section, WHY).filter(call__slug=slug).order_by("position", "pk")
    return [one.title for one in rows]


def test_the_first_page_of_a_new_call_says_what_is_missing_and_where(desk, at_now):
    desk.post("/calls/new/", form())
    page = text(desk.get("/calls/next/edit/"))
    assert "The call has no funder yet" in page
    assert "/calls/next/funders/" in page
    assert "Publish the call" not in page
    assert "No criterion is named." in page


FUNDER = {"name": "Fonds du Nord", "code": "FDN", "country": "CA", "currency": "cad", "contact": "desk@fdn.example"}


def test_a_funder_that_no_call_has_had_is_registered_and_then_chosen(desk, draft):
    assert "/calls/next/edit/funders/register/" in text(desk.get("/calls/next/funders/"))
    answer = desk.post("/calls/next/edit/funders/register/", FUNDER)
    assert answer["Location"] == "/calls/next/funders/?funder=FDN"
    assert '<option value="FDN" selected>Fonds du Nord</option>' in text(desk.get(answer["Location"]))
    made = unscoped(Funder, WHY).get(code="FDN")
    assert (made.currency, made.country) == ("CAD", "CA")
    assert "funder.registered" in trail()


def test_a_code_stands_for_one_funder_and_only_the_secretariat_registers(desk, draft, secretary):
    wrong = FUNDER | {"currency": "QQQ"}
    assert "No currency has this code" in text(desk.post("/calls/next/edit/funders/register/", wrong))
    assert "Another funder has this code." in text(
        desk.post("/calls/next/edit/funders/register/", FUNDER | {"code": "jst"})
    )
    given = actions.FunderFacts("X", "X", "JP", "JPY")
    with pytest.raises(ValidationError, match="website"):
        actions.register_funder(acting(secretary), replace(given, website="javascript:alert(1)"))
    with pytest.raises(NotAllowed):
        actions.register_funder(acting(person("other@x.example")), given)
    assert client_of(person("one@x.example")).post("/calls/next/edit/funders/register/", FUNDER).status_code == 404


def test_rules_are_written_on_a_page_and_read_back_as_they_were_typed(desk, draft):
    assert desk.post("/calls/next/edit/deciding/", RULES)["Location"] == "/calls/next/edit/"
    settings = settings_of_call(fresh())
    assert settings.selection.rule == "best"
    assert [str(one) for one in settings.selection.bands] == ["13", "11.5"]
    assert settings.thresholds.criteria[0][0] == "Excellence"
    assert settings.selection.conditions[0].ground == "agreed"
    page = text(desk.get("/calls/next/edit/deciding/"))
    for typed in ("13; 11.5", "Excellence; sme_share", "2028-12-31", "at_most: &#x27;2&#x27;", "country: JP"):
        assert typed in page
    assert desk.post("/calls/next/edit/deciding/", RULES).status_code == 302
    assert trail().count("call.deciding_set") == 1


def test_every_defect_of_the_rules_stands_beside_its_field_and_nothing_is_kept(desk, draft):
    wrong = {**RULES, "scale_max": "many", "bands": "11; 13", "tie_criteria": "Excelence", "threshold_2": "x",
             "reserve_until": "May", "conditions": "- {at_most: 2, ground: agreed}", "caps": "NRC: 2"}  # fmt: skip
    page = text(desk.post("/calls/next/edit/deciding/", wrong))
    told = set(re.findall(r'<a href="#id_(\w+)">', page))
    assert told == {"scale_max", "bands", "tie_criteria", "threshold_2", "reserve_until", "conditions", "caps"}
    assert fresh().selection == {}


def test_yaml_that_cannot_be_read_is_told(desk, draft):
    page = text(desk.post("/calls/next/edit/deciding/", {**RULES, "conditions": "- {at_most: [", "caps": "a\nb"}))
    assert {"conditions", "caps"} <= set(re.findall(r'<a href="#id_(\w+)">', page))


def test_rates_and_a_top_up_are_rows_of_the_contract(desk, secretary, draft):
    actions.set_funder(acting(secretary), "next", "JST", actions.FunderPart(10**8, {}, top_up_entitled=True))
    wrong = {"rate_JPY": "0", "name": "Cofund", "currency": "EUR", "cap": "1000000", "share": "33", "gap_part": "0.5"}
    told = set(re.findall(r'<a href="#id_(\w+)">', text(desk.post("/calls/next/edit/money/", wrong))))
    assert told == {"rate_JPY", "share"}
    right = {**wrong, "rate_JPY": "160.5", "date_JPY": "2027-03-01", "share": "0.33"}
    assert desk.post("/calls/next/edit/money/", right).status_code == 302
    assert fresh().tables["rates"] == [{"currency": "JPY", "rate": "160.5", "date": "2027-03-01", "source": ""}]
    assert fresh().tables["pots"][0]["share"] == "0.33"


def test_a_common_pot_is_what_funders_give_to_it_and_is_told_with_the_call(desk, secretary, draft):
    actions.set_funder(acting(secretary), "next", "JST", actions.FunderPart(10**8, {}))
    money = {"rate_JPY": "160.5", "common_name": "Nordic pot", "common_currency": "EUR", "gives_ANR": "2000000"}
    told = set(re.findall(r'<a href="#id_(\w+)">', text(desk.post("/calls/next/edit/money/", money))))
    assert told == {"gives_ANR"}, "it gives more than its budget"
    money |= {"gives_ANR": "600000", "gives_JST": "50000000"}
    assert desk.post("/calls/next/edit/money/", money).status_code == 302
    assert fresh().tables["contributions"] == [
        {"pot_id": "common-pot", "funder_id": "ANR", "amount": "600000", "currency": "EUR"},
        {"pot_id": "common-pot", "funder_id": "JST", "amount": "50000000", "currency": "JPY"},
    ]
    assert 'value="600000"' in text(desk.get("/calls/next/edit/money/"))
    page = text(desk.get("/calls/next/"))
    assert "Nordic pot" in page
    assert "JST JPY\N{NO-BREAK SPACE}50,000,000" in page
    actions.take_funder_out(acting(secretary), "next", "JST")
    assert [row["funder_id"] for row in fresh().tables["contributions"]] == ["ANR"]
    actions.take_funder_out(acting(secretary), "next", "ANR")
    assert set(fresh().tables) == {"rates"}


def test_a_date_of_a_published_call_is_taken_out_with_its_ground(desk, secretary, call):
    row = actions.set_milestone(acting(secretary), "joint", "Information day", NOW, "New")
    page = text(desk.get(f"/calls/joint/edit/dates/{row.pk}/"))
    address = re.search(r'action="([^"]+remove[^"]*)"', page)[1]
    desk.post(address, {"ground": ""})
    assert unscoped(Milestone, WHY).filter(pk=row.pk).exists()
    desk.post(address, {"ground": "The hall is not free."})
    assert not unscoped(Milestone, WHY).filter(pk=row.pk).exists()
    assert "The hall is not free." in text(desk.get("/calls/joint/"))


def test_the_form_is_built_of_usual_sections_and_own_ones_in_any_order(desk, draft):
    desk.post("/calls/next/edit/form/", {"usual": ["ethics", "people"]})
    new = {"title": "Letter of support", "help": "One page", "most_signs": "500", "per_partner": "on"}
    desk.post("/calls/next/edit/form/new/", new)
    assert sections()[-1] == "Letter of support"
    desk.post("/calls/next/edit/form/letter-of-support/order/", {"do": "up"})
    assert sections()[-2] == "Letter of support"
    desk.post("/calls/next/edit/form/letter-of-support/", {**new, "title": "Letters"})
    desk.post("/calls/next/edit/form/ethics/order/", {"do": "remove"})
    assert "Letters" in sections()
    assert "Ethics and security" not in sections()
    row = unscoped(Section, WHY).get(call=draft, key="letter-of-support")
    assert (row.most_signs, row.per_partner, row.required) == (500, True, False)


def test_a_title_like_another_or_like_a_word_of_addresses_gets_a_key_of_its_own(secretary, draft):
    made = [
        actions.add_section(acting(secretary), "next", actions.SectionFacts(title)) for title in ("New", "Plan", "意義")
    ]
    assert [one.key for one in made] == ["new-2", "plan-2", "section"]


def test_dates_are_named_in_the_zone_of_the_call(desk, draft):
    desk.post("/calls/next/edit/dates/", {"name": "Meeting", "at": "2027-08-01T10:00"})
    row = unscoped(Milestone, WHY).get()
    assert row.at.isoformat() == "2027-08-01T01:00:00+00:00"
    desk.post(f"/calls/next/edit/dates/{row.pk}/", {"name": "Selection meeting", "at": "2027-08-02T10:00"})
    assert "Selection meeting" in text(desk.get("/calls/next/edit/dates/"))
    desk.post(f"/calls/next/edit/dates/{row.pk}/remove/")
    assert not unscoped(Milestone, WHY).exists()


def publish(secretary) -> None:
    actions.publish(acting(secretary), "next")


def test_what_is_published_changes_only_with_what_and_why_and_is_told(desk, client, secretary, draft):
    desk.post("/calls/next/edit/deciding/", RULES)
    publish(secretary)
    assert "Fill" not in text(desk.post("/calls/next/edit/deciding/", {**RULES, "bands": "12"}))
    assert fresh().selection["selection"]["bands"] == ["13", "11.5"]
    changed = {**RULES, "bands": "12", "what": "One band less.", "ground": "The board."}
    desk.post("/calls/next/edit/deciding/", changed)
    assert "One band less." in text(client.get("/calls/next/"))
    desk.post("/calls/next/edit/form/new/", {"title": "Risks", "most_signs": "500", "ground": "The board."})
    assert "New in the form: “Risks”" in text(client.get("/calls/next/"))
    assert fresh().version == 3
    for wrong in ({"do": "remove"},):
        assert "stays" in text(desk.post("/calls/next/edit/form/risks/order/", wrong, follow=True))
    assert "stays as it was published" in text(
        desk.post(
            "/calls/next/edit/form/risks/", {"title": "Risks", "most_signs": "500", "per_partner": "on", "ground": "x"}
        )
    )


def test_rules_are_locked_once_scores_can_be_seen(desk, secretary, draft):
    publish(secretary)
    unscoped(Call, WHY).update(scores_seen_at=NOW)
    kept = {**RULES, "what": "x", "ground": "y"}
    assert "locked" in text(desk.post("/calls/next/edit/deciding/", kept))
    with pytest.raises(ValidationError, match="locked"):
        actions.set_money(acting(secretary), "next", {"rates": [{"currency": "JPY", "rate": "1"}]}, "x", "y")
    with pytest.raises(ValidationError, match="locked"):
        actions.set_funder(acting(secretary), "next", "ANR", actions.FunderPart(1, {}), "y")
    assert fresh().selection == {}


def test_a_call_without_bands_for_its_rule_or_a_form_is_not_published(secretary, draft):
    actions.set_deciding(acting(secretary), "next", actions.Deciding({"selection": {"rule": "best"}}))
    for one in list(unscoped(Section, WHY).values_list("key", flat=True)):
        actions.remove_section(acting(secretary), "next", one)
    with pytest.raises(ValidationError) as refused:
        publish(secretary)
    assert len(refused.value.messages) == 2


def test_last_years_call_is_copied_with_dates_a_year_on_that_must_be_looked_at(desk, secretary, draft):
    desk.post("/calls/next/edit/deciding/", RULES)
    actions.set_milestone(acting(secretary), "next", "Meeting", NOW)
    part = actions.FunderPart(5, {"rate": "50"}, "Firms", possible_raise=7, top_up_entitled=True)
    actions.set_funder(acting(secretary), "next", "JST", part)
    publish(secretary)
    desk.post("/calls/next/copy/", {"slug": "again", "title": "Again"})
    made = fresh("again")
    assert (made.state, made.version, made.published_at, made.selection) == ("preparing", 1, None, fresh().selection)
    assert made.opens_at == a_year_on(draft.opens_at, zone_named("Asia/Tokyo"))
    assert made.accepts_until - made.closes_at == timedelta(seconds=60)
    assert sections("again") == sections()
    copied = unscoped(Participation, WHY).get(call=made, funder__code="JST")
    assert (copied.budget, copied.top_up_entitled, copied.possible_raise) == (5, True, None)
    assert unscoped(Milestone, WHY).get(call=made).at.year == 2028
    with pytest.raises(ValidationError, match="moved by a year"):
        actions.publish(acting(secretary), "again")
    desk.post("/calls/again/edit/basics/", form(slug="again"))
    actions.publish(acting(secretary), "again")
    assert "taken" in text(desk.post("/calls/next/copy/", {"slug": "again", "title": "Again"}))


def test_the_28th_of_february_follows_the_29th():
    leap = NOW.replace(year=2028, month=2, day=29)
    assert a_year_on(leap, zone_named("UTC")) == NOW.replace(year=2029, month=2, day=28)


def test_a_rule_that_cannot_be_read_is_refused_whole_by_the_action_too(secretary, draft):
    with pytest.raises(DefectsFound) as found:
        actions.set_deciding(acting(secretary), "next", actions.Deciding({"selection": {"rule": "x"}, "total": "sum"}))
    assert {one.column for one in found.value.defects} == {"selection.rule", "total"}


def test_the_public_page_tells_the_rules_in_words(desk, client, secretary, draft):
    desk.post("/calls/next/edit/deciding/", {**RULES, "stages": "2", "cap": "2.5"})
    publish(secretary)
    page = text(client.get("/calls/next/"))
    for part in (
        "Best portfolio:", "from 13, from 11.5, the rest", "10 in total", "Excellence 3", "the share of SMEs",
        "Lotto of 4 June", "at most 2 applications: Japan", "5 places", "within 30 days", "2.5 times its money",
        "from 0 to 15", "the total is their sum",
    ):  # fmt: skip
        assert part in page, part
    for language in ("ja", "fr"):
        client.cookies["django_language"] = language
        assert "Best portfolio" not in text(client.get("/calls/next/"))


def test_a_call_that_publishes_no_rule_has_no_heading_for_it(client, joint):
    assert "How it is decided" not in text(client.get("/calls/joint/"))


def test_raises_are_never_public(client, secretary, desk, draft):
    desk.post("/calls/next/funders/ANR/", {"funder": "ANR", "budget": "1", "possible_raise": "987654", "annex": ""})
    assert unscoped(Participation, WHY).get(funder__code="ANR").possible_raise == 98_765_400
    publish(secretary)
    for address in ("/calls/next/", "/api/v1/calls/next"):
        assert b"987" not in client.get(address).content


PARTS = ("", "basics/", "funders/", "form/", "form/new/", "form/plan/", "dates/", "deciding/", "money/")


def test_the_builder_is_not_there_for_anybody_else(client, draft):
    others = (client, client_of(person("a@x.example")))
    for path in (*(f"edit/{part}" for part in PARTS), "copy/", "edit/form/plan/order/", "edit/dates/1/remove/"):
        for browser in others:
            assert browser.post(f"/calls/next/{path}", RULES).status_code == 404
            assert browser.get(f"/calls/next/{path}").status_code in (404, 405)
    before = trail()
    for act in (
        lambda: actions.set_deciding(acting(None), "next", actions.Deciding()),
        lambda: actions.copy_call(acting(None), "next", "x", "X"),
        lambda: actions.add_usual(acting(None), "next", ["risks"]),
        lambda: actions.set_milestone(acting(None), "next", "x", NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert trail() == before


def test_the_builder_asks_as_often_for_many_rows_as_for_few(desk, draft, django_assert_max_num_queries):
    counts = []
    for more in (1, 40):
        for n in range(more):
            row = Funder(code=f"G{more}{n}", name=f"Funder {n}", country="DE", currency="EUR")
            row.save()
            Participation(call=draft, funder=row, budget=5).save()
            Section(call=draft, key=f"s{more}-{n}", title="S", position=n + 9).save()
            Milestone(call=draft, name="M", at=NOW).save()
        for part in PARTS:
            with django_assert_max_num_queries(14) as asked:
                assert desk.get(f"/calls/next/edit/{part}").status_code == 200
            counts.append(len(asked))
    assert counts[: len(PARTS)] == counts[len(PARTS) :]


def test_changes_of_a_published_call_count_versions(secretary, draft):
    publish(secretary)
    actions.set_milestone(acting(secretary), "next", "Meeting", NOW, "We found a room.")
    assert unscoped(Change, WHY).get().what == "Date: Meeting"
    with pytest.raises(ValidationError, match="why"):
        actions.set_milestone(acting(secretary), "next", "Meeting", NOW)

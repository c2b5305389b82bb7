"""An adopted decision makes awards; each funder confirms its own."""

import csv
import io

import pytest

from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.audit.models import Event
from renkei.site.calls.models import Participation
from renkei.site.policy import NotAllowed, scoped, unscoped
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import Word, say
from renkei.site.portfolio.decided import Part, _in_proportion
from renkei.site.portfolio.models import Award
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.portfolio.conftest import FIRST, ROOT, SECOND, THIRD
from tests.site.portfolio.made import decide, questions, scored

pytestmark = pytest.mark.django_db
WHY = "the test looks"


def awards() -> dict[tuple[str, str], Award]:
    rows = unscoped(Award, WHY).select_related("application", "participation__funder")
    return {(one.application.number, one.participation.funder.code): one for one in rows}


def test_an_adopted_decision_makes_one_award_for_each_funder_of_each_funded_application(made):
    found = {key: (one.amount, one.granted, one.state) for key, one in awards().items()}
    assert found == {
        (SECOND, "F1"): (200_000, None, "recommended"),
        (SECOND, "F2"): (200_000, None, "recommended"),
        (THIRD, "F1"): (300_000, None, "recommended"),
        (THIRD, "F2"): (300_000, None, "recommended"),
    }
    told = unscoped(Event, WHY).get(action="awards.made")
    assert len(told.after["made"]) == 4


def test_what_an_endorsement_reduces_is_shared_in_proportion_and_nothing_is_lost():
    parts = [Part("A", at, "", "", funder, "EUR", asked, asked) for at, funder, asked in
             ((1, "F1", 100), (2, "F2", 70), (3, "F1", 200), (4, "F1", 33))]  # fmt: skip
    reduced = list(_in_proportion(parts, "F1", 100))
    assert [one.granted for one in reduced] == [30, 70, 60, 10]
    assert sum(one.granted for one in reduced if one.funder == "F1") == 100


def test_a_funder_confirms_then_awards_with_amount_conditions_and_national_number(made):
    by = acting(made.officer("F1"))
    say(by, "joint", "F1", [Word(THIRD, "confirmed", granted="2,900.50", conditions="Report yearly", version=1)])
    say(by, "joint", "F1", [Word(THIRD, "awarded", "2900.50", "Report yearly", "N-77", version=2)])
    row = awards()[THIRD, "F1"]
    assert (row.state, row.granted, row.conditions, row.national_number) == (
        "awarded",
        290_050,
        "Report yearly",
        "N-77",
    )
    assert awards()[THIRD, "F2"].state == "recommended"
    told = unscoped(Event, WHY).filter(action__startswith="award.").order_by("number")
    assert [one.action for one in told] == ["award.confirmed", "award.awarded"]
    assert told[1].before["state"] == "confirmed"


def test_several_are_said_at_once_or_none(made):
    by = acting(made.officer("F1"))
    with pytest.raises(Refused) as refused:
        say(by, "joint", "F1", [Word(SECOND, "confirmed", version=1), Word(THIRD, "refused", version=1)])
    assert [one.place for one in refused.value.remarks] == [THIRD]
    assert {one.state for one in awards().values()} == {"recommended"}
    say(by, "joint", "F1", [Word(SECOND, "confirmed", version=1), Word(THIRD, "confirmed", version=1)])
    assert [awards()[number, "F1"].granted for number in (SECOND, THIRD)] == [200_000, 300_000]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (Word(THIRD, "confirmed", "3000.01", version=1), "at most what was decided"),
        (Word(THIRD, "confirmed", "0", version=1), "Grant something"),
        (Word(THIRD, "confirmed", "lots", version=1), "Write an amount"),
        (Word(THIRD, "awarded", version=1), "cannot become"),
        (Word(THIRD, "refused", version=1), "Say why"),
        (Word(THIRD, "ended", ground="x", version=1), "cannot become"),
    ],
)
def test_what_does_not_hold_is_refused_with_what_to_change(made, word, said):
    with pytest.raises(Refused, match=said):
        say(acting(made.officer("F1")), "joint", "F1", [word])
    assert awards()[THIRD, "F1"].version == 1


def test_a_funder_that_wants_its_own_number_awards_with_it_only(made):
    part = made.closed.parts["F1"]
    part.national_number = True
    part.save()
    by = acting(made.officer("F1"))
    say(by, "joint", "F1", [Word(THIRD, "confirmed", version=1)])
    with pytest.raises(Refused, match="number of your own system"):
        say(by, "joint", "F1", [Word(THIRD, "awarded", version=2)])


def test_who_read_an_older_version_is_told_so_and_nothing_is_saved(made):
    by = acting(made.officer("F1"))
    say(by, "joint", "F1", [Word(THIRD, "confirmed", version=1)])
    with pytest.raises(Outdated):
        say(by, "joint", "F1", [Word(THIRD, "refused", ground="no money", version=1)])
    assert awards()[THIRD, "F1"].state == "confirmed"


def test_nobody_says_a_word_for_another_funder_or_on_what_is_no_award(made, secretary):
    for who, code, number in (("F2", "F1", THIRD), ("F1", "F1", FIRST)):
        with pytest.raises(NotAllowed):
            say(acting(made.officer(who)), "joint", code, [Word(number, "confirmed", version=1)])
    with pytest.raises(NotAllowed):
        say(acting(secretary), "joint", "F1", [Word(THIRD, "confirmed", version=1)])


def test_an_officer_sees_its_own_awards_alone_and_the_secretariat_all(made, secretary):
    own = scoped(acting(made.officer("F1")), Award)
    assert {one.participation.funder.code for one in own.select_related("participation__funder")} == {"F1"}
    assert scoped(acting(secretary), Award).count() == 4
    page = client_of(made.officer("F1")).get(f"{ROOT}funders/F1/").content.decode()
    assert THIRD in page
    assert client_of(made.officer("F2")).get(f"{ROOT}funders/F1/").status_code == 404


def test_awards_stand_beside_the_budget_with_the_raise_that_the_meeting_decided(db):
    closed = scored()
    unscoped(Participation, WHY).filter(call=closed.call, funder__code="F1").update(confirmed_raise=70_000)
    decision = decide(closed)
    unscoped(Participation, WHY).filter(call=closed.call).update(confirmed_raise=None)
    mine = scoped(acting(closed.officer("F1")), Participation, "award").filter(call=closed.call, funder__code="F1")
    (total,) = queries.totals(acting(closed.officer("F1")), mine, decision)
    assert total.budget == 570_000


def test_the_officers_page_confirms_all_ticked_and_shows_what_stands_in_the_way(made):
    client = client_of(made.officer("F1"))
    given = {"number": [SECOND, THIRD], f"version-{SECOND}": 1, f"version-{THIRD}": 1, f"tick-{SECOND}": "on"}
    assert client.post(f"{ROOT}funders/F1/", {**given, "confirm": "1"}).status_code == 302
    assert (awards()[SECOND, "F1"].state, awards()[THIRD, "F1"].state) == ("confirmed", "recommended")
    refused = client.post(f"{ROOT}funders/F1/", {**given, f"state-{THIRD}": "refused"})
    assert refused.status_code == 422
    assert "Say why you refuse it" in refused.content.decode()
    stale = client.post(f"{ROOT}funders/F1/", {**given, f"state-{SECOND}": "refused", f"ground-{SECOND}": "x"})
    assert "A colleague said something" in stale.content.decode()


def test_the_secretariat_reads_who_has_not_confirmed_yet(made, secretary):
    by = acting(made.officer("F1"))
    say(by, "joint", "F1", [Word(SECOND, "confirmed", version=1), Word(THIRD, "confirmed", version=1)])
    page = client_of(secretary).get(ROOT).content.decode()
    waiting = page.partition("Not confirmed yet:")[2].partition("</div>")[0]
    assert "Funder 2" in waiting
    assert "Funder 1" not in waiting


def test_exports_hold_what_the_page_shows_and_no_formula(made, secretary):
    by = acting(made.officer("F1"))
    say(by, "joint", "F1", [Word(THIRD, "confirmed", conditions="=1+1", version=1)])
    answer = client_of(secretary).get(f"{ROOT}awards/?export=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    mine = next(row for row in rows if row["number"] == THIRD and row["funder"] == "Funder 1")
    assert (mine["granted"], mine["granted_currency"], mine["conditions"]) == ("3000.00", "EUR", "'=1+1")
    own = client_of(made.officer("F2")).get(f"{ROOT}funders/F2/?export=csv").content.decode("utf-8-sig")
    assert "=1+1" not in own
    assert client_of(secretary).get(f"{ROOT}awards/?export=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("where", ["", "awards/", "funders/F1/"])
def test_pages_ask_as_many_questions_of_many_awards_as_of_few(db, where):
    assert questions(ROOT + where, 2) == questions(ROOT + where, 12)

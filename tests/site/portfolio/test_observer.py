"""The observer reads all of the procedure, from the trail, and changes nothing."""

import re
from datetime import timedelta

import pytest

from renkei.site.audit.facts import head
from renkei.site.audit.models import Event
from renkei.site.calls.models import Call
from renkei.site.decisions.models import Decision
from renkei.site.policy import unscoped
from renkei.site.portfolio.actions import Word, drop_out, say, send_letters
from renkei.site.portfolio.procedure import CHAPTERS, chapters
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting
from tests.site.portfolio.conftest import ROOT, SECOND, THIRD
from tests.site.portfolio.made import questions

pytestmark = pytest.mark.django_db
WHERE = "/portfolio/procedures/joint/"


@pytest.fixture
def reader(made, observer, secretary):
    say(acting(made.officer("F1")), "joint", "F1", [Word(THIRD, "confirmed", version=1)])
    say(acting(made.officer("F2")), "joint", "F2", [Word(SECOND, "refused", ground="mk-the law changed", version=1)])
    send_letters(acting(secretary), "joint")
    drop_out(acting(secretary), "joint", THIRD, "mk-left the field")
    return client_of(observer)


def test_every_step_stands_there_with_who_when_and_the_ground(reader):
    page = reader.get(WHERE).content.decode()
    for said in ("award.confirmed", "award.refused", "mk-the law changed", "letters.sent", "mk-left the field",
                 "f2@x.example", "secretary@x.example"):  # fmt: skip
        assert said in page


def test_steps_are_filtered(reader):
    page = reader.get(f"{WHERE}?action=award.refused").content.decode().partition('id="steps"')[2]
    assert "mk-the law changed" in page
    assert "mk-left the field" not in page
    assert "No step is like this" in reader.get(f"{WHERE}?who=nobody-at-all").content.decode()


def test_the_report_holds_the_records_hash_and_the_trails_head_as_a_page_and_as_a_file(made, reader):
    number, digest = head()
    for where in (f"{WHERE}report/", f"{WHERE}report/?file"):
        answer = reader.get(where)
        page = answer.content.decode()
        assert made.decision.sha256 in page
        assert digest in page
        assert str(number) in page
        assert "mk-left the field" in page
    assert answer["Content-Disposition"].startswith("attachment")
    assert "/static/" not in page, "the file stands for itself"


def test_the_report_begins_with_its_contents_and_every_step_stands_in_one_chapter(made, reader):
    page = reader.get(f"{WHERE}report/").content.decode()
    contents, _, rest = page.partition('class="contents"')[2].partition("</nav>")
    linked = re.findall(r'href="#([a-z]+)"', contents)
    assert linked[:2] == ["decisions", "kinds"]
    assert linked[2:] == [one for one in CHAPTERS if one in linked]
    assert all(f'<h2 id="{one}"' in rest for one in linked)
    numbers = re.findall(r'<li value="(\d+)">', rest)
    assert len(numbers) == len(set(numbers))
    whole = reader.get(WHERE).content.decode()
    assert set(re.findall(r'<li value="(\d+)">', whole)) == set(numbers)


def test_steps_stand_in_the_chapter_of_their_moment(made):
    call, day = made.call, timedelta(days=1)
    call.published_at, call.scores_seen_at = call.opens_at - day, call.closes_at + day
    adopted = Decision(adopted_at=call.closes_at + 2 * day)
    moments = [call.published_at - day, call.published_at, call.opens_at, call.closes_at, adopted.adopted_at,
               adopted.adopted_at + day]  # fmt: skip
    told = [Event(number=n, at=at) for n, at in enumerate(moments)]
    found = chapters(call, told, [adopted])
    assert [(one.key, [event.number for event in one.steps]) for one in found] == [
        (key, [n]) for n, key in enumerate(CHAPTERS)
    ]
    call.scores_seen_at = None  # where scores were never shown, and nothing was decided
    assert [one.key for one in chapters(call, told, [])] == ["preparing", "announced", "open", "review"]


def test_another_calls_steps_are_not_among_them(made, reader):
    other = Call(slug="other", title="mk-other call", summary="x", state="published", opens_at=NOW, closes_at=NOW)
    other.accepts_until = NOW
    other.save()
    page = reader.get("/portfolio/procedures/other/").content.decode()
    assert "award.confirmed" not in page
    assert "mk-other call" in reader.get("/portfolio/procedures/").content.decode()
    assert unscoped(Call, "the test looks").count() == 2


@pytest.mark.parametrize("where", ["/portfolio/procedures/", WHERE, f"{WHERE}report/"])
def test_nobody_but_the_observer_reads_it(made, secretary, where):
    for who in (secretary, made.officer("F1"), made.people[THIRD, 1]):
        assert client_of(who).get(where).status_code == 404


def test_the_observer_finds_no_form_that_changes_anything(made, reader):
    for where in (ROOT, f"{ROOT}awards/", f"{ROOT}letters/", f"{ROOT}departures/", f"{ROOT}redress/", WHERE):
        page = reader.get(where).content.decode().partition("<main")[2].partition("</main>")[0]
        assert 'method="post"' not in page, where


@pytest.mark.parametrize("where", [WHERE, f"{WHERE}report/"])
def test_pages_ask_as_many_questions_of_many_steps_as_of_few(db, where, observer):
    assert questions(where, 2, observer) == questions(where, 8, observer)

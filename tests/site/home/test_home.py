"""The first page: what is open, what is coming, what came of it, who works with whom."""

from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from renkei.site.calls.models import Call, Milestone, Result
from renkei.site.home.together import together
from renkei.site.policy import unscoped
from tests.site.conftest import NOW, arrive


@pytest.fixture
def at_now(monkeypatch):
    arrive(monkeypatch, NOW)


def another(slug, state="published", opens=-1, closes=1):
    made = Call(slug=slug, title=f"Call {slug}", summary="s", state=state, opens_at=NOW + timedelta(days=opens),
                closes_at=NOW + timedelta(days=closes), accepts_until=NOW + timedelta(days=closes))  # fmt: skip
    made.save()
    return made


def test_the_first_page_shows_each_call_in_its_place(client, call, at_now):
    another("ann", opens=5, closes=50)
    another("prep", state="preparing")
    done = another("done", state="results", opens=-60, closes=-30)
    Result(call=done, number="D-1", title="Light", organisations="U", countries="JP;CA", amount=100).save()
    Milestone(call=call, name="Information day", at=NOW + timedelta(days=2)).save()
    page = client.get("/").content.decode()
    assert "30 days left" in page
    assert page.index("Information day") < page.index("Call ann") < page.index("Light")
    assert "Call prep" not in page
    assert "Canada" in page


def test_a_call_whose_results_are_taken_back_shows_none(client, call, at_now):
    Result(call=call, number="D-1", title="Hidden", organisations="U", countries="JP;CA", amount=100).save()
    page = client.get("/").content.decode()
    assert "Hidden" not in page
    assert "Who works with whom" not in page


@given(st.lists(st.lists(st.sampled_from(["JP", "CA", "FR", "DE"]), max_size=4), max_size=12))
def test_the_matrix_counts_what_counting_one_by_one_counts(applications):
    made = together(applications)
    alone = Counter(code for codes in applications for code in set(codes))
    assert list(made.countries) == sorted(alone, key=lambda code: (-alone[code], code))
    for at, one in enumerate(made.countries):
        for to, other in enumerate(made.countries):
            cell = made.rows[at][to]
            assert cell.count == sum({one, other} <= set(codes) for codes in applications)
            assert cell.itself == (at == to)
            assert 0 <= cell.weight <= 3
            assert cell.itself or bool(cell.weight) == bool(cell.count)


def test_the_first_page_asks_as_often_for_many_calls_as_for_few(call, at_now, django_assert_max_num_queries):
    counts = []
    for more in (1, 9):
        for n in range(more):
            open_call = another(f"o{more}{n}")
            Milestone(call=open_call, name="x", at=NOW + timedelta(days=1)).save()
            done = another(f"d{more}{n}", state="results")
            Result(call=done, number="D-1", title="x", organisations="U", countries="JP;CA", amount=1).save()
        with django_assert_max_num_queries(7) as asked:
            assert Client().get("/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_call_in_preparation_leaves_no_trace(client, call, at_now):
    unscoped(Call, "the test").update(state="preparing")
    assert "No call is open now." in client.get("/").content.decode()

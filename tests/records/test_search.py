"""The exact search against complete enumeration, with any multipliers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.records.verify.choice import Choice
from renkei.records.verify.prices import prices
from renkei.records.verify.search import Bound, Level, Problem, Search, UnsettledError, Work, bits

FUNDERS = 3


@st.composite
def problems(draw):
    count = draw(st.integers(0, 7))
    ask = st.dictionaries(st.integers(0, FUNDERS - 1), st.integers(1, 20)).map(lambda asks: tuple(sorted(asks.items())))
    depth = draw(st.integers(1, 3))
    numbers = lambda low, high, size: st.tuples(*[st.integers(low, high)] * size)  # noqa: E731
    levels = []
    for place in range(depth):
        bound = st.builds(Bound, st.integers(1, 5), numbers(0, 3, FUNDERS), numbers(0, 2, place))
        levels.append(Level(draw(numbers(-2, 3, count)), tuple(draw(st.lists(bound, max_size=2)))))
    return Problem(tuple(draw(ask) for _ in range(count)), draw(numbers(0, 50, FUNDERS)), tuple(levels))


def best_sets(problem):
    found = {}
    for chosen in range(1 << len(problem.asks)):
        left = list(problem.left)
        for j in bits(chosen):
            for funder, amount in problem.asks[j]:
                left[funder] -= amount
        if min(left) >= 0:
            found.setdefault(problem.value(chosen), set()).add(chosen)
    return max(found), found[max(found)]


@given(problems())
def test_the_search_finds_the_best_vector_and_every_set_that_has_it(problem):
    vector, sets = best_sets(problem)
    search = Search(problem, Work())
    found, chosen = search.best()
    assert found == vector
    assert chosen in sets
    assert set(search.every(vector, 1000)) == sets


@given(problems(), st.data())
def test_a_set_with_and_without_an_application_is_found_exactly_where_there_is_one(problem, data):
    vector, sets = best_sets(problem)
    inside = data.draw(st.integers(0, (1 << len(problem.asks)) - 1))
    search = Search(problem, Work())
    assert (search.reach(vector, inside=inside) is not None) == any(one & inside == inside for one in sets)
    assert (search.reach(vector, outside=inside) is not None) == any(not one & inside for one in sets)
    assert search.reach(vector, strict=True) is None


@given(problems())
def test_the_searchs_own_prices_never_cut_off_a_best_set(problem):
    vector, sets = best_sets(problem)
    levels = tuple(Level(one.weights, (prices(problem, k, vector),)) for k, one in enumerate(problem.levels))
    assert set(Search(Problem(problem.asks, problem.left, levels), Work()).every(vector, 1000)) == sets


@given(problems())
def test_what_all_and_what_some_best_sets_hold_and_the_first_in_a_lot(problem):
    names = tuple("abcdefg"[: len(problem.asks)])
    vector, sets = best_sets(problem)
    named = [frozenset(names[j] for j in bits(one)) for one in sets]
    choice = Choice(names, problem, Work())
    assert choice.best[0] == vector
    assert choice.extent == (frozenset.intersection(*named), frozenset.union(*named))
    order = tuple(reversed(names))
    assert choice.first_in_lot(order) == max(named, key=lambda one: [name in one for name in order])


def test_a_search_at_its_limit_says_so():
    asks = tuple(((0, 7 + j % 3),) for j in range(30))
    problem = Problem(asks, (101,), (Level((1,) * 30),))
    with pytest.raises(UnsettledError):
        Search(problem, Work(total=1000, each=20)).every((12,), 10**6)
    with pytest.raises(UnsettledError):
        Search(problem, Work(total=0)).best()

"""Where no assignment holds: the smallest set of conditions that collide, and what to relax by how much."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings

from renkei.engines.assignment import AssignmentError, AssignmentOptions, Unassignable
from renkei.review import Review
from tests.engines.assignment.reference import Case, cases

CONDITIONS = (
    *("load_max", "load_min", "floor", "conflicts", "refused", "pinned"),
    *("organisations", "countries", "pools", "languages"),
)


def _collision(case: Case) -> Unassignable:
    with pytest.raises(Unassignable) as caught:
        case.assigned(AssignmentOptions(case.review))
    return caught.value


def _holds(case: Case, off: frozenset[str]) -> bool:
    return any(True for _ in case.all_assignments(off))


@settings(max_examples=40, deadline=None)
@given(cases(crowded=True))
def test_the_set_collides_and_no_smaller_one_does(case: Case) -> None:
    if _holds(case, frozenset()):
        return
    found = _collision(case)
    assert not _holds(case, frozenset(CONDITIONS) - set(found.conditions))
    for size in range(len(found.conditions)):
        for fewer in combinations(CONDITIONS, size):
            assert _holds(case, frozenset(CONDITIONS) - set(fewer))


@settings(max_examples=40, deadline=None)
@given(cases(crowded=True))
def test_each_relief_alone_is_enough_and_none_asks_for_more_than_it_must(case: Case) -> None:
    if _holds(case, frozenset()):
        return
    for relief in _collision(case).reliefs:
        relieved = list(_relieved(case, relief.condition, relief.to))
        assert _holds(*relieved[0])
        assert not any(_holds(*less) for less in relieved[1:])


def _relieved(case: Case, condition: str, to: str) -> Iterator[tuple[Case, frozenset[str]]]:
    """The case relieved as said, then with less relief."""
    review, nothing = case.review, frozenset()
    if condition == "per_application":
        sizes = (int(to), int(to) + 1)
        yield from ((replace(case, review=replace(review, per_application=one)), nothing) for one in sizes)
    elif condition in ("load_max", "load_min") and to:
        sign = 1 if condition == "load_max" else -1
        stated = getattr(review, condition)
        loads = (stated + sign * by for by in (int(to), int(to) - 1))
        yield from ((replace(case, review=replace(review, **{condition: one})), nothing) for one in loads)
    elif condition == "floor" and to:
        yield replace(case, review=replace(review, floor=Decimal(to))), nothing
        yield replace(case, review=replace(review, floor=Decimal(to) + Decimal("0.25"))), nothing
    elif condition == "countries" and to:
        yield replace(case, review=replace(review, countries=int(to))), nothing
    elif condition == "pinned" and to:
        reviewer, application = to.split(" from ")
        yield replace(case, pinned=case.pinned - {(application, reviewer)}), nothing
    else:
        yield case, frozenset({condition})


def _plain(**review: object) -> Case:
    """Three applications, four reviewers who know all of them."""
    affinity = {(f"A{a}", f"R{r}"): 2 for a in range(3) for r in range(4)}
    stated = Review(**{"per_application": 2, **review})  # type: ignore[arg-type]
    return Case(stated, {f"A{a}": {} for a in range(3)}, {f"R{r}": {} for r in range(4)}, affinity)


def test_loads_that_are_too_small_say_who_needs_what_of_whom() -> None:
    found = _collision(_plain(load_max=1))
    assert found.conditions == ("load_max",)
    assert str(found) == (
        "no assignment holds: these collide with the size of panels: the most that reviewers read. A0, A1, A2 need 6 "
        "reviews, and those who may read them (R0, R1, R2, R3) can give 4. To mend it: ask for 1 to read an "
        "application; or let every reviewer read 1 more"
    )


def test_an_application_that_nobody_knows_is_named() -> None:
    case = _plain()
    found = _collision(
        replace(
            case,
            affinity={pair: n for pair, n in case.affinity.items() if pair != ("A1", "R0")} | {},
            conflicts=frozenset({("A1", "R1"), ("A1", "R2")}),
        )
    )
    assert found.conditions == ("conflicts",)
    assert found.shortage.alone == ("A1",)


def test_reviewers_who_must_read_more_than_there_is_are_named() -> None:
    found = _collision(_plain(load_min=2))
    assert found.conditions == ("load_min",)
    assert "8 reviews at least" in str(found)
    assert "ask of every reviewer 1 fewer" in str(found)


def test_two_collisions_at_once_say_that_one_relief_is_not_enough() -> None:
    found = _collision(replace(_plain(load_max=1), conflicts=frozenset(("A1", f"R{r}") for r in range(4))))
    assert not found.reliefs
    assert "no one change is enough" in str(found)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (AssignmentOptions(Review()), "how many read an application is not stated"),
        (AssignmentOptions(Review(2), cap=Decimal("0.5")), "ask for random"),
        (AssignmentOptions(Review(2), "random", Decimal(0)), "above 0"),
        (AssignmentOptions(Review(2), without=("R9",)), "no reviewer is called R9"),
        (AssignmentOptions(Review(2), without=("R0", "R1", "R2", "R3")), "nobody to read"),
        (AssignmentOptions(Review(2), "random", Decimal("0.4")), "the conditions need 0.5 at least"),
    ],
)
def test_what_states_no_task_is_refused_in_words(options: AssignmentOptions, words: str) -> None:
    with pytest.raises(AssignmentError, match=words):
        _plain().assigned(options)


def test_a_pin_that_a_conflict_bars_is_refused() -> None:
    case = replace(_plain(), pinned=frozenset({("A0", "R1")}), conflicts=frozenset({("A0", "R1")}))
    with pytest.raises(AssignmentError, match=r"A0 and R1 \(in conflict\): delete the pin"):
        case.assigned(AssignmentOptions(case.review))


@pytest.mark.parametrize("fair", ["total", "leximin", "random"])
def test_without_any_affinity_nobody_reads_and_it_says_so(fair: str) -> None:
    with pytest.raises(Unassignable, match=r"too few pairs have a known affinity.*state more affinities"):
        replace(_plain(), affinity={}).assigned(AssignmentOptions(Review(2), fair))  # type: ignore[arg-type]

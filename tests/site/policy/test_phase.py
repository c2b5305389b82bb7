"""The phases as conditions of the database: each call is in one, and several at once are their union."""

from datetime import timedelta
from itertools import combinations

import pytest

from renkei.site.calls.models import Call
from renkei.site.calls.standing import phase_of
from renkei.site.policy import Phase, unscoped
from renkei.site.policy.phase import in_one_of
from tests.site.conftest import NOW

MOMENTS = [timedelta(seconds=step) for step in (-2, -1, 0, 1, 2)]


@pytest.fixture
def calls(db):
    """A call for each state, opening and deadline around now."""
    for state in Call.State.values:
        for opens in MOMENTS:
            for until in (one for one in MOMENTS if one >= opens):
                slug = f"c{Call.objects.all().granted('the test').count()}"
                dates = {"opens_at": NOW + opens, "closes_at": NOW + until, "accepts_until": NOW + until}
                Call(slug=slug, title=slug, summary="x", state=state, **dates).save()
    return list(unscoped(Call, "the test"))


def test_several_phases_are_the_union_of_each_as_one_reads_it_off_a_row(calls):
    for size in range(1, len(Phase) + 1):
        for phases in combinations(Phase, size):
            found = set(unscoped(Call, "the test").filter(in_one_of(phases, "", NOW)).values_list("pk", flat=True))
            assert found == {one.pk for one in calls if phase_of(one, NOW) in phases}, phases


def test_no_phase_at_all_is_no_condition(calls):
    with pytest.raises(TypeError):
        in_one_of((), "", NOW)

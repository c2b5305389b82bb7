"""Results are published from the decision that stands, in one step, once somebody has looked at them."""

import pytest
from django.test import Client

from renkei.site.calls.models import Result
from renkei.site.policy import NotAllowed, unscoped
from renkei.site.portfolio.actions import Word, publish_decided, say
from renkei.site.portfolio.models import FunderResult
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.portfolio.conftest import FIRST, ROOT, SECOND, THIRD

pytestmark = pytest.mark.django_db
WHY = "the test looks"


def published() -> dict[str, int]:
    return dict(unscoped(Result, WHY).values_list("number", "amount"))


def test_what_is_granted_counts_where_a_funder_has_confirmed_and_refused_parts_take_it_out(made, secretary):
    say(acting(made.officer("F1")), "joint", "F1", [Word(THIRD, "confirmed", "2500", version=1)])
    say(acting(made.officer("F2")), "joint", "F2", [Word(SECOND, "refused", ground="law", version=1)])
    publish_decided(acting(secretary), "joint", "Decision 1")
    assert published() == {THIRD: 250_000 + 300_000}
    funders = dict(unscoped(FunderResult, WHY).values_list("participation__funder__code", "amount"))
    assert funders == {"F1": 250_000, "F2": 300_000}


def test_it_is_published_anew_in_place_of_what_stood(made, secretary):
    publish_decided(acting(secretary), "joint", "Decision 1")
    say(acting(made.officer("F2")), "joint", "F2", [Word(SECOND, "refused", ground="law", version=1)])
    publish_decided(acting(secretary), "joint", "Decision 1, after a refusal")
    assert set(published()) == {THIRD}
    assert unscoped(FunderResult, WHY).count() == 2


def test_the_preview_changes_nothing_and_the_public_reads_each_funders_part_afterwards(made, secretary):
    desk, public = client_of(secretary), Client()
    page = desk.get(f"{ROOT}results/publish/").content.decode()
    assert THIRD in page
    assert FIRST not in page
    assert published() == {}
    assert "Funder 1" not in public.get(f"{ROOT}results/").content.decode()
    assert desk.post(f"{ROOT}results/publish/", {"ground": "Decision 1"}).status_code == 302
    shown = public.get(f"{ROOT}results/").content.decode()
    assert "Funder 1" in shown
    assert "5,000" in shown
    assert public.get(f"{ROOT}results/?export=csv").status_code == 200
    assert THIRD in public.get("/calls/joint/results/").content.decode()


def test_nobody_else_publishes(made, observer):
    for who in (made.officer("F1"), observer):
        with pytest.raises(NotAllowed):
            publish_decided(acting(who), "joint", "x")
        assert client_of(who).get(f"{ROOT}results/publish/").status_code == 404

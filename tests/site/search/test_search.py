"""The search finds what holds all the words, among what the reader may see."""

import pytest
from django.test import Client

from renkei.site.calls.actions import answer, ask
from renkei.site.calls.models import Call, Result
from renkei.site.directory.models import Organisation
from renkei.site.policy import Role, unscoped
from renkei.site.search.find import find
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive, person

PUBLIC = acting(None)


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    arrive(monkeypatch, NOW)


@pytest.fixture
def named(call):
    unscoped(Call, "the test").update(
        title="電池材料の共同公募", summary="Solid batteries for cold seas", text="With seals"
    )
    Organisation(name="Seal & Sea GmbH", country="DE", size="sme").save()
    return call


def kinds(query, actor=PUBLIC):
    return [str(hit.kind) for hit in find(actor, query)]


def test_japanese_is_found_by_any_part_and_full_width_is_the_same_as_half_width(named):
    assert kinds("材料") == kinds("材") == kinds("共同 電池") == ["call"]
    assert kinds("ｓｏｌｉｄ") == ["call"]


def test_all_words_must_be_there_and_case_does_not_count(named):
    assert kinds("COLD solid") == ["call"]
    assert kinds("cold zebra") == []
    assert kinds("   ") == []


def test_a_hit_in_a_weightier_field_comes_first(named):
    assert kinds("sea") == ["organisation", "call"]


def test_signs_of_patterns_are_only_signs(named):
    assert kinds("%") == kinds("_") == kinds("(") == []
    assert kinds("&") == ["organisation"]


def test_what_the_reader_may_not_see_is_not_found_nor_counted(named):
    asker, secretary = person("a@x.example"), person("s@x.example", Role.SECRETARIAT)
    asked = ask(acting(asker), "joint", "Is zebra allowed?")
    Result(call=named, number="J-1", title="Zebra project", organisations="Zebra", countries="JP", amount=1).save()
    assert kinds("zebra") == []
    assert kinds("zebra", acting(asker)) == ["question"]
    assert sorted(kinds("zebra", acting(secretary))) == ["funded application", "question"]
    answer(acting(secretary), asked.pk, "No zebra.")
    assert kinds("zebra") == ["question"]
    unscoped(Call, "the test").update(state="preparing")
    assert kinds("zebra") == kinds("電池") == []
    assert "Zebra" not in Client().get("/search/?q=zebra").content.decode().replace('value="zebra"', "")


def test_the_page_marks_the_words_and_takes_nothing_for_markup(named, client):
    page = client.get("/search/?q=seal+<b>").content.decode()
    assert "<b>" not in page
    page = client.get("/search/?q=seal").content.decode()
    assert "<mark>Seal</mark> &amp; Sea GmbH" in page


def test_a_search_asks_as_often_for_many_hits_as_for_few(named, django_assert_max_num_queries):
    counts = []
    for more in (1, 30):
        for n in range(more):
            Organisation(name=f"Cold {more} {n}", country="DE", size="sme").save()
        with django_assert_max_num_queries(6) as asked:
            assert Client().get("/search/?q=cold").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    client_of(person("z@x.example")).get("/search/?q=cold")

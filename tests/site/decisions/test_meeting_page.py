"""The meeting's screen, as browsers with and without JavaScript get it."""

import re

import pytest

from renkei.site.decisions import actions
from renkei.site.decisions.changes import Wanted
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.decisions.conftest import ROOM, SLUG

pytestmark = pytest.mark.django_db


def text(answer, status=200):
    assert answer.status_code == status, answer
    return answer.content.decode()


def shown_in(page: str) -> str:
    found = re.search(r'name="shown" value="(\w+)"', page)
    assert found
    return found[1]


def rows_in(page: str) -> dict[str, str]:
    return {one[0]: one[1] for one in re.findall(r'<tr id="row-([^"]+)" class="([^"]+)"', page)}


def test_the_page_shows_figures_funders_and_the_ranking_of_the_engine(desk, room, held):
    page = text(desk.get(ROOM))
    found = held.engine.before.answer()
    rows = rows_in(page)
    assert {one for one, kind in rows.items() if kind.split()[0] == "funded"} == set(found.funded)
    assert len(rows) == 24
    assert page.count('class="purse"') == 6
    assert re.search(rf"<dt>Funded</dt><dd>{found.number}</dd>", page)

"""Five hundred applications, forty funders: the same few queries as for three."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from renkei.site.review.actions import draft_scores, show_scores, take_lines, take_snapshot
from renkei.site.review.reading import Upload
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive
from tests.site.review.made import closed_call

PAGES = {
    "secretary": (
        "",
        "?export=csv",
        "verdicts/",
        "applications/JOINT-0001/",
        "drafts/",
        "drafts/1/",
        "snapshots/",
        "show-scores/",
    ),
    "officer": ("", "funders/F1/", "funders/F1/screening/", "funders/F1/screening/?export=xlsx", "funders/F1/raises/"),
}
MOST = 24  # the morning asks every station for what is next


def queries(applications: int, funders: int) -> dict[str, int]:
    made = closed_call(applications, funders)
    actor = acting(made.secretary)
    text = "application_id,score,Impact\n" + "".join(f"{number},9,4\n" for number in made.submissions)
    draft = draft_scores(actor, "joint", Upload("scores.csv", text.encode()))
    take_lines(actor, "joint", draft.number, None, draft.version)
    take_snapshot(actor, "joint")
    show_scores(actor, "joint")
    found = {}
    for who, user in (("secretary", made.secretary), ("officer", made.officers["F1"])):
        browser = client_of(user)
        for page in PAGES[who]:
            browser.get("/display/")
            browser.get(f"/review/joint/{page}")
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(f"/review/joint/{page}").status_code == 200, page
            found[f"{who} {page}"] = len(asked)
    return found


@pytest.fixture
def at_now(monkeypatch):
    arrive(monkeypatch, NOW)


@pytest.mark.django_db
def test_pages_take_few_queries_and_no_more_for_more_applications_and_funders(at_now):
    few, many = undone(3, 2), undone(60, 12)
    assert few == many
    assert max(many.values()) <= MOST, many


def undone(applications: int, funders: int) -> dict[str, int]:
    with transaction.atomic():
        found = queries(applications, funders)
        transaction.set_rollback(True)
    return found

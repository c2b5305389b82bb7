"""A call of the site as a programme folder."""

import pytest

from renkei.defects import DefectsFound
from renkei.engines.selection import options_from, select
from renkei.programme import read_folder
from renkei.site.applications.models import Submission
from renkei.site.calls.models import Call
from renkei.site.policy import unscoped
from renkei.site.review.folder import files_of, folder_of
from renkei.site.review.models import CriterionScore, Standing

WHY = "the test"
SELECTION = {
    "scale": {"min": 0, "max": 15, "best": "high"},
    "thresholds": {"total": 10},
    "selection": {"rule": "gaps"},
}
RATES = [{"currency": "CAD", "rate": "1.5"}, {"currency": "JPY", "rate": "160"}]


@pytest.fixture
def closed(programme, db) -> Call:
    call = unscoped(Call, WHY).get(slug="optics")
    call.selection, call.tables = SELECTION, {"rates": RATES}
    call.save()
    handed_in = unscoped(Submission, WHY).filter(application__call=call, withdrawn_at__isnull=True)
    unscoped(CriterionScore, WHY).filter(application__call=call).delete()
    for place, one in enumerate(handed_in.order_by("pk")):
        unscoped(Standing, WHY).filter(application=one.application_id).update(score=f"{14 - place}.5")
    return call


def test_a_call_becomes_a_folder_that_is_decided_and_read_back_the_same(closed, tmp_path):
    folder = folder_of(closed, WHY)
    for name, text in files_of(folder).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    again = read_folder(tmp_path)
    assert files_of(again) == files_of(folder)
    tables = again.tables
    decided = select(
        tables["applications"],
        tables["requests"],
        tables["funders"],
        options_from(again.settings, "gaps"),
        rates=tables["rates"],
    )
    assert sorted(decided.funded) == sorted(tables["applications"]["application_id"])


def test_a_withdrawn_submission_is_not_in_it(closed):
    titles = folder_of(closed, WHY).tables["applications"]["title"].to_list()
    assert len(titles) == 3
    assert "Seeing in the dark" not in titles


def test_what_a_selection_lacks_is_told_in_one_report(closed):
    unscoped(Standing, WHY).update(score=None)
    closed.tables = {}
    with pytest.raises(DefectsFound) as found:
        folder_of(closed, WHY)
    assert {one.column for one in found.value.defects} >= {"score", "currency"}


def test_a_title_that_a_spreadsheet_would_run_stays_text(closed):
    one = unscoped(Submission, WHY).filter(application__call=closed, withdrawn_at__isnull=True).first()
    one.snapshot = one.snapshot.replace("Leaves that tell the time", "=HYPERLINK(0)")
    one.save()
    assert "=HYPERLINK(0)" in folder_of(closed, WHY).tables["applications"]["title"].to_list()


def test_a_common_pot_pays_what_the_funders_that_give_to_it_are_asked(made):
    made.call.tables = {
        "pots": [{"pot_id": "common", "name": "Pot", "kind": "real", "currency": "EUR"}],
        "contributions": [
            {"pot_id": "common", "funder_id": code, "amount": amount, "currency": "EUR"}
            for code, amount in {"F1": "2500", "F2": "1000"}.items()
        ],
    }
    for place, one in enumerate(made.submissions.values()):
        Standing(application_id=one.application_id, score=f"{14 - place}.5").save()
    tables = folder_of(made.call, WHY).tables
    assert set(tables["funders"]["pot"]) == {"real"}
    decided = select(
        tables["applications"],
        tables["requests"],
        tables["funders"],
        options_from(folder_of(made.call, WHY).settings),
        pots=tables["pots"],
        contributions=tables["contributions"],
    )
    # They ask 1,000 of F1, 2,000 of F2, 3,000 of F1: of F2 more than it gives, and the pot pays as long as it lasts
    assert sorted(decided.funded) == ["JOINT-0001", "JOINT-0002"]

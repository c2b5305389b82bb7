"""Files taken back: a sheet of scores and a whole folder, first as drafts."""

import io
import zipfile
from decimal import Decimal

import polars as pl
import pytest

from renkei.defects import DefectsFound
from renkei.programme.annexes_file import ANNEXES_FILE
from renkei.programme.sources import SETTINGS_FILE
from renkei.site.applications.refusal import Outdated
from renkei.site.audit.models import Event
from renkei.site.calls.models import Participation
from renkei.site.policy import NotAllowed, unscoped
from renkei.site.review.actions import (
    Assessed,
    draft_folder,
    draft_scores,
    leave_lines,
    save_raises,
    save_standing,
    take_lines,
    take_snapshot,
)
from renkei.site.review.archive import MANIFEST, manifest_of, zipped
from renkei.site.review.columns import COLUMN_WORDS, TABLE_WORDS
from renkei.site.review.models import Draft, Standing
from renkei.site.review.reading import Upload
from renkei.site.ui.reader import LANGUAGE_COOKIE
from renkei.tables import OF_A_CALL
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.review.made import SELECTION, WHY

SHEET = "application_id,score,Impact,status,ground\nJOINT-0001,13.5,4.5,,\nJOINT-0003,,,ineligible,Too late\n"


def sheet(text=SHEET, name="scores.csv"):
    return Upload(name, text.encode())


def workbook(rows, **more):
    written = io.BytesIO()
    pl.DataFrame(rows).write_excel(written, worksheet="scores")
    return Upload("scores.xlsx", written.getvalue())


def lines(draft):
    return {one["key"]: {name: (before, after) for name, before, after in one["columns"]} for one in draft.lines}


def states(draft):
    return {one["key"]: one["state"] for one in draft.lines if one["takes"]}


def test_a_sheet_of_scores_is_shown_before_it_is_taken_and_then_told(made):
    actor = acting(made.secretary)
    save_standing(actor, "joint", "JOINT-0001", Assessed(score=Decimal(9)), 0)
    draft = draft_scores(actor, "joint", sheet())
    assert lines(draft) == {
        "JOINT-0001": {"score": ("9", "13.5"), "criteria_scores.Impact": ("", "4.5")},
        "JOINT-0003": {"status": ("", "ineligible"), "ground": ("", "Too late")},
    }
    assert unscoped(Standing, WHY).get().score == 9
    taken = take_lines(actor, "joint", draft.number, None, draft.version)
    assert states(taken) == {"JOINT-0001": "taken", "JOINT-0003": "taken"}
    stands = {one.application.number: one for one in unscoped(Standing, WHY).select_related("application")}
    assert stands["JOINT-0001"].score == Decimal("13.5")
    assert stands["JOINT-0003"].status == "ineligible"
    grounds = unscoped(Event, WHY).filter(action="standing.saved").values_list("ground", flat=True)
    assert list(grounds) == ["", "draft 1, scores.csv", "draft 1, scores.csv"]


def test_a_workbook_says_the_same_as_a_csv(made):
    rows = {"application_id": ["JOINT-0001", "JOINT-0002"], "score": [13.5, 12.0], "Plan": [4.25, None]}
    draft = draft_scores(acting(made.secretary), "joint", workbook(rows))
    assert lines(draft)["JOINT-0001"] == {"score": ("", "13.5"), "criteria_scores.Plan": ("", "4.25")}
    assert lines(draft)["JOINT-0002"] == {"score": ("", "12")}


def test_all_defects_come_in_one_report_with_row_and_column_and_nothing_is_kept(made):
    wrong = (
        "application_id,score,Excellence,status,ground,band\n"
        "JOINT-0001,16,4,,,\nJOINT-9999,1,1,,,\nJOINT-0002,1e3,x,maybe,,0\nJOINT-0001,12,,excluded,,1\n"
    )
    with pytest.raises(DefectsFound) as found:
        draft_scores(acting(made.secretary), "joint", sheet(wrong))
    places = {(one.row, one.column) for one in found.value.defects}
    assert places == {
        (1, "score"),
        (2, "application_id"),
        (3, "score"),
        (3, "Excellence"),
        (3, "status"),
        (3, "band"),
        (4, "application_id"),
        (4, "ground"),
    }
    assert not unscoped(Draft, WHY).exists()
    browser = client_of(made.secretary)
    file = io.BytesIO(wrong.encode())
    file.name = "scores.csv"
    answer = browser.post("/review/joint/scores/", {"file": file})
    assert answer.status_code == 422
    assert f"{len(found.value.defects)} things do not hold" in answer.content.decode()


@pytest.mark.parametrize(
    "upload", [Upload("a.txt", b"x"), Upload("a.csv", b""), Upload("a.xlsx", b"PK"), Upload("a.csv", b"a\n1")]
)
def test_what_is_no_sheet_of_scores_is_told(upload, made):
    with pytest.raises(DefectsFound):
        draft_scores(acting(made.secretary), "joint", upload)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ja", ("JOINT-0001 と書いてください", "この公募に提出された申請を書きます", "小数第6位までに丸めてください")),
        ("fr", ("écrire JOINT-0001", "la candidature est déposée à cet appel", "l’arrondir à 6 décimales")),
    ],
)
def test_defects_are_told_in_the_readers_language(language, told, made):
    browser = client_of(made.secretary)
    browser.cookies["django_language"] = language
    file = io.BytesIO(b"application_id,score\nJOINT-001,9\nJOINT-0002,1.23456789\n")
    file.name = "scores.csv"
    page = browser.post("/review/joint/scores/", {"file": file}).content.decode()
    assert all(one in page for one in told)


def test_a_total_that_is_not_that_of_the_criteria_is_a_defect(made):
    made.call.selection = {**SELECTION, "total": "sum"}
    made.call.save()
    text = "application_id,score,Excellence,Impact,Plan\nJOINT-0001,13,4,4,4\nJOINT-0002,12,4,4,4\n"
    with pytest.raises(DefectsFound) as found:
        draft_scores(acting(made.secretary), "joint", sheet(text))
    (defect,) = found.value.defects
    assert (defect.row, defect.column) == (1, "score")
    assert "12" in defect.rule


def test_lines_are_taken_one_by_one_left_and_stale_where_something_changed_meanwhile(made):
    actor = acting(made.secretary)
    text = "application_id,score\nJOINT-0001,13\nJOINT-0002,12\nJOINT-0003,11\n"
    draft = draft_scores(actor, "joint", sheet(text))
    save_standing(actor, "joint", "JOINT-0002", Assessed(score=Decimal(5)), 0)
    first = take_lines(actor, "joint", draft.number, {0}, draft.version)
    with pytest.raises(Outdated):
        take_lines(actor, "joint", draft.number, {1}, draft.version)
    second = leave_lines(actor, "joint", draft.number, {2}, first.version)
    assert take_lines(actor, "joint", draft.number, set(), second.version).version == second.version
    third = take_lines(actor, "joint", draft.number, None, second.version)
    assert states(third) == {"JOINT-0001": "taken", "JOINT-0002": "stale", "JOINT-0003": "left"}
    assert unscoped(Standing, WHY).get(application__number="JOINT-0002").score == 5


def test_a_snapshot_taken_straight_back_says_nothing_new(made):
    actor = acting(made.secretary)
    save_standing(actor, "joint", "JOINT-0001", Assessed(score=Decimal("9.5"), criteria={"Plan": Decimal(3)}), 0)
    save_standing(actor, "joint", "JOINT-0002", Assessed(status="excluded", ground="=1+1", score=Decimal(0)), 0)
    save_standing(actor, "joint", "JOINT-0003", Assessed(score=Decimal(8), field="Optics"), 0)
    snapshot = take_snapshot(actor, "joint")
    assert draft_folder(actor, "joint", Upload("joint.zip", zipped(snapshot))).lines == []


def test_a_folder_is_compared_while_scores_still_lack_and_with_the_rates_of_the_call(made):
    made.call.tables = {"rates": [{"currency": "JPY", "rate": "160"}]}
    made.call.save()
    actor = acting(made.secretary)
    for number in made.submissions:
        save_standing(actor, "joint", number, Assessed(score=Decimal(9)), 0)
    back = Upload("joint.zip", _zip(take_snapshot(actor, "joint").files))
    save_standing(actor, "joint", "JOINT-0001", Assessed(), 1)
    assert lines(draft_folder(actor, "joint", back)) == {"JOINT-0001": {"score": ("", "9")}}


def changed_folder(made, actor):
    snapshot = take_snapshot(actor, "joint")
    files = dict(snapshot.files)
    apps = (
        files["applications.csv"]
        .replace("Title 1", "Another title")
        .replace("JOINT-0002,Title 2,9", "JOINT-0002,Title 2,10")
    )
    files["applications.csv"] = apps
    files["funders.csv"] = files["funders.csv"].replace("5000.00", "6000.00", 1)
    head, rest = files["funders.csv"].split("\n", 1)
    files["funders.csv"] = (
        f"{head},possible_raise\n" + "\n".join(f"{line},250.00" for line in rest.strip().split("\n")) + "\n"
    )
    files["programme.yaml"] = files["programme.yaml"].replace("gaps", "ranking")
    snapshot.files = files
    return Upload("joint.zip", zipped(snapshot))


def test_a_folder_taken_back_is_shown_as_differences_and_overwrites_nothing(made):
    actor = acting(made.secretary)
    for number in made.submissions:
        save_standing(actor, "joint", number, Assessed(score=Decimal(9)), 0)
    draft = draft_folder(actor, "joint", changed_folder(made, actor))
    found = {(one["table"], one["key"], one["takes"]): one["columns"] for one in draft.lines}
    assert found["applications", "JOINT-0002", True] == [["score", "9", "10"]]
    assert found["applications", "JOINT-0001", False] == [["title", "Title 1", "Another title"]]
    assert found["funders", "F1", True] == [["possible_raise", "", "250.00"]]
    assert found["funders", "F1", False] == [["budget", "5000.00", "6000.00"]]
    assert ("programme.yaml", "", False) in found
    take_lines(actor, "joint", draft.number, None, draft.version)
    assert unscoped(Standing, WHY).get(application__number="JOINT-0002").score == 10
    part = unscoped(Participation, WHY).get(funder__code="F1")
    assert (part.budget, part.possible_raise) == (500_000, 25_000)
    page = client_of(made.secretary).get(f"/review/joint/drafts/{draft.number}/").content.decode()
    assert "Another title" in page
    assert "taken" in page


def test_what_a_folder_only_repeats_of_its_snapshot_takes_nothing_back_that_came_since(made):
    actor, officer = acting(made.secretary), acting(made.officers["F1"])
    for number in made.submissions:
        save_standing(actor, "joint", number, Assessed(score=Decimal(9)), 0)
    snapshot = take_snapshot(actor, "joint")
    files = {**snapshot.files, MANIFEST: manifest_of(snapshot.files)}
    files["applications.csv"] = files["applications.csv"].replace("JOINT-0002,Title 2,9", "JOINT-0002,Title 2,10")
    save_raises(officer, "joint", "F1", {"confirmed_raise": "500"}, {"confirmed_raise": "", "possible_raise": ""})
    save_standing(actor, "joint", "JOINT-0001", Assessed(score=Decimal(11)), 1)
    draft = draft_folder(actor, "joint", Upload("joint.zip", _zip(files)))
    assert lines(draft) == {"JOINT-0002": {"score": ("9", "10")}}


def test_a_folder_that_does_not_hold_is_told_and_not_kept(made):
    for content in (b"no archive", _zip({"programme.yaml": "name: x\n", "funders.csv": "a\n1\n"})):
        with pytest.raises(DefectsFound):
            draft_folder(acting(made.secretary), "joint", Upload("x.zip", content))
    assert not unscoped(Draft, WHY).exists()


def _zip(files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return written.getvalue()


def test_an_officer_takes_no_file_back_and_sees_no_draft(made):
    draft = draft_scores(acting(made.secretary), "joint", sheet())
    officer = made.officers["F1"]
    with pytest.raises(NotAllowed):
        draft_scores(acting(officer), "joint", sheet())
    with pytest.raises(NotAllowed):
        take_lines(acting(officer), "joint", draft.number, None, draft.version)
    for address in ("drafts/", f"drafts/{draft.number}/", "scores/", "folder/", "snapshots/"):
        assert client_of(officer).get(f"/review/joint/{address}").status_code == 404


@pytest.mark.parametrize(("code", "said"), [("fr", ("Note", "Statut", "non recevable")), ("ja", ("評点", "状態"))])
def test_a_drafts_page_names_columns_and_statuses_in_the_readers_words(made, code, said):
    draft = draft_scores(acting(made.secretary), "joint", sheet())
    client = client_of(made.secretary)
    client.cookies[LANGUAGE_COOKIE] = code
    page = client.get(f"/review/joint/drafts/{draft.number}/").content.decode()
    assert [one for one in said if one not in page] == []
    assert [raw for raw in ("score", "status") if f">{raw}<" in page] == []
    assert "Impact" in page


def test_every_column_and_table_of_a_call_has_its_words():
    names = {column for table in OF_A_CALL for column in table.names}
    assert names == set(COLUMN_WORDS)
    assert {*(table.name for table in OF_A_CALL), SETTINGS_FILE, ANNEXES_FILE} == set(TABLE_WORDS)

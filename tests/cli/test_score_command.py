"""`renkei score`: what it writes, prints and says, and the way from reviews to a verified decision."""

import csv
import json
import re
from pathlib import Path

import polars as pl
import pytest

from renkei.programme import read_folder
from renkei.tables import AGREEMENT, SCORES, SEVERITY
from tests.cli.running import folder_of, records, renkei

SETTINGS = """\
name: three criteria
reporting_currency: EUR
scale: {min: 0, max: 15}
criteria: [excellence, impact, implementation]
thresholds: {total: 6, criteria: {excellence: 2}}
score: {total: sum}
selection: {rule: ranking, lottery: {width: 1, draw_named: first draw of the new year}}
"""
CRITERIA = ("excellence", "impact", "implementation")
POINTS = {  # application → reviewer → scores on the three criteria, and the reviewer's confidence
    "A1": {"R1": (5, 5, 4, 4), "R2": (5, 4, 5, 3), "R3": (4, 4, 4, 2)},
    "A2": {"R1": (4, 4, 4, 4), "R2": (4, 4, 3, 3), "R4": (4, 3, 4, 5)},
    "A3": {"R2": (4, 3, 4, 3), "R3": (4, 3, 3, 2), "R4": (3, 4, 4, 4)},
    "A4": {"R1": (4, 3, 4, 4), "R3": (3, 3, 3, 2), "R4": (4, 4, 3, 4)},
    "A5": {"R1": (2, 3, 2, 4), "R2": (2, 2, 3, 3), "R3": (2, 2, 2, 2)},
    "=A6": {"R4": (3, 3, 3, 3)},
}
OTHERS = {
    "applications": "application_id,title,field,score,remark\n"
    + "".join(f"{one},Quiet motors {at},materials,9,kept\n" for at, one in enumerate(POINTS)).replace("=A6", "'=A6"),
    "requests": "application_id,partner_id,funder_id,amount,currency\n"
    + "".join(f"{one},P1,JST,100.00,EUR\n" for one in POINTS).replace("=A6", "'=A6"),
    "funders": "funder_id,name,currency,budget\nJST,Japan Agency,EUR,300.00\n",
}


def written(rows: list[tuple[object, ...]]) -> str:
    head = "application_id,reviewer_id,criterion,score,confidence\n"
    return head + "".join(",".join(map(str, row)) + "\n" for row in rows).replace("=A6", "'=A6")


def review_rows() -> list[tuple[object, ...]]:
    return [
        (application, reviewer, criterion, points[at], points[3])
        for application, given in POINTS.items()
        for reviewer, points in given.items()
        for at, criterion in enumerate(CRITERIA)
    ]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = folder_of(tmp_path / "call", OTHERS, SETTINGS)
    (home / "reviews.csv").write_text(written(review_rows()), "utf-8")
    return home


def change(home: Path, file: str, old: str, new: str) -> None:
    text = (home / file).read_text("utf-8")
    assert old in text
    (home / file).write_text(text.replace(old, new, 1), "utf-8")


def test_it_prints_what_it_came_to_and_writes_tables_and_page(home: Path) -> None:
    done = renkei("score", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("three criteria: what the reviews say\n6 applications scored from 16 reviews")
    assert "1 application has one review" in done.stdout.replace("\n", " ")
    names = ("agreement.csv", "applications.csv", "criteria_scores.csv", "score.html", "scores.csv", "severity.csv")
    assert sorted(path.name for path in (home / "score").iterdir()) == list(names)


def test_the_tables_have_the_contracts_columns_and_texts_are_no_formulas(home: Path) -> None:
    renkei("score", home)
    for table in (SCORES, SEVERITY, AGREEMENT):
        found = records(home / "score" / f"{table.name}.csv")
        assert set(found[0]) <= set(table.names)
        assert set(table.required) <= set(found[0])
        assert len({tuple(row[name] for name in table.key) for row in found}) == len(found)
    applications = records(home / "score" / "applications.csv")
    assert [row["application_id"] for row in applications] == ["A1", "A2", "A3", "A4", "A5", "'=A6"]
    assert {row["remark"] for row in applications} == {"kept"}
    assert applications[5]["score"] == "9"  # of the reviews, not the 9 that stood there
    assert applications[0]["score"] == "13.56"  # (4·14 + 3·14 + 2·12) / 9 = 13.555…


def test_the_tables_can_be_parquet_and_a_workbook_scores_alike(home: Path, tmp_path: Path) -> None:
    import xlsxwriter

    change(home, "applications.csv", "field,score,remark", "field,before,remark")
    renkei("score", home, "--parquet", "--out", home / "b")
    assert pl.read_parquet(home / "b" / "scores.parquet").height == 6
    book = tmp_path / "book" / "call.xlsx"
    book.parent.mkdir()
    with xlsxwriter.Workbook(book, {"strings_to_formulas": False}) as made:
        for name in (*OTHERS, "reviews"):
            sheet = made.add_worksheet(name)
            for at, row in enumerate(csv.reader((home / f"{name}.csv").read_text("utf-8").splitlines())):
                sheet.write_row(at, 0, [cell.removeprefix("'") for cell in row])
    (book.parent / "programme.yaml").write_text(SETTINGS, "utf-8")
    done = renkei("score", book, "--out", tmp_path / "c", "--apply", tmp_path / "applied")
    assert done.returncode == 0, done.stderr
    renkei("score", home, "--out", tmp_path / "d")
    assert (tmp_path / "c" / "scores.csv").read_bytes() == (tmp_path / "d" / "scores.csv").read_bytes()
    assert read_folder(tmp_path / "applied", "select").tables["applications"]["score"].null_count() == 0


def test_the_figures_alone_are_json(home: Path) -> None:
    done = renkei("score", home, "--json", "--correct-severity", "--first", 2, "--seed", 3)
    found = json.loads(done.stdout)
    assert (found["seed"], found["corrected"], found["groups"]) == (3, True, 1)
    first = found["applications"][0]
    assert (first["application_id"], first["rank"], first["places"]) == ("A1", 1, 2)
    assert {row["criterion"] for row in found["agreement"]} == {"*", *CRITERIA}
    assert sum(float(row["among_first"]) for row in found["applications"]) == pytest.approx(2)


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_the_page_stands_alone_in_each_language_each_plot_with_its_table(home: Path, language: str) -> None:
    done = renkei("score", home, "--language", language)
    assert done.returncode == 0, done.stderr
    page = (home / "score" / "score.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page
    for name in ("scores", "ranks", "severity", "agreement"):
        assert f'id="plot-{name}-title"' in page
        assert f'<table id="table-{name}">' in page
    assert not re.search(r"<script|src=|https?://|\{\w+\}|scoring\.\w+", page)


def test_two_runs_and_any_order_of_rows_give_the_same_bytes(home: Path) -> None:
    renkei("score", home, "--out", home / "a")
    (home / "reviews.csv").write_text(written(review_rows()[::-1]), "utf-8")
    renkei("score", home, "--out", home / "b")
    renkei("score", home, "--out", home / "c", "--seed", 2)
    for path in (home / "a").iterdir():
        assert path.read_bytes() == (home / "b" / path.name).read_bytes()
    assert (home / "a" / "scores.csv").read_bytes() != (home / "c" / "scores.csv").read_bytes()


def test_scores_go_on_to_the_grey_zone_the_lottery_the_selection_and_the_verifier(home: Path, tmp_path: Path) -> None:
    call = tmp_path / "scored"
    done = renkei("score", home, "--apply", call)
    assert done.returncode == 0, done.stderr
    assert "the call with its scores" in done.stdout
    for name in ("programme.yaml", "requests.csv", "funders.csv", "reviews.csv"):
        assert (call / name).read_bytes() == (home / name).read_bytes()
    assert renkei("check", call).returncode == 0
    assert json.loads(renkei("grey-zone", call, "--json", "--resamples", 50).stdout)["zones"]["sometimes"] > 0
    frozen = renkei("zone", call, "--out", tmp_path / "zone")
    assert frozen.returncode == 0, frozen.stderr
    record = tmp_path / "zone" / "zone.json"
    members = json.loads(record.read_text("utf-8"))["members"]
    assert members
    done = renkei("select", call, "--zone", record, "--draw", "12 25 31", "--out", tmp_path / "decision")
    assert done.returncode == 0, done.stderr
    decision = tmp_path / "decision" / "decision.json"
    assert renkei("verify", decision, call).returncode == 0
    change(call, "applications.csv", "13.56", "13.57")
    assert renkei("verify", decision, call).returncode == 1


def test_a_scored_call_scored_again_stays_as_it_is(home: Path, tmp_path: Path) -> None:
    renkei("score", home, "--apply", tmp_path / "one", "--out", tmp_path / "a")
    renkei("score", tmp_path / "one", "--apply", tmp_path / "two", "--out", tmp_path / "b")
    for name in ("applications.csv", "criteria_scores.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_correction_that_cannot_be_is_refused_with_its_groups_and_nothing_is_written(home: Path) -> None:
    rows = [(one if one < "A3" else f"{one}", f"{who}{one > 'A2'}", *rest) for one, who, *rest in review_rows()]
    (home / "reviews.csv").write_text(written(rows), "utf-8")
    done = renkei("score", home, "--correct-severity")
    assert (done.returncode, "2 groups that no reviewer links" in done.stderr) == (1, True), done.stderr
    assert not (home / "score").exists()


def test_with_one_review_each_scores_are_made_and_errors_left_empty_and_said(home: Path) -> None:
    rows = [row for row in review_rows() if row[1] == ("R1" if "R1" in POINTS[str(row[0])] else "R4")]
    (home / "reviews.csv").write_text(written(rows), "utf-8")
    done = renkei("score", home, "--apply", home.parent / "applied")
    assert done.returncode == 0, done.stderr
    assert "No application has two reviews" in done.stdout
    assert "score_error" not in records(home / "score" / "scores.csv")[0]
    assert '<table id="table-ranks">' not in (home / "score" / "score.html").read_text("utf-8")
    assert "score_error" in renkei("grey-zone", home.parent / "applied").stderr  # which asks for one


def test_where_all_agree_every_error_is_0_and_it_is_said(home: Path) -> None:
    rows = [(*row[:3], 3, 1) for row in review_rows()]
    (home / "reviews.csv").write_text(written(rows), "utf-8")
    done = renkei("score", home)
    assert (done.returncode, "every error is 0" in done.stdout.replace("\n", " ")) == (0, True), done.stderr
    assert {row["score_error"] for row in records(home / "score" / "scores.csv")} == {"0"}


BAD = [
    ("reviews.csv", "A1,R1,excellence,5", "A1,R1,excellence,51", "a criterion's score lies between 0 and 5"),
    ("reviews.csv", "A1,R1,excellence", "A1,R1,exellence", "write excellence"),
    ("reviews.csv", "A1,R1,excellence,5,4", "A1,R1,excellence,5,", "every review states its confidence"),
    ("reviews.csv", "A1,R1,excellence,5,4", "A1,R1,excellence,5,0", "a confidence is above 0"),
    ("reviews.csv", "A1,R1,excellence,5,4\n", "", "a review has a score on excellence"),
    ("reviews.csv", "A1,R1,excellence,5,4\n", "A1,R1,excellence,5,4\nA1,R1,excellence,4,4\n", "once"),
    ("reviews.csv", "A1,R1,excellence,5", "A9,R1,excellence,5", "stands in applications"),
    ("reviews.csv", "A1,R1,excellence,5", "A1,R1,excellence,five", "number"),
    ("reviews.csv", "A1,R1,excellence,5", "A1,R1,excellence,", "required"),
    ("reviews.csv", "A1,R1,", "A1,,", "required"),
    ("applications.csv", "A5,Quiet", "A7,Quiet motors,materials,9,\nA5,Quiet", "has a review"),
    ("programme.yaml", "score: {total: sum}\n", "", "how criteria make a score is published"),
    ("programme.yaml", "{total: sum}", "{total: summ}", "sum"),
    ("programme.yaml", "{total: sum}", "{total: sum, weights: {impact: -1}}", "a weight is 0 or more"),
    ("programme.yaml", "{total: sum}", "{total: sum, weights: {impakt: 1}}", "write impact"),
    ("programme.yaml", "{total: sum}", "{total: sum, scale: {min: 5, max: 1}}", "maximum is above its minimum"),
    ("programme.yaml", "{total: sum}", "{total: sum, scale: {min: 0, max: 10}}", "a score lies between 0 and 15"),
    ("programme.yaml", "{total: sum}", "{total: sum, places: 9}", "0 to 6 decimals"),
    ("programme.yaml", "{total: sum}", "{total: sum, wieghts: {}}", "write weights"),
    ("programme.yaml", "{total: sum}", "{total: sum, confidence: no}", "ignored"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), BAD)
def test_bad_input_is_refused_whole_and_said(home: Path, file: str, old: str, new: str, words: str) -> None:
    change(home, file, old, new)
    done = renkei("score", home, "--apply", home.parent / "applied")
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert not (home / "score").exists()
    assert not (home.parent / "applied").exists()


def test_all_defects_of_reviews_come_in_one_report(home: Path) -> None:
    change(home, "reviews.csv", "A1,R1,excellence,5,4", "A1,R1,excellence,51,0")
    change(home, "reviews.csv", "A2,R1,impact", "A2,R1,impatc")
    done = renkei("check", home, "--json")
    rules = {json.loads(line)["rule"] for line in done.stdout.splitlines()}
    assert {"a confidence is above 0", "programme.yaml names the criterion", "a review has a score on impact"} <= rules


@pytest.mark.parametrize("name", ["applications.csv", "reviews.csv"])
def test_what_is_not_there_is_asked_for(home: Path, name: str) -> None:
    (home / name).unlink()
    done = renkei("score", home)
    assert (done.returncode, name in done.stderr) == (1, True), done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--language", "de"), "there are"),
        (("--out", "HOME"), "another place"),
        (("--apply", "HOME"), "new one"),
        (("--resamples", "0"), "resamples"),
        (("--first", "0"), "first"),
        (("--seed", "-1"), "seed"),
    ],
)
def test_wrong_usage_is_said(home: Path, arguments: tuple[str, str], words: str) -> None:
    done = renkei("score", home, *(home if one == "HOME" else one for one in arguments))
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert not (home / "score").exists()


def test_confidence_can_be_left_out_of_account_by_the_call(home: Path) -> None:
    change(
        home,
        "programme.yaml",
        "{total: sum}",
        "{total: mean, confidence: ignored, places: 3, weights: {impact: 2}, scale: {min: 0, max: 5}}",
    )
    change(home, "reviews.csv", "A1,R1,excellence,5,4", "A1,R1,excellence,5,")
    done = renkei("score", home)
    assert done.returncode == 0, done.stderr
    # means of (1, 2, 1): R1 19/4, R2 18/4, R3 16/4
    assert records(home / "score" / "applications.csv")[0]["score"] == "4.417"

"""`renkei match`: what it writes, prints and says, for everybody and for one organisation."""

import csv
import json
import re
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from renkei.tables import MATCHES
from tests.cli.running import folder_of, records, renkei

WORKED = Path(__file__).parents[2] / "docs" / "worked" / "match"
PROFILES = """profile_id,organisation_id,organisation,country,size,kind,title,text,field,stage,language
n1,A,Ako,JP,large,need,Electrolytes,全固体電池の硫化物電解質の製造技術を求めています,2.5,applied,ja
n2,B,Bco,FR,sme,need,Membranes,"Polymer membranes for hydrogen fuel cells, and machine learning",2.5,applied,en
o1,B,Bco,FR,sme,offer,Cells,硫化物系固体電解質の合成と全固体電池の評価,2.5,seed,ja
o2,C,=Cco,DE,large,offer,Batteries,Solid state batteries and sulfide electrolytes,2.5,applied,en
o3,A,Ako,JP,large,offer,,Polymer membranes for fuel cells,2.5,applied,en
o4,D,Dco,JP,startup,offer,Learning,Machine learning for hydrogen,1.2,seed,en
"""
OTHERS = {
    "rivals": "organisation_id,rival_id,ground\nD,B,same market\n",
    "cooperations": "project_id,organisation_id,year\nP1,A,2020\nP1,B,2020\nP2,B,2021\nP2,C,2021\n",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "fair", {"profiles": PROFILES} | OTHERS)


def change(home: Path, file: str, old: str, new: str) -> None:
    text = (home / file).read_text("utf-8")
    assert old in text
    (home / file).write_text(text.replace(old, new, 1), "utf-8")


def test_it_prints_what_it_came_to_and_writes_tables_and_page(home: Path) -> None:
    done = renkei("match", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Who answers whom\n2 of 2 needs have an offer that answers them; pairs in all: 2.\n")
    assert "1 pair of organisations matches both ways" in done.stdout
    names = ["exposure.csv", "matches.csv", "matching.html", "partners.csv"]
    assert sorted(path.name for path in (home / "matching").iterdir()) == names


def test_the_table_has_the_contracts_columns_and_says_why(home: Path) -> None:
    renkei("match", home)
    found = records(home / "matching/matches.csv")
    assert list(found[0]) == list(MATCHES.names)
    assert [(row["need_id"], row["offer_id"], row["rank"]) for row in found] == [("n1", "o1", "1"), ("n2", "o3", "1")]
    assert found[0]["why"].startswith("全固体電池 ")
    assert found[0]["why"].endswith("; together in projects: 1")


def test_rivals_are_paired_neither_as_need_and_offer_nor_as_partners(home: Path) -> None:
    renkei("match", home)
    pairs = {(row["organisation_id"], row["partner_id"]) for row in records(home / "matching/partners.csv")}
    assert pairs == {("A", "B"), ("B", "A")}
    (home / "rivals.csv").unlink()
    renkei("match", home)
    assert "o4" in {row["offer_id"] for row in records(home / "matching/matches.csv")}


def test_it_needs_profiles_alone_and_a_workbook_matches_alike(home: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(book, {"strings_to_formulas": False}) as made:
        for name in ("profiles", *OTHERS):
            sheet = made.add_worksheet(name)
            for at, row in enumerate(csv.reader((home / f"{name}.csv").read_text("utf-8").splitlines())):
                sheet.write_row(at, 0, row)
    assert renkei("match", book, "--out", tmp_path / "c").returncode == 0
    renkei("match", home, "--out", tmp_path / "d")
    for name in ("matches.csv", "partners.csv", "exposure.csv"):
        assert (tmp_path / "c" / name).read_bytes() == (tmp_path / "d" / name).read_bytes()
    for name in OTHERS:
        (home / f"{name}.csv").unlink()
    assert renkei("match", home).returncode == 0


def test_for_one_organisation_by_name_and_the_figures_alone_as_json(home: Path) -> None:
    found = json.loads(renkei("match", home, "--for", "dco", "--json").stdout)
    assert (found["matches"], found["partners"], found["needs"]) == (0, 0, 0)
    found = json.loads(renkei("match", home, "--for", "Ako", "--json").stdout)
    assert (found["matches"], found["partners"], found["both_ways"]) == (2, 1, 1)
    assert found["short"] == found["unanswered"] == []


def test_filters_and_the_bound_for_small_organisations_are_options(home: Path) -> None:
    (home / "rivals.csv").unlink()
    renkei("match", home, "--countries", "jp-fr", "--size", "startup")
    assert [row["offer_id"] for row in records(home / "matching/matches.csv")] == ["o4"]
    done = renkei("match", home, "--small-share", "0.5", "--keep", "2")
    assert "At least 50.0% of each list goes to SMEs and start-ups" in " ".join(done.stdout.split())
    found = json.loads(renkei("match", home, "--small-share", "1", "--keep", "1", "--json").stdout)
    assert (found["small"], found["short"]) == (1.0, [])
    assert found["cost"] > 0
    exposure = {row["organisation_id"]: row for row in records(home / "matching/exposure.csv")}
    assert (exposure["D"]["places"], exposure["D"]["free_places"]) == ("1", "0")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Who answers whom"), ("fr", "Qui répond à qui"), ("ja", "ニーズとシーズの組合せ")],
)
def test_the_page_stands_alone_in_each_language_and_texts_are_no_markup(home: Path, language: str, words: str) -> None:
    change(home, "profiles.csv", "Membranes,", "<script>alert(1)</script>,")
    done = renkei("match", home, "--language", language, "--small-share", "0.5")
    assert done.returncode == 0, done.stderr
    page = (home / "matching/matching.html").read_text("utf-8")
    assert f"<h1>{words}</h1>" in page
    assert "<script" not in page
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "全固体電池" in page


def test_the_page_calls_organisations_by_their_names_and_not_by_keys(home: Path) -> None:
    (home / "profiles.csv").write_text(
        "profile_id,organisation,kind,text\nn1,Ako Ltd,need,solid battery anode\nn2,,need,solid battery\n"
        "o1,Bco SA,offer,solid battery\no2,Cco,offer,enzymes\n",
        "utf-8",
    )
    assert renkei("match", home).returncode == 0
    page = (home / "matching/matching.html").read_text("utf-8")
    assert "Ako Ltd" in page.split('id="partners"')[1]
    assert not re.search(r">\s*(name|profile) ", page)


def test_the_page_tells_a_need_once_and_shares_in_whole_percent(home: Path) -> None:
    (home / "rivals.csv").unlink()
    renkei("match", home, "--keep", "3", "--floor", "0")
    page = (home / "matching/matching.html").read_text("utf-8")
    assert page.count("n1: Electrolytes") == 1
    assert re.search(r"全固体電池 \d+%", page)
    assert not re.search(r"全固体電池 \d+\.\d%", page)
    assert {len(number) for number in re.findall(r">\s*0\.(\d+)\s*<", page)} == {4}


def test_a_terminal_shows_the_beginning_of_a_text_without_title(home: Path) -> None:
    change(home, "profiles.csv", "Electrolytes,", ",")
    change(home, "profiles.csv", "製造技術を求めています", "製造技術を求めています" + " 電池" * 60)
    assert len(renkei("match", home).stdout.splitlines()) < 25


def test_what_the_bound_costs_is_a_figure_only_where_there_is_a_bound(home: Path) -> None:
    assert "given up" not in " ".join(renkei("match", home).stdout.split())
    assert "given up" in " ".join(renkei("match", home, "--small-share", "0.5").stdout.split())


def test_cells_that_begin_like_formulas_are_marked(home: Path) -> None:
    renkei("match", home)
    assert "'=Cco" in (home / "matching/exposure.csv").read_text("utf-8")


def test_the_same_input_gives_the_same_bytes_and_tables_can_be_parquet(home: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        renkei("match", home, "--out", tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    renkei("match", home, "--parquet")
    assert pl.read_parquet(home / "matching/matches.parquet").columns == list(MATCHES.names)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("profiles.csv", "n2,B", "n1,B", "n1"),
        ("profiles.csv", "need,Electrolytes", "wish,Electrolytes", "wish"),
        ("profiles.csv", ",JP,large,need", ",Japan,large,need", "Japan"),
        ("profiles.csv", ",sme,need", ",tiny,need", "tiny"),
        ("profiles.csv", "applied,en", "soon,en", "soon"),
        ("profiles.csv", "Polymer membranes for fuel cells", "", "text"),
        ("profiles.csv", "profile_id,", "id,", "profile_id"),
        ("rivals.csv", "D,B,same market", "D,,same market", "rival_id"),
        ("rivals.csv", "D,B,same market\n", "D,B,one\nD,B,two\n", "rivals.csv"),
        ("cooperations.csv", "P1,A,2020", "P1,A,soon", "soon"),
        ("cooperations.csv", "P1,A,2020", "P1,A,-1", "-1"),
        ("profiles.csv", ",need,Electrolytes", ",offer,Electrolytes", ""),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(home: Path, file: str, old: str, new: str, words: str) -> None:
    change(home, file, old, new)
    if not words:
        change(home, file, ",need,Membranes", ",offer,Membranes")
        words = "no profile is of the kind need"
    done = renkei("match", home)
    assert (done.returncode, done.stdout, (home / "matching").exists()) == (1, "", False)
    assert words in done.stderr


def test_no_folder_no_profiles_and_an_unknown_organisation_are_told(home: Path, tmp_path: Path) -> None:
    assert renkei("match", tmp_path / "nowhere").returncode == 1
    done = renkei("match", home, "--for", "Nobody")
    assert (done.returncode, (home / "matching").exists()) == (1, False)
    assert "Nobody has no profile" in done.stderr
    (home / "profiles.csv").unlink()
    assert "profiles" in renkei("match", home).stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--countries", "Japan"),
        ("--countries", "JP"),
        ("--size", "tiny"),
        ("--stage", "soon"),
        ("--keep", "0"),
        ("--floor", "2"),
        ("--small-share", "-1"),
        ("--past", "1.5"),
        ("--language", "xx"),
    ],
)
def test_wrong_usage_ends_with_two(home: Path, wrong: tuple[str, str]) -> None:
    done = renkei("match", home, *wrong)
    assert (done.returncode, (home / "matching").exists()) == (2, False)


def test_the_example_of_the_guide_runs_as_it_is_told(tmp_path: Path) -> None:
    renkei("match", WORKED, "--out", tmp_path / "all", "--floor", "0.4")
    renkei("match", WORKED, "--out", tmp_path / "matches")
    all_found, found = (records(tmp_path / name / "matches.csv") for name in ("all", "matches"))
    assert [(row["offer_id"], row["strength"]) for row in all_found] == [("O1", "0.5252"), ("O2", "0.4664")]
    assert [(row["offer_id"], row["why"]) for row in found] == [("O1", "solid 66%, battery 34%")]


def test_the_folder_itself_is_no_place_to_write(home: Path) -> None:
    assert renkei("match", home, "--out", home).returncode == 2

"""The page of an overlap check: texts side by side, findings in each language, verdicts and what was left out."""

import re
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.engines.overlap import Overlap, OverlapOptions, overlap
from renkei.programme import read_folder
from renkei.reports.catalogues import LANGUAGES
from renkei.reports.defects import sentences
from renkei.reports.overlap import html
from renkei.reports.overlap.marking import Piece, marked, side_by_side
from renkei.tables import OVERLAPS
from tests.reports.test_defects_told import names, texts

EXAMPLE = Path(__file__).parents[2] / "examples" / "overlap"
ENGINE = [f"engines/overlap/{name}.py" for name in ("finding", "people", "effort", "cost", "texts")]
NO_EVIDENCE = re.compile(r"[\w ]*_[\w ]*|\{project\} \{.*")  # names of columns, and what is the same in every language


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return dict(read_folder(EXAMPLE, "overlap").tables)


@pytest.fixture(scope="module")
def found(tables: dict[str, pl.DataFrame]) -> Overlap:
    return overlap(tables)


def page(found: Overlap, tables: dict[str, pl.DataFrame], code: str = "en") -> ElementTree.Element:
    text = html(found, "A: overlaps", (tables["projects"], tables["projects"]), code)
    return ElementTree.fromstring(text.replace("<!DOCTYPE html>", ""))


def words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("code", ["fr", "ja"])
def test_every_sentence_of_evidence_is_there_in_every_language_with_the_same_values(code: str) -> None:
    said = {text for file in ENGINE for text in texts(file) if not NO_EVIDENCE.fullmatch(text)}
    said |= {"lead", "co-investigator", "member"}
    told = sentences(code, "evidence")
    assert set(told) == said
    assert {text for text in told if names(text) != names(told[text])} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_whole_in_every_language(code: str, found: Overlap, tables: dict[str, pl.DataFrame]) -> None:
    root = page(found, tables, code)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = [element.get("href", "")[1:] for element in root.iter("a")]
    assert targets
    assert set(targets) <= set(ids)
    assert "http" not in html(found, "A", (tables["projects"], tables["projects"]), code)
    assert not re.search(r"\{\w+\}", words(root))


def test_agreeing_passages_are_marked_in_both_texts_and_linked(found: Overlap, tables: dict[str, pl.DataFrame]) -> None:
    marks = {mark.get("id"): words(mark) for mark in page(found, tables).iter("mark")}
    assert marks["p-1-l1"] == marks["p-1-r1"]
    assert marks["p-1-l1"].startswith("1start at minus forty degrees. A sulfide electrolyte is coated")


def test_each_finding_stands_there_with_its_figures_and_days(found: Overlap, tables: dict[str, pl.DataFrame]) -> None:
    told = words(page(found, tables))
    assert (
        "Hanako Tanaka (40112233): 110 % from 1 Jan 2027 to 30 Jun 2027 (CA-17 30 %, JP-101 60 %, JP-102 20 %)" in told
    )
    assert "CAD 88000.00 in CA-17; JPY 9800000 in JP-101; both 1 Jan 2027 to 31 Mar 2027" in told
    assert "The effort of 1 person in a project is not known" in told
    assert "40112233）：2027/01/01から2027/06/30まで計110" in words(page(found, tables, "ja")).replace("(", "").replace(
        ")", "）"
    )


def test_a_pair_judged_to_be_no_overlap_comes_last_and_what_is_new_in_it_is_said(
    tables: dict[str, pl.DataFrame],
) -> None:
    said = pl.DataFrame([("JP-101", "CA-17", "text", None, None, "no_overlap")], schema=OVERLAPS.schema, orient="row")
    judged = overlap(tables, earlier=said)
    assert judged.to_read.select("left_id", "right_id", "verdict").rows()[-1] == ("CA-17", "JP-101", "no_overlap")
    told = words(page(judged, tables))
    assert "1 pair was judged to be no overlap, and comes last." in told
    assert "no overlap; found since: People, Roles exchanged, Effort, Cost" in told


def test_what_a_cell_holds_is_never_markup(tables: dict[str, pl.DataFrame]) -> None:
    wild = {**tables, "projects": tables["projects"].with_columns(title=pl.lit("<script>x</script>"))}
    assert "<script" not in html(overlap(wild), "A", (wild["projects"], wild["projects"]))


def test_nothing_found_is_said() -> None:
    nothing = {"projects": read_folder(EXAMPLE, "overlap").tables["projects"].head(1)}
    assert "No pair of projects is suspected." in words(page(overlap(nothing, None, OverlapOptions()), nothing))


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_whatever_is_marked_the_text_stays_whole(text: str, spans: list[tuple[int, int]]) -> None:
    pieces = marked(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


def test_a_passage_that_stands_twice_in_one_text_is_linked_once() -> None:
    ours, theirs = side_by_side(("abcd", "ab, ab"), [((0, 2), (0, 2)), ((0, 2), (4, 6))])
    assert ours == [Piece("ab", 1, True), Piece("cd")]
    assert theirs == [Piece("ab", 1, True), Piece(", "), Piece("ab", 2)]

"""Programmes with similar aims, and projects grouped into themes with a name."""

from collections import Counter
from datetime import date
from math import log, sqrt

import polars as pl
import pytest

from renkei.tables import SIMILAR_PROGRAMMES, THEME_PROJECTS, THEMES
from renkei.text.terms import terms
from tests.engines.coordination.rows import coordinated, programme, project

OTHERS = ("tidal turbines for islands", "grammar of old letters", "insect pests in rice", "bridges under wind")


def filler():
    return [programme(f"Z{at}", "Z", title=text, aim=text, field=text) for at, text in enumerate(OTHERS)]


def test_similar_aims_are_found_under_different_fields_with_the_words_that_agree():
    battery = "Solid electrolytes for safer batteries"
    found = coordinated(
        [
            programme("P1", "A", 10, title=battery, field="chemistry"),
            programme("P2", "A", 20, title=battery, field="chemistry", fiscal_year=2026),
            programme("P3", "B", 30, title="Safer batteries with solid electrolytes", field="energy"),
            *filler(),
        ]
    ).similar
    assert dict(found.schema) == SIMILAR_PROGRAMMES.schema
    rows = found.select("pair", "side", "agency", "field", "amount", "ids").rows()
    assert rows == [(1, 1, "A", "chemistry", 10, ["P1"]), (1, 2, "B", "energy", 30, ["P3"])]
    assert set(found["words"][0]) >= {"solid", "electrolytes", "safer", "batteries"}


def test_one_agencys_own_programmes_and_those_of_other_years_are_no_pairs():
    battery = {"title": "Solid electrolytes for safer batteries"}
    for other in (programme("P2", "A", **battery), programme("P2", "B", fiscal_year=2027, **battery)):
        assert coordinated([programme("P1", "A", **battery), other, *filler()]).similar.is_empty()


def text(key, agency, words, **more):
    return project(key, agency, title=words, start=date(2025, 1, 1), end=date(2025, 12, 31), **more)


BATTERIES = ("Solid electrolytes for Li-ion batteries", "Li-ion batteries with solid electrolytes")


def fillers():
    return [text(f"Z{at}", "Z", words) for at, words in enumerate(OTHERS)]


def test_neighbouring_projects_of_different_agencies_make_a_theme_named_by_their_words():
    found = coordinated([], [text("Q1", "A", BATTERIES[0]), text("Q2", "B", BATTERIES[1], amount=7), *fillers()])
    assert (dict(found.themes.schema), dict(found.members.schema)) == (THEMES.schema, THEME_PROJECTS.schema)
    assert found.themes.select("theme", "agency", "items", "amount", "first_year").rows() == [
        (1, "A", 1, 100, 2025),
        (1, "B", 1, 7, 2025),
    ]
    assert set(found.themes["name"][0].replace(",", "").split()) >= {"solid", "electrolytes", "ion", "batteries"}
    assert "solid electrolytes" in found.themes["name"][0]
    assert found.members["project_id"].to_list() == ["Q1", "Q2"]


def test_one_agency_alone_and_projects_far_apart_in_time_make_no_theme():
    first = text("Q1", "A", BATTERIES[0])
    late = project("Q2", "B", title=BATTERIES[1], start=date(2031, 1, 1), end=date(2031, 12, 31))
    assert coordinated([], [first, text("Q2", "A", BATTERIES[1]), *fillers()]).themes.is_empty()
    assert coordinated([], [first, late, *fillers()]).themes.is_empty()
    assert not coordinated([], [first, late, *fillers()], reach=6).themes.is_empty()


def test_a_theme_is_no_larger_than_asked():
    projects = [text(f"Q{at}", "AB"[at % 2], BATTERIES[at % 2]) for at in range(8)]
    found = coordinated([], [*projects, *fillers()], largest=3)
    assert found.members.group_by("theme").len()["len"].max() <= 3


def test_a_theme_in_japanese_is_named_in_whole_words():
    words = ("全固体電池の材料", "車載用全固体電池", "稲の害虫", "潮力発電の島", "古い手紙の文法", "橋と風")
    found = coordinated([], [text(f"Q{at}", "ABCDEF"[at], word) for at, word in enumerate(words)])
    assert found.members["project_id"].to_list() == ["Q0", "Q1"]
    assert "全固体電池" in found.themes["name"][0]


def cosine(one, other, texts):
    """The likeness as docs/coordinate.md defines it, word by word."""
    having = Counter(word for text in texts for word in set(terms(text)))
    worth = {word: log((1 + len(texts)) / times) for word, times in having.items()}
    left, right = (
        {word: (1 + log(times)) * worth[word] for word, times in Counter(terms(text)).items()} for text in (one, other)
    )
    long = sqrt(sum(value**2 for value in left.values()) * sum(value**2 for value in right.values()))
    return sum(value * right.get(word, 0) for word, value in left.items()) / long


def test_likeness_is_the_cosine_of_weighted_words_those_of_one_text_alone_counted():
    said = ("solid batteries with solid electrolytes for cars", "safer batteries from solid electrolytes", *OTHERS)
    rows = [programme(f"P{at}", "ABCDEF"[at], title=words) for at, words in enumerate(said)]
    found = coordinated(rows, aims=0.01).similar
    assert float(found["likeness"][0]) == pytest.approx(cosine(said[0], said[1], said), abs=1e-6)


def test_any_two_projects_of_a_theme_run_at_most_so_many_years_apart():
    projects = [
        project(
            f"Q{at}",
            "AB"[at % 2],
            title=BATTERIES[at % 2],
            start=date(2010 + 2 * at, 1, 1),
            end=date(2010 + 2 * at, 12, 31),
        )
        for at in range(6)
    ]
    found = coordinated([], [*projects, *fillers()]).members.group_by("theme").agg(pl.col("first_year"))
    assert found.height == 3
    assert all(max(years) - min(years) <= 3 for years in found["first_year"])


def test_a_text_in_capitals_names_a_theme_in_small_letters_and_an_acronym_keeps_its_own():
    said = ("DC SQUID SENSORS FOR THE BRAIN", "SQUID sensors of the brain", "Brain waves by SQUID sensors")
    found = coordinated([], [*(text(f"Q{at}", "ABC"[at], words) for at, words in enumerate(said)), *fillers()])
    assert "SQUID sensors" in found.themes["name"][0]

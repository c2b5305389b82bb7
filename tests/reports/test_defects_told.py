"""Defects in the reader's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import renkei
from renkei.defects import Defect, Said, say
from renkei.programme.annex import KEYS
from renkei.reports.defects import sentences, teller

HOME = Path(renkei.__file__).parent
# Whose sentences reach somebody who hands in a table or an annex, or asks in a meeting, on the site's pages
TOLD = (
    "limits.py",
    "programme/csv_file.py",
    "programme/workbook.py",
    "programme/header.py",
    *(f"programme/{name}.py" for name in ("annex", "annex_values", "entries", "section")),
    *(f"programme/checks/{name}.py" for name in ("cells", "words", "amounts", "keys")),
    *(f"programme/checks/{name}.py" for name in ("ready", "assigning", "scores", "references", "currencies", "pots")),
    "programme/checks/portfolio.py",
    *(f"programme/{name}.py" for name in ("settings_file", "conditions", "demand", "lottery", "review", "who_ranks")),
    *(f"programme/checks/{name}.py" for name in ("agreed", "annexes", "caps", "conditions", "endorsements")),
    *(f"programme/checks/{name}.py" for name in ("rankings", "requests", "coordination", "forum")),
    *(f"site/review/reading/{name}.py" for name in ("scores", "place")),
    *(f"engines/selection/{name}.py" for name in ("bands", "currencies", "decide", "minima_rule", "payers")),
    *(f"engines/selection/{name}.py" for name in ("drop_out", "invitation")),
    *(f"engines/selection/zones/{name}.py" for name in ("grey_zone", "lottery_zone", "resampling")),
    *(f"engines/selection/{name}.py" for name in ("tie_criteria", "top_up", "topped_parts")),
    *(f"engines/selection/what_if/{name}.py" for name in ("change", "prepared")),
    *(f"engines/selection/ranking/{name}.py" for name in ("endorsements", "merged_order", "points_order")),
    *(
        f"engines/selection/conditions/{name}.py"
        for name in ("conditioned", "forcing", "limits", "reductions", "refusal")
    ),
)
SENTENCE = re.compile(r"[a-zA-Z#{][^\\<\n]* [^\\<\n]*")
NO_SENTENCES = {  # what the csv module says, what never is, marks, a type, and the reference page's text of each key
    "expected after",
    "a walk with nobody forced in always exists",
    "field larger",
    "r\"' ",
    "str | list[Entry] | dict[str, Entry]",
    *KEYS.values(),
}


def texts(file: str) -> Iterator[str]:
    """The sentences that stand in a module: constants of more than a word that are neither docstrings nor patterns."""
    tree = ast.parse((HOME / file).read_text(encoding="utf-8"))
    kept = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, kept) and ast.get_docstring(node)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or id(node) in docs | parts:
            continue
        if SENTENCE.fullmatch(node.value) and node.value not in NO_SENTENCES:
            yield node.value


def names(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _sign in Formatter().parse(text) if name)


@pytest.mark.parametrize("code", ["fr", "ja"])
@pytest.mark.parametrize("file", TOLD)
def test_every_sentence_about_a_table_is_there_in_every_language(file, code):
    assert {text for text in texts(file) if text not in sentences(code)} == set()


@pytest.mark.parametrize("code", ["fr", "ja"])
def test_a_translation_names_the_same_values(code):
    assert {text: told for text, told in sentences(code).items() if names(text) != names(told)} == {}


@pytest.mark.parametrize("code", ["fr", "ja"])
def test_no_translation_is_of_a_sentence_that_nobody_says(code):
    said = {text for file in TOLD for text in texts(file)}
    assert set(sentences(code)) - said == set()


def test_a_sentence_is_english_until_it_is_told_and_its_values_are_told_with_it():
    inner = say("round it to {n} decimals", n=2)
    whole = say("{remedy}, or write {word} if the point separates thousands", remedy=inner, word="1200")
    assert whole == "round it to 2 decimals, or write 1200 if the point separates thousands"
    assert isinstance(whole, Said)
    defect = Defect("a.csv", 3, "score", "x", say("{currency} has {n} decimals", currency="EUR", n=2), whole)
    told = defect.told(teller("fr"))
    assert "2 décimales" in told.rule
    assert "arrondir à 2 décimales" in told.remedy
    assert (told.file, told.row, told.value) == ("a.csv", 3, "x")
    assert defect.told(teller("en")) == defect


def test_a_long_value_does_not_hide_the_rule_and_the_remedy() -> None:
    defect = Defect("a.csv", 1, "criterion", "N" * 100_000, "a criterion is known", "correct it")
    assert str(defect) == f"a.csv row 1 column criterion holds '{'N' * 60}…': a criterion is known; correct it"
    assert defect.as_json()["value"] == "N" * 100_000

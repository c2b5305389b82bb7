"""`renkei demand`: before the full stage, when there may be no scores yet."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.cli.running import folder_of, renkei

SETTINGS = "name: before the full stage\nreporting_currency: EUR\ndemand: {cap: 2, caps: {ANR: 1.5}, survival: 0.5}\n"
TABLES = {
    "applications": "application_id,title,status\nA1,Quiet motors,\nA2,=Warm batteries,\nA3,Clear water,withdrawn\n",
    "requests": "application_id,partner_id,funder_id,pot_id,self_funded,amount,currency\n"
    "A1,P1,JST,,,5000000,JPY\nA1,P2,ANR,,,200000.01,EUR\nA2,P1,ANR,,,150000.50,EUR\nA2,P2,,,yes,9.00,EUR\n"
    "A1,P3,,POT,,100,EUR\nA3,P1,ANR,,,1000.00,EUR\n",
    "funders": "funder_id,name,currency,budget,pot\nJST,Japan Agency,JPY,9000000,\nANR,=1+1,EUR,400000.00,\n"
    "NONE,No money,EUR,0,\nGIVER,Giver,EUR,50,real\n",
    "rates": "currency,rate,date\nJPY,162.5,2025-06-30\n",
    "pots": "pot_id,kind,currency\nPOT,real,EUR\n",
    "contributions": "pot_id,funder_id,amount,currency\nPOT,GIVER,50,EUR\n",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "call", TABLES, SETTINGS)


def test_the_figures_are_those_of_the_folder_without_any_score(home: Path) -> None:
    done = renkei("demand", home, "--json", "--resamples", 200)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["preproposals"], found["expected"], found["survival"]) == (2, "1", ["0.5"])
    anr, jst, pot = (found["funders"][one] for one in ("ANR", "JST", "POT"))
    assert (anr["asked"], anr["expected"], anr["limit"]) == (35000051, 17500026, 60000000)
    assert (jst["asked"], jst["expected"], jst["cap"]) == (5000000, 2500000, "2")
    assert (pot["budget"], pot["asked"], pot["low"], pot["high"]) == (5000, 10000, 0, 10000)
    assert "GIVER" not in found["funders"]  # its money is the pot's


def test_the_table_has_major_units_and_no_formulas(home: Path) -> None:
    renkei("demand", home, "--survival", "1")
    with (home / "demand" / "demand.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["funder_id"]: row for row in csv.DictReader(file)}
    assert (rows["ANR"]["name"], rows["ANR"]["asked"], rows["ANR"]["middle"]) == ("'=1+1", "350000.51", "350000.51")
    assert rows["JST"]["expected"] == "5000000"
    assert rows["NONE"]["asked"] == "0.00"


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_the_page_stands_alone_in_each_language(home: Path, language: str) -> None:
    done = renkei("demand", home, "--language", language, "--resamples", 50)
    assert done.returncode == 0, done.stderr
    page = (home / "demand" / "demand.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page
    assert page.count('class="bar spread"') == 3 + 1  # funders with money, and the legend
    assert not re.search(r"<script|https?://|\{\w+\}", page)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(home: Path) -> None:
    for place, seed in (("a", 1), ("b", 1), ("c", 2)):
        renkei("demand", home, "--seed", seed, "--cap", "0.3", "--resamples", 101, "--out", home / place)
    pages = [(home / place / "demand.csv").read_bytes() for place in "abc"]
    assert pages[0] == pages[1] != pages[2]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--survival", "2"), 1, "between 0 and 1"),
        (("--survival", "0.5,0.2"), 1, "one for each band"),
        (("--survival", "half"), 2, "not a plain number"),
        (("--cap", "0"), 1, "above 0"),
        (("--language", "de"), 2, "there are"),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = renkei("demand", home, *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert not (home / "demand").exists()


def test_a_table_that_is_not_there_is_asked_for(home: Path) -> None:
    (home / "requests.csv").unlink()
    done = renkei("demand", home)
    assert (done.returncode, "requests.csv" in done.stderr) == (1, True), done.stderr

"""`renkei merge`: the proposal for the meeting, from the folder of the worked page."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "worked" / "merged-lists.md"


def renkei(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "renkei.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "call"
    home.mkdir()
    for name, content in re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S):
        (home / name).write_text(content, encoding="utf-8")
    return home


def proposal(folder: Path) -> list[dict[str, str]]:
    with (folder / "proposal.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_proposal_has_each_funders_rank_beside_it_and_the_agreed_rank(home: Path) -> None:
    done = renkei("merge", home)
    assert done.returncode == 0, done.stderr
    first, second, *_ = proposal(home / "proposal")
    assert (first["application_id"], first["merged"], first["rank by NRCT"], first["rank by JST"]) == (
        "C",
        "5/24",
        "1",
        "",
    )
    assert (second["application_id"], second["rank"], second["overtakes"]) == ("A", "1", "C")
    assert (home / "proposal" / "proposal.csv").read_bytes() == _again(home)


def _again(home: Path) -> bytes:
    renkei("merge", home, "--out", home.parent / "again")
    return (home.parent / "again" / "proposal.csv").read_bytes()


def test_ties_are_shown_as_ties(home: Path) -> None:
    done = renkei("merge", home, "--by", "upper_halves", "--json")
    found = {row["application_id"]: (row["proposed"], row["tied"]) for row in json.loads(done.stdout)["applications"]}
    assert found == {"B": (1, "yes"), "C": (1, "yes"), "A": (3, "yes"), "D": (3, "yes")}


def test_departures_are_listed_before_they_have_a_ground(home: Path) -> None:
    text = (home / "applications.csv").read_text("utf-8")
    (home / "applications.csv").write_text(re.sub(r"Made-up: .*", "", text), encoding="utf-8")
    refused = renkei("select", home)
    assert refused.returncode == 1
    assert "departs from the proposal on a ground" in refused.stderr
    assert renkei("merge", home).returncode == 0
    assert {row["application_id"] for row in proposal(home / "proposal") if row["overtakes"]} == {"A", "B"}


def test_a_title_like_a_formula_stays_text(home: Path) -> None:
    text = (home / "applications.csv").read_text("utf-8")
    (home / "applications.csv").write_text(text.replace("Clean kilns", "=1+1"), encoding="utf-8")
    renkei("merge", home)
    assert proposal(home / "proposal")[-1]["title"] == "'=1+1"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--by", "median"], 2, "a merge is one of mean, worst, upper_halves"),
        (["--out", "."], 2, "another place than the call's own folder"),
    ],
)
def test_wrong_usage_is_said(home: Path, arguments: list[str], code: int, says: str) -> None:
    given = [home if one == "." else one for one in arguments]
    done = renkei("merge", home, *given)
    assert (done.returncode, says in done.stderr) == (code, True)


def test_without_lists_there_is_nothing_to_merge(home: Path) -> None:
    (home / "rankings.csv").unlink()
    (home / "programme.yaml").write_text("name: a call\n", encoding="utf-8")
    done = renkei("merge", home, "--by", "mean")
    assert (done.returncode, "rankings.csv" in done.stderr) == (1, True)


def test_a_decision_on_merged_lists_is_made_and_verified(home: Path) -> None:
    assert renkei("select", home).returncode == 0
    done = renkei("verify", "--replay", home / "decision" / "decision.json", home)
    assert done.returncode == 0, done.stdout

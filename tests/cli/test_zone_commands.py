"""`renkei grey-zone`, `zone`, `draw` and `select --zone`, on the folder of the worked page."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.cli.running import renkei

PAGE = Path(__file__).parents[2] / "docs" / "worked" / "lottery.md"
VALUE = "2 17 23 30 34 40"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "call"
    home.mkdir()
    for name, content in re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S):
        (home / name).write_text(content, encoding="utf-8")
    return home


def test_a_zone_is_frozen_drawn_decided_and_verified(home: Path) -> None:
    frozen = renkei("zone", home)
    assert frozen.returncode == 0, frozen.stderr
    zone = home / "zone" / "zone.json"
    assert json.loads(zone.read_bytes())["sha256"] in frozen.stdout
    assert renkei("draw", zone, VALUE).stdout.split() == ["E", "C", "D"]
    done = renkei("select", home, "--zone", zone, "--draw", VALUE, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcomes"]["funded"] == 4
    checked = renkei("verify", "--replay", home / "decision" / "decision.json", home)
    assert checked.returncode == 0, checked.stdout
    page = (home / "decision" / "decision.html").read_text("utf-8")
    assert "reach the funding line, 7.3" in page
    assert json.loads(zone.read_bytes())["sha256"] in page


def test_a_draw_before_the_zone_or_after_a_change_is_refused(home: Path) -> None:
    early = renkei("select", home, "--draw", VALUE)
    assert (early.returncode, "frozen before the draw" in early.stderr) == (1, True)
    renkei("zone", home)
    zone = home / "zone" / "zone.json"
    funders = (home / "funders.csv").read_text("utf-8")
    (home / "funders.csv").write_text(funders.replace("1300", "1400"), "utf-8")
    late = renkei("select", home, "--zone", zone, "--draw", VALUE)
    assert (late.returncode, "the table funders changed since" in late.stderr) == (1, True)
    assert not (home / "decision").exists()
    zone.write_bytes(zone.read_bytes().replace(b'"D"', b'"F"'))
    assert (renkei("draw", zone, VALUE).returncode, renkei("draw", zone, VALUE).stdout) == (1, "")


def test_a_zone_without_a_named_draw_or_a_lottery_is_refused(home: Path) -> None:
    settings = (home / "programme.yaml").read_text("utf-8")
    (home / "programme.yaml").write_text(re.sub(r", draw_named: .*}", "}", settings), "utf-8")
    assert "the draw is named before" in renkei("zone", home).stderr
    assert renkei("zone", home, "--draw-named", "a dice at noon").returncode == 0
    (home / "programme.yaml").write_text(settings, "utf-8")
    assert "has named the draw" in renkei("zone", home, "--draw-named", "a dice at noon").stderr
    (home / "programme.yaml").write_text(re.sub(r"  lottery: .*\n", "", settings), "utf-8")
    assert "publishes no lottery" in renkei("zone", home, "--out", home.parent / "none").stderr


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_a_grey_zone_is_written_as_a_table_and_a_page_that_needs_nothing_else(home: Path, language: str) -> None:
    done = renkei("grey-zone", home, "--resamples", 50, "--language", language)
    assert done.returncode == 0, done.stderr
    with (home / "grey-zone" / "grey_zone.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["application_id"]: row for row in csv.DictReader(file)}
    assert rows["A"]["score_error"] == "0.3"
    assert {row["resamples"] for row in rows.values()} == {"50"}
    page = (home / "grey-zone" / "grey_zone.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page
    assert page.count('class="bar"') == len(rows)
    assert not re.search(r"<script|https?://|\{\w+\}", page)


def test_the_figures_of_a_grey_zone_repeat_to_the_byte(home: Path) -> None:
    first, again = (renkei("grey-zone", home, "--json", "--resamples", 30, "--out", home / name) for name in "ab")
    assert first.returncode == 0, first.stderr
    assert first.stdout == again.stdout
    assert json.loads(first.stdout)["zones"].keys() == {"always", "sometimes", "never"}
    for name in ("grey_zone.csv", "grey_zone.html"):
        assert (home / "a" / name).read_bytes() == (home / "b" / name).read_bytes()


def test_a_title_that_looks_like_a_formula_stays_text(home: Path) -> None:
    applications = (home / "applications.csv").read_text("utf-8")
    (home / "applications.csv").write_text(applications.replace("Quiet turbines", "=<b>1</b>"), "utf-8")
    renkei("grey-zone", home, "--resamples", 5)
    assert ",'=<b>1</b>," in (home / "grey-zone" / "grey_zone.csv").read_text("utf-8")
    assert "<b>1</b>" not in (home / "grey-zone" / "grey_zone.html").read_text("utf-8")

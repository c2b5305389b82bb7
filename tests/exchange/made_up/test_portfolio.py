"""The made-up programmes: said to be made up everywhere, the same for the same seed, and worth looking at."""

from pathlib import Path

import polars as pl
import pytest

from renkei.engines.coordination import CoordinationOptions, coordinate
from renkei.exchange.made_up import made_up_portfolio
from renkei.programme import read_folder
from tests.cli.running import renkei


def test_every_agency_and_title_says_that_it_is_made_up():
    settings, tables = made_up_portfolio(40)
    assert settings.made_up
    for table, names in (("programmes", ("agency", "title")), ("projects", ("funder_id", "title"))):
        for name in names:
            assert tables[table][name].str.starts_with("Made-up").all()


def test_the_same_seed_gives_the_same_tables_and_another_others():
    first, again, other = (made_up_portfolio(40, seed)[1] for seed in (1, 1, 2))
    assert all(first[name].equals(again[name]) for name in first)
    assert not first["programmes"].equals(other["programmes"])


def test_it_has_something_of_everything_to_look_at():
    _, tables = made_up_portfolio(160)
    found = coordinate(tables, CoordinationOptions(reporting="EUR"))
    for frame in (found.overlaps, found.similar, found.complements, found.gaps, found.themes):
        assert frame.height > 5
    assert found.cells.filter(pl.col("field").is_null()).height
    assert set(found.complements["kind"]) == {"stage", "year"}


def test_the_command_writes_a_folder_without_defects(tmp_path: Path):
    assert renkei("example", tmp_path / "made", "--programmes", "--seed", 3).returncode == 0
    read = read_folder(tmp_path / "made", "check")
    assert (read.settings.made_up, set(read.tables)) == (True, {"programmes", "projects", "rates"})


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--programmes", "--reviewers", 5], "--reviewers has no place beside --programmes"),
        (["--programmes", "--applications", 171], "--applications has no place beside --programmes"),
        (["--forum", 18, "--programmes"], "--programmes has no place beside --forum"),
        (["--forum", 18, "--funders", 3], "--funders has no place beside --forum"),
        (["--tables", 5], "--tables needs --forum"),
    ],
)
def test_an_option_of_another_example_is_refused_and_not_left_out(tmp_path: Path, options: list[object], words: str):
    done = renkei("example", tmp_path / "made", *options)
    assert (done.returncode, words in " ".join(done.stderr.split())) == (2, True), done.stderr
    assert not (tmp_path / "made").exists()

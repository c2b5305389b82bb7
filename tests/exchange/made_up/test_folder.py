from pathlib import Path

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from renkei.cli.example import example
from renkei.engines.screening import screen
from renkei.exchange.made_up import Size, made_up_annexes, made_up_call
from renkei.programme import Folder, read_folder, write_folder

SMALL = Path(__file__).parents[3] / "examples/small"
TABLES = ["applications.csv", "criteria_scores.csv", "funders.csv", "rates.csv", "requests.csv"]
FILES = sorted([*TABLES, "annexes.yaml", "programme.yaml"])

app = typer.Typer()
app.command()(example)


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name in FILES}


@pytest.mark.parametrize(("applications", "funders"), [(171, 38), (5, 2), (5, 12), (12, 5), (1000, 40)])
def test_every_size_passes_the_check_that_select_makes(tmp_path, applications, funders):
    settings, tables = made_up_call(Size(applications, funders))
    write_folder(Folder(settings, tables), tmp_path / "call")
    read = read_folder(tmp_path / "call", "select")
    assert read.settings == settings
    assert read.tables["applications"].height == applications


@pytest.mark.parametrize("seed", range(2, 12))
def test_every_seed_passes_the_check(tmp_path, seed):
    assert run(tmp_path / "call", "--applications", 20, "--funders", 9, "--seed", seed).exit_code == 0
    assert read_folder(tmp_path / "call", "select").settings.made_up


def test_the_command_writes_csv_and_says_how_much(tmp_path):
    result = run(tmp_path / "call", "--applications", 12, "--funders", 5)
    assert result.exit_code == 0
    assert "12 made-up applications to 5 made-up funders" in result.output
    assert sorted(file.name for file in (tmp_path / "call").iterdir()) == FILES


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    for name in ("first", "second"):
        run(tmp_path / name, "--applications", 30, "--funders", 8, "--seed", 4)
    assert content(tmp_path / "first") == content(tmp_path / "second")


def test_the_settings_say_in_a_comment_that_all_is_made_up_and_what_bands_are(tmp_path):
    run(tmp_path / "call", "--applications", 12, "--funders", 5)
    comments = [line for line in (tmp_path / "call/programme.yaml").read_text().splitlines() if line.startswith("#")]
    assert any("made-up" in line for line in comments)
    assert any("bands" in line for line in comments)


def test_an_empty_folder_is_filled(tmp_path):
    assert run(tmp_path, "--applications", 5, "--funders", 2).exit_code == 0
    assert (tmp_path / "programme.yaml").exists()


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "call").write_text("mine")
    assert run(tmp_path / "call").exit_code == 2
    assert (tmp_path / "call").read_text() == "mine"


def test_an_impossible_size_is_wrong_usage_and_writes_nothing(tmp_path):
    result = run(tmp_path / "call", "--applications", 5, "--funders", 20)
    assert result.exit_code == 2
    assert "cannot ask 20 funders" in " ".join(result.output.replace("│", " ").split())
    assert not (tmp_path / "call").exists()


def test_the_small_example_is_what_the_generator_writes(tmp_path):
    run(tmp_path / "small", "--applications", 12, "--funders", 5, "--seed", SMALL_SEED)
    assert content(tmp_path / "small") == content(SMALL)


SMALL_SEED = 344


def test_most_of_the_example_keeps_to_its_annexes_and_some_does_not(tmp_path):
    settings, tables = made_up_call(Size())
    annexes = made_up_annexes(tables["funders"])
    found = screen(tables["applications"], tables["requests"], annexes, tables["rates"], reporting="EUR")
    assert found.counts["doubt"] == 0
    assert found.counts["pass"] > found.counts["fail"] > 10
    assert found.without_annex == ()
    write_folder(Folder(settings, tables, annexes=annexes), tmp_path / "call")
    assert read_folder(tmp_path / "call").annexes == annexes


def test_the_small_example_shows_what_a_call_can_hold():
    call = read_folder(SMALL, "select")
    applications, requests, funders = (call.tables[name] for name in ("applications", "requests", "funders"))
    assert set(funders["currency"]) == {"JPY", "CAD", "EUR"}
    assert {"withdrawn"} == set(applications["status"].drop_nulls())
    assert applications.filter(pl.col("score") < 10).height > 0
    assert applications["score"].is_duplicated().any()
    assert requests["self_funded"].any()
    assert "sme" in requests["size"].to_list()
    assert funders["confirmed_raise"].count() > 0
    assert funders["possible_raise"].count() > 0

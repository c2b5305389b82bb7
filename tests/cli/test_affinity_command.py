"""`renkei affinity`: what it writes, prints and refuses."""

import json
import shutil
import sys
import types
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from renkei.programme import read_folder
from renkei.tables import AFFINITY
from tests.cli.running import records, renkei
from tests.engines.affinity.test_embedded import Letters

FILES = ["affinity.csv", "affinity_applications.csv", "affinity_reviewers.csv"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made") / "call"
    renkei("example", home, "--applications", 8, "--funders", 3, "--reviewers", 12)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "call"))


def test_it_writes_the_contracts_table_and_what_is_known_of_whom(home: Path) -> None:
    done = renkei("affinity", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (home / "affinities").iterdir()) == FILES
    assert tuple(records(home / "affinities/affinity.csv")[0]) == AFFINITY.names
    assert "affinities of 12 reviewers and 8 applications" in done.stdout


def test_a_second_run_gives_the_same_bytes_and_the_call_can_still_be_read(home: Path) -> None:
    renkei("affinity", home)
    first = {name: (home / "affinities" / name).read_bytes() for name in FILES}
    assert renkei("affinity", home).returncode == 0
    assert {name: (home / "affinities" / name).read_bytes() for name in FILES} == first
    read_folder(home, "check")


def test_refusals_stand_in_the_table_without_an_affinity(home: Path) -> None:
    (home / "affinity.csv").write_text("application_id,reviewer_id,bid\nA001,R0001,refused\n", "utf-8")
    assert "1 refused, which stand in the table without an affinity" in renkei("affinity", home).stdout
    (refused,) = [row for row in records(home / "affinities/affinity.csv") if row["bid"]]
    assert (refused["application_id"], refused["affinity"], refused["bid"]) == ("A001", "", "refused")


def test_applied_it_makes_a_call_that_has_these_affinities_and_every_other_file(home: Path, tmp_path: Path) -> None:
    done = renkei("affinity", home, "--apply", tmp_path / "applied")
    assert done.returncode == 0, done.stderr
    applied = read_folder(tmp_path / "applied", "check")
    assert applied.tables["affinity"]["affinity"].count() > 50
    for name in ("applications.csv", "programme.yaml", "annexes.yaml", "publications.csv"):
        assert (tmp_path / "applied" / name).read_bytes() == (home / name).read_bytes()


@pytest.mark.parametrize("verb", ["affinity", "score"])
def test_applied_a_call_keeps_its_rules_of_conflicts(home: Path, tmp_path: Path, verb: str) -> None:
    rules = "on: 2026-11-29 # the day of the panel\ncall: {kinship: any}\n"
    (home / "conflicts.yaml").write_text(rules, "utf-8")
    read = (
        read_folder(home, "check").tables["applications"].filter(pl.col("status").fill_null("eligible") == "eligible")
    )
    criteria = ("excellence", "impact", "implementation")
    rows = [f"{one},R0001,{criterion},3" for one in read["application_id"] for criterion in criteria]
    rows += [f"{one},R0002,{criterion},4" for one in read["application_id"] for criterion in criteria]
    (home / "reviews.csv").write_text("\n".join(["application_id,reviewer_id,criterion,score", *rows]) + "\n", "utf-8")
    done = renkei(verb, home, "--apply", tmp_path / "applied")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "applied/conflicts.yaml").read_text("utf-8") == rules


@pytest.mark.parametrize("verb", ["affinity", "screen"])
def test_the_place_that_cannot_be_written_is_the_one_named(home: Path, verb: str) -> None:
    done = renkei(verb, home, "--apply", home / "programme.yaml/new")
    assert done.returncode == 1
    assert "programme.yaml/new: a part of that path is no folder" in done.stderr
    assert not list(home.glob("*/"))


@pytest.mark.parametrize("verb", ["affinity", "score", "screen"])
def test_what_is_found_and_the_call_with_it_are_two_places(home: Path, tmp_path: Path, verb: str) -> None:
    done = renkei(verb, home, "--out", tmp_path / "one", "--apply", tmp_path / "one")
    assert (done.returncode, done.stdout, (tmp_path / "one").exists()) == (2, "", False)
    assert "--out and --apply" in done.stderr


def test_the_figures_alone_are_json_with_the_reasons_of_a_pair(home: Path) -> None:
    publication = records(home / "publications.csv")[0]
    found = json.loads(renkei("affinity", home, "--json", "--why", f"A001:{publication['reviewer_id']}").stdout)
    assert (found["applications"], found["reviewers"], found["floor"]) == (8, 12, 0.5)
    assert found["pairs"] + found["refused"] <= 96
    assert found["why"]["terms"]
    assert {"kind", "id", "title", "share"} == set(found["why"]["texts"][0])


def test_the_tables_can_be_parquet(home: Path) -> None:
    renkei("affinity", home, "--parquet")
    assert dict(pl.read_parquet(home / "affinities/affinity.parquet").schema) == AFFINITY.schema


def test_a_model_is_loaded_from_its_folder_and_nothing_is_fetched(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {}

    def load(folder: str, **how: object) -> Letters:
        asked.update(how, folder=folder)
        return Letters()

    monkeypatch.setitem(sys.modules, "sentence_transformers", types.SimpleNamespace(SentenceTransformer=load))
    done = renkei("affinity", home, "--embeddings", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (asked["folder"], asked["local_files_only"]) == (str(tmp_path), True)


def test_without_the_package_it_is_said_what_to_install(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    done = renkei("affinity", home, "--embeddings", home)
    assert (done.returncode, "renkei[embeddings]" in done.stderr) == (1, True)
    assert not (home / "affinities").exists()


def test_a_model_that_cannot_be_read_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(folder: str, **how: object) -> Letters:
        raise OSError("no config.json in it")

    monkeypatch.setitem(sys.modules, "sentence_transformers", types.SimpleNamespace(SentenceTransformer=load))
    done = renkei("affinity", home, "--embeddings", home)
    assert (done.returncode, "the model there cannot be read: no config.json" in done.stderr) == (1, True)


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        text = (home / name).read_text("utf-8")
        assert old in text
        (home / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def without(name: str) -> Callable[[Path], None]:
    return lambda home: (home / name).unlink()


def holding(name: str, text: str) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        (home / name).write_text(text, "utf-8")

    return change


def nobody(home: Path) -> None:
    (home / "reviewers.csv").write_text("reviewer_id,name\n", "utf-8")
    for name in ("publications.csv", "affinity.csv"):
        (home / name).unlink()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("applications.csv"), "applications.csv"),
        (without("reviewers.csv"), "reviewers.csv"),
        (nobody, "there are no reviewers"),
        (changed("reviewers.csv", "R0002", "R0001"), "R0001"),
        (changed("publications.csv", "R0001", "R9999"), "the identifier stands in reviewers"),
        (changed("publications.csv", "publication_id", "publication"), "publication_id"),
        (holding("publications.csv", "publication_id,reviewer_id,year\nW1,R0001,last\n"), "a whole number is digits"),
        (holding("affinity.csv", "application_id,reviewer_id,bid\nA001,R0001,refuse\n"), "write refused"),
        (holding("affinity.csv", "application_id,reviewer_id,bid\nA999,R0001,yes\n"), "stands in applications"),
        (holding("past_reviews.csv", "past_application_id,reviewer_id\nZ1,R0001\nZ1,R0001\n"), "Z1"),
        (holding("programme.yaml", "name: [\n"), "programme.yaml"),
    ],
)
def test_input_that_does_not_hold_is_refused_whole(home: Path, change: Callable[[Path], None], words: str) -> None:
    change(home)
    done = renkei("affinity", home)
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert not (home / "affinities").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--bids", "perhaps=1"], "write yes, maybe and no"),
        (["--bids", "yes=2"], "write a share from 0 to 1"),
        (["--bids", "yes=much"], "--bids much"),
        (["--why", "A001"], "write APPLICATION:REVIEWER"),
        (["--keep", "0"], "keep"),
        (["--floor", "2"], "floor"),
        (["--half-life", "-1"], "half-life"),
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(home: Path, options: list[str], words: str) -> None:
    done = renkei("affinity", home, *options)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert not (home / "affinities").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--why", "A001:R9999"], "R9999 is not in the call"),
        (["--embeddings", "nowhere"], "no such folder"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_is_written(home: Path, options: list[str], words: str) -> None:
    done = renkei("affinity", home, *options)
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert not (home / "affinities").exists()


def test_the_calls_own_folder_is_no_place_to_write(home: Path) -> None:
    assert renkei("affinity", home, "--out", home).returncode == 2

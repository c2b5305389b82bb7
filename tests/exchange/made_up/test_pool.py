"""A made-up pool of reviewers beside a made-up call."""

from pathlib import Path

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from renkei.cli.example import example
from renkei.exchange.made_up import Size, lead_name, made_up_call, made_up_pool
from renkei.exchange.made_up.people import MOST_PEOPLE, name, orcid
from renkei.programme import read_folder
from renkei.tables import TABLES

app = typer.Typer()
app.command()(example)


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def call() -> dict[str, pl.DataFrame]:
    return made_up_call(Size())[1]


@pytest.fixture(scope="module")
def pool(call: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return made_up_pool(call, 120)


def test_the_option_adds_three_tables_and_says_how_many_read_and_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    run(tmp_path / "without", "--applications", 12, "--funders", 5)
    assert "7 made-up reviewers" in run(
        tmp_path / "with", "--applications", 12, "--funders", 5, "--reviewers", 7
    ).output.replace("\n", " ")
    without = {file.name: file.read_bytes() for file in (tmp_path / "without").iterdir()}
    beside = {file.name: file.read_bytes() for file in (tmp_path / "with").iterdir()}
    assert set(beside) - set(without) == {"reviewers.csv", "publications.csv", "affinity.csv"}
    settings = beside["programme.yaml"].decode().splitlines()
    added = ["score: {total: sum}", "review: {per_application: 3, distinct_organisations: true, countries: 2}"]
    assert [line for line in settings if line not in without["programme.yaml"].decode().splitlines()] == added
    tables = set(without) - {"programme.yaml"}
    assert {name: beside[name] for name in tables} == {name: without[name] for name in tables}


@pytest.mark.parametrize("verb", ["check", "affinity"])
def test_the_pool_holds_for_every_command_that_reads_it(tmp_path: Path, verb: str) -> None:
    run(tmp_path / "call", "--applications", 20, "--funders", 9, "--reviewers", 30)
    assert read_folder(tmp_path / "call", verb).tables["reviewers"].height == 30


def test_the_same_seed_gives_the_same_pool_and_another_seed_another(call, pool) -> None:
    again, other = made_up_pool(call, 120), made_up_pool(call, 120, 2)
    assert all(pool[table].equals(again[table]) for table in pool)
    assert not pool["publications"].equals(other["publications"])


def test_the_tables_are_those_of_the_contract(pool) -> None:
    assert all(dict(frame.schema) == TABLES[table].schema for table, frame in pool.items())


def test_everybody_and_everything_in_it_says_that_it_is_made_up(pool) -> None:
    said = [*pool["reviewers"]["name"], *pool["reviewers"]["organisation"]]
    said += [*pool["publications"]["title"], *pool["publications"]["abstract"]]
    said += [one for many in pool["publications"]["coauthors"].drop_nulls() for one in many]
    assert [one for one in said if not one.startswith("Made-up")] == []


def test_loads_leave_room_for_three_readers_of_each_application(call, pool) -> None:
    loads = pool["reviewers"]
    assert loads["load_max"].sum() >= 3 * call["applications"].height
    assert loads["load_min"].sum() <= 3 * call["applications"].height
    assert (loads["load_min"] <= loads["load_max"]).all()
    assert loads["load_max"].max() <= call["applications"].height


def test_a_few_have_no_publications_and_some_of_these_no_keywords(call) -> None:
    large = made_up_pool(call, 400)
    silent = large["reviewers"].join(large["publications"], on="reviewer_id", how="anti")
    assert 8 <= silent.height <= 40
    assert 1 <= silent["keywords"].null_count() < silent.height


def test_reviewers_know_what_the_titles_of_the_call_speak_of(call, pool) -> None:
    asked = {word for words in call["applications"]["keywords"] for word in words}
    known = {word for words in pool["reviewers"]["keywords"].drop_nulls() for word in words}
    assert asked <= known


def test_some_work_where_applicants_work_and_have_written_with_those_who_lead(call, pool) -> None:
    assert set(pool["reviewers"]["organisation_id"]) & set(call["requests"]["organisation_id"])
    leads = {lead_name(number, 120) for number in range(call["applications"].height)}
    written_with = {one for many in pool["publications"]["coauthors"].drop_nulls() for one in many}
    assert leads & written_with
    assert set(pool["reviewers"]["name"]) & written_with


def test_a_third_bids_and_some_refuse(pool) -> None:
    bids = pool["affinity"]
    assert set(bids["bid"]) == {"yes", "maybe", "no", "refused"}
    assert 20 <= bids["reviewer_id"].n_unique() <= 60
    assert bids["affinity"].null_count() == bids.height


def test_names_are_all_different() -> None:
    assert len({name(number) for number in range(MOST_PEOPLE)}) == MOST_PEOPLE >= 10_000


@pytest.mark.parametrize(
    ("known", "digit"), [("000000021825009", "7"), ("000000015109370", "0"), ("000000021694233", "X")]
)
def test_the_check_digit_is_that_of_public_examples(known: str, digit: str) -> None:
    assert orcid(int(known) - 1).replace("-", "") == known + digit


@pytest.mark.parametrize("reviewers", [0, 2, 5001])
def test_an_impossible_pool_is_wrong_usage_and_writes_nothing(tmp_path: Path, reviewers: int) -> None:
    done = run(tmp_path / "call", "--reviewers", reviewers)
    assert (done.exit_code, "reviewers must be from 3 to 5000" in done.output) == (2, True)
    assert not (tmp_path / "call").exists()


def test_whoever_has_no_text_need_not_read(pool) -> None:
    silent = pool["reviewers"].filter(pl.col("keywords").is_null())
    assert set(silent["load_min"]) == {0}
    assert pool["reviewers"]["load_min"].max() > 0


def test_the_smallest_pool_of_the_smallest_call_can_read_it(call) -> None:
    small = made_up_call(Size(5, 2))[1]
    pool = made_up_pool(small, 3)
    assert pool["reviewers"]["load_max"].to_list() == [5, 5, 5]

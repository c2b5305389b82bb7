from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from renkei.cli.import_cordis import import_cordis
from renkei.programme import read_folder

REAL = Path(__file__).parents[4] / "shared/data/consortia"
PROJECTS = '"id";"acronym";"title"\n"101";"OAK";"Oak and ash"\n'
ORGANISATIONS = (
    '"projectID";"organisationID";"name";"activityType";"SME";"country";"role";"ecContribution"\n'
    '"101";"9001";"=cmd()";"PRC";"true";"EL";"coordinator";"1000.5"\n'
    '"101";"9002";"ELM";"HES";"false";"DE";"participant";"500"\n'
)

app = typer.Typer()
app.command()(import_cordis)


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def said(result) -> str:
    return " ".join(result.output.replace("│", " ").split())


@pytest.fixture
def source(tmp_path) -> Path:
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / "project.csv").write_text(PROJECTS)
    (folder / "organization.csv").write_text(ORGANISATIONS)
    return folder


def test_what_is_written_passes_the_check_and_says_what_is_made_up(source, tmp_path):
    result = run(source, tmp_path / "call", "--budget-share", "0.42")
    assert result.exit_code == 0
    call = read_folder(tmp_path / "call")
    assert call.settings.made_up
    assert call.tables["funders"].select("funder_id", "budget").rows() == [("DE", 21000), ("GR", 42021)]
    assert "made up" in said(result)
    assert "no scores" in said(result)


def test_a_name_that_looks_like_a_formula_comes_back_as_it_was_and_is_escaped_in_the_file(source, tmp_path):
    run(source, tmp_path / "call", "--budget-share", "0.42")
    assert read_folder(tmp_path / "call").tables["requests"]["organisation"][0] == "=cmd()"
    assert ",=cmd" not in (tmp_path / "call/requests.csv").read_text()


def test_the_same_source_writes_the_same_bytes(source, tmp_path):
    for name in ("first", "second"):
        run(source, tmp_path / name, "--budget-share", "0.42")
    files = sorted(file.name for file in (tmp_path / "first").iterdir())
    assert [(tmp_path / "first" / f).read_bytes() for f in files] == [
        (tmp_path / "second" / f).read_bytes() for f in files
    ]


def test_budgets_are_never_made_up_unasked(source, tmp_path):
    result = run(source, tmp_path / "call")
    assert result.exit_code == 2
    assert "--budget-share 0.42" in said(result)
    assert not (tmp_path / "call").exists()


@pytest.mark.parametrize("share", ["0", "-1", "42%", "0,42", "11"])
def test_a_share_that_is_none_is_wrong_usage(source, tmp_path, share):
    result = run(source, tmp_path / "call", f"--budget-share={share}")
    assert result.exit_code == 2
    assert not (tmp_path / "call").exists()


def test_defects_end_in_exit_1_and_write_nothing(source, tmp_path):
    (source / "organization.csv").write_text(
        ORGANISATIONS.replace('"participant"', '"boss"').replace('"EL"', '"Greece"')
    )
    result = run(source, tmp_path / "call", "--budget-share", "0.42")
    assert result.exit_code == 1
    assert "row 1 column country" in said(result)
    assert "row 2 column role" in said(result)
    assert not (tmp_path / "call").exists()


def test_a_country_that_iso_does_not_know_writes_nothing(source, tmp_path):
    (source / "organization.csv").write_text(ORGANISATIONS.replace('"EL"', '"ZZ"'))
    result = run(source, tmp_path / "call", "--budget-share", "0.42")
    assert result.exit_code == 1
    assert "'ZZ'" in said(result)
    assert not (tmp_path / "call").exists()


def test_a_missing_table_of_projects_says_what_to_do(source, tmp_path):
    (source / "project.csv").unlink()
    result = run(source, tmp_path / "call", "--budget-share", "1")
    assert result.exit_code == 1
    assert "--without-projects" in said(result)
    assert run(source, tmp_path / "call", "--budget-share", "1", "--without-projects").exit_code == 0


def test_a_folder_in_use_is_refused(source, tmp_path):
    assert run(source, source, "--budget-share", "1").exit_code == 2
    assert sorted(file.name for file in source.iterdir()) == ["organization.csv", "project.csv"]


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
@pytest.mark.parametrize("funder", ["country", "ec"])
def test_the_real_organisations_pass_the_check(tmp_path, funder):
    result = run(REAL, tmp_path / "call", "--budget-share", "0.42", "--without-projects", "--funder", funder)
    assert result.exit_code == 0
    assert read_folder(tmp_path / "call").tables["requests"].height == 2722

"""The commands as a user types them, from an example call to a verified decision."""

import errno
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from renkei.cli.failure import writing
from renkei.records.canonical import dump, load

SMALL = Path(__file__).parents[2] / "examples" / "small"
RULES = ("ranking", "gaps", "best", "sum")
FILES = ("decision.json", "decision.xlsx", "decision.html")


def renkei(*arguments: object, at: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "renkei.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=at, timeout=300)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small example decided under every rule."""
    out = tmp_path_factory.mktemp("decided")
    for rule in RULES:
        done = renkei("select", SMALL, "--rule", rule, "--draw", "2026", "--out", out / rule)
        assert done.returncode == 0, done.stderr
    return {rule: out / rule for rule in RULES}


@pytest.mark.parametrize("rule", RULES)
def test_a_decision_under_every_rule_is_verified_by_an_outsider(decided: dict[str, Path], rule: str) -> None:
    done = renkei("verify", decided[rule] / "decision.json", SMALL)
    assert done.returncode == 0, done.stdout
    assert "holds" in done.stdout


def test_the_four_rules_fund_what_the_examples_page_says(decided: dict[str, Path]) -> None:
    funded = {}
    for rule, folder in decided.items():
        outcomes = json.loads((folder / "decision.json").read_bytes())["outcomes"]
        funded[rule] = sorted(one for one, entry in outcomes.items() if entry["outcome"] == "funded")
    assert funded == {
        "ranking": ["A003", "A006"],
        "gaps": ["A003", "A006", "A007"],
        "best": ["A001", "A003", "A006", "A009"],
        "sum": ["A003", "A006", "A009"],
    }


@pytest.mark.parametrize("rule", RULES)
def test_a_decision_leaves_a_record_a_workbook_and_a_page(decided: dict[str, Path], rule: str) -> None:
    assert sorted(path.name for path in decided[rule].iterdir()) == sorted(FILES)
    assert json.loads((decided[rule] / "decision.json").read_bytes())["rule"] == rule
    assert (decided[rule] / "decision.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize("rule", RULES)
def test_the_same_call_gives_the_same_bytes_whatever_the_threads(
    decided: dict[str, Path], rule: str, tmp_path: Path
) -> None:
    renkei("select", SMALL, "--rule", rule, "--draw", "2026", "--threads", "2", "--out", tmp_path / "again")
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (decided[rule] / name).read_bytes(), name


def test_the_order_of_rows_decides_nothing(decided: dict[str, Path], tmp_path: Path) -> None:
    turned = tmp_path / "turned"
    shutil.copytree(SMALL, turned)
    for table in turned.glob("*.csv"):
        header, *rows = table.read_text(encoding="utf-8").splitlines()
        table.write_text("\n".join([header, *reversed(rows), ""]), encoding="utf-8")
    renkei("select", turned, "--rule", "gaps", "--draw", "2026", "--out", tmp_path / "out")
    assert (tmp_path / "out/decision.json").read_bytes() == (decided["gaps"] / "decision.json").read_bytes()


def test_json_prints_the_figures_alone(tmp_path: Path) -> None:
    done = renkei("select", SMALL, "--rule", "gaps", "--json", "--out", tmp_path / "out")
    figures = json.loads(done.stdout)
    assert figures["rule"] == "gaps"
    assert sum(figures["outcomes"].values()) == 12


def test_a_broken_folder_is_refused_with_its_defects_and_nothing_is_written(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(SMALL, broken)
    requests = broken / "requests.csv"
    requests.write_text(requests.read_text(encoding="utf-8").replace(",EUR", ",EUX", 1), encoding="utf-8")
    done = renkei("select", broken, "--rule", "gaps", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "EUX" in done.stderr
    assert not (tmp_path / "out").exists()


def test_best_without_bands_asks_for_them(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    shutil.copytree(SMALL, plain)
    settings = plain / "programme.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    settings.write_text("\n".join(line for line in lines if "bands:" not in line) + "\n", encoding="utf-8")
    done = renkei("select", plain, "--rule", "best", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "--bands" in done.stderr
    assert renkei("select", plain, "--rule", "best", "--bands", "each", "--out", tmp_path / "out").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--rule", "fairest"),
        ("--bands", "13;11"),
        ("--language", "tlh"),
        ("--work", "0"),
        ("--draw", " "),
        ("--draw", "two\nlines"),
    ],
    ids=repr,
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(arguments: tuple[str, str], tmp_path: Path) -> None:
    done = renkei("select", SMALL, *arguments, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr
    assert not (tmp_path / "out").exists()


def test_bands_out_of_order_are_refused(tmp_path: Path) -> None:
    done = renkei("select", SMALL, "--rule", "best", "--bands", "11.5,13", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "falling" in done.stderr


def test_the_calls_own_folder_is_no_place_for_the_decision(tmp_path: Path) -> None:
    call = tmp_path / "call"
    shutil.copytree(SMALL, call)
    assert renkei("select", call, "--rule", "gaps", "--out", call).returncode == 2
    assert renkei("check", call).returncode == 0


def test_a_call_decided_again_agrees_with_its_record(decided: dict[str, Path]) -> None:
    done = renkei("verify", "--replay", decided["best"] / "decision.json", SMALL)
    assert done.returncode == 0, done.stdout


def test_a_reason_left_out_without_an_excuse_does_not_hold(decided: dict[str, Path], tmp_path: Path) -> None:
    record = load((decided["gaps"] / "decision.json").read_bytes())
    funder = next(iter(record["next_raises"]))
    empty = {"state": "not_computed", "raise": None, "enters": [], "leaves": [], "tied": [], "at_least": None}
    record["next_raises"][funder] = empty
    (tmp_path / "forged.json").write_bytes(dump(record))
    done = renkei("verify", tmp_path / "forged.json", SMALL)
    assert done.returncode == 1
    assert "the reason must be given" in done.stdout


def test_a_worse_portfolio_fails_when_the_call_is_decided_again(tmp_path: Path) -> None:
    """Too large for `verify` to prove by itself: it says so aloud, and deciding again shows it."""
    call = tmp_path / "call"
    assert renkei("example", call, "--applications", "120", "--funders", "30").returncode == 0
    limited = renkei("select", call, "--rule", "best", "--work", "50", "--out", tmp_path / "limited")
    assert limited.returncode == 0, limited.stderr
    record = load((tmp_path / "limited" / "decision.json").read_bytes())
    assert record["state"] == "within"
    for level in record["bounds"]:
        level["claimed"] = level["value"]
    record |= {"state": "complete", "stopped": "seconds"}
    (tmp_path / "forged.json").write_bytes(dump(record))
    assert renkei("verify", "--replay", tmp_path / "forged.json", call).returncode == 1


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("file/decision", "a part of that path is no folder"),
        ("file", "is a file: name a folder"),
        ("full", "holds other files"),
        ("x" * 300, "the name is too long"),
        ("/proc/decision", "there is no right to write there|no folder can be made there"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_in_words(out: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "other.txt").write_text("another file")
    done = renkei("select", SMALL, "--rule", "gaps", "--out", tmp_path / out)
    assert done.returncode == 1
    assert re.search(words, done.stderr)
    assert "Errno" not in done.stderr


def test_a_full_disk_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, writing(Path("out")):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert ended.value.exit_code == 1
    assert (
        capsys.readouterr().err == "nothing was written: out: there is no room left: free some, or name another place\n"
    )


def test_an_example_in_a_place_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    assert "no folder: name another place" in renkei("example", tmp_path / "file" / "new").stderr

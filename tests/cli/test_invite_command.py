"""`renkei invite`, and `renkei verify` on what it writes."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.running import renkei

SMALL = Path(__file__).parents[2] / "examples" / "small"


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_an_invitation_is_written_printed_and_verified(tmp_path: Path, language: str) -> None:
    out = tmp_path / "out"
    done = renkei("invite", SMALL, "--cap", "0.7", "--out", out, "--language", language)
    assert done.returncode == 0, done.stderr
    record = json.loads((out / "invitation.json").read_bytes())
    with (out / "invitation.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["application_id"]: row for row in csv.DictReader(file)}
    assert {one: row["outcome"] for one, row in rows.items()} == {
        one: entry["outcome"] for one, entry in record["outcomes"].items()
    }
    refused = [one for one, entry in record["outcomes"].items() if entry["outcome"] == "not_invited"]
    assert refused
    assert all(rows[one]["lacking"] for one in refused)
    checked = renkei("verify", out / "invitation.json", SMALL)
    assert checked.returncode == 0, checked.stdout
    spoilt = (out / "invitation.json").read_bytes().replace(b'"not_invited"', b'"invited"', 1)
    (out / "invitation.json").write_bytes(spoilt)
    assert renkei("verify", out / "invitation.json", SMALL).returncode == 1


def test_the_json_on_standard_output_is_the_record(tmp_path: Path) -> None:
    done = renkei("invite", SMALL, "--cap", "1", "--json", "--out", tmp_path / "out")
    assert done.stdout.rstrip("\n").encode() == (tmp_path / "out" / "invitation.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 1, "no cap"),
        (("--cap", "0"), 1, "above 0"),
        (("--cap", "two"), 2, "not a plain number"),
        (("--caps", "JST"), 2, "a funder and its cap"),
        (("--caps", "Nobody=2"), 1, "no funder or real pot is called Nobody"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = renkei("invite", SMALL, *arguments, "--out", tmp_path / "out")
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert not (tmp_path / "out").exists()

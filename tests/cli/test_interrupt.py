"""Ctrl-C, whenever it comes, ends a command quietly: with the best found so far, marked, or with nothing written."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from renkei.cli.__main__ import INTERRUPTED
from renkei.cli.__main__ import interrupted as is_interrupt
from tests.cli.test_select_command import renkei

ENDED = (INTERRUPTED, -signal.SIGINT)  # a shell shows 130 for both; Python chooses the second where code ran in exec()


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A call that takes seconds under every rule."""
    made = tmp_path_factory.mktemp("made") / "call"
    assert renkei("example", made).returncode == 0
    return made


def interrupted(after: float, *arguments: object) -> tuple[int, str]:
    """Exit code and what was said of a command that gets SIGINT so many seconds after its start."""
    command = [sys.executable, "-m", "renkei.cli", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=120)
    return running.returncode, said


@pytest.mark.parametrize(("rule", "after"), [("gaps", 1.2), ("gaps", 3.0), ("best", 0.8), ("best", 3.5), ("best", 7.0)])
def test_deciding_ends_with_the_best_found_marked_or_with_nothing(
    rule: str, after: float, call: Path, tmp_path: Path
) -> None:
    code, said = interrupted(after, "select", call, "--rule", rule, "--out", tmp_path / "out")
    assert "Traceback" not in said
    if code == 0:
        record = json.loads((tmp_path / "out" / "decision.json").read_bytes())
        assert record["stopped"] in (None, "interrupted")
        assert renkei("verify", tmp_path / "out" / "decision.json", call).returncode == 0
    else:
        assert code in ENDED
        assert code != INTERRUPTED or "interrupted; no file was left half written" in said
        assert not (tmp_path / "out").exists()


def test_an_interrupt_once_the_decision_is_in_its_place_changes_nothing(call: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "renkei.cli", "select", str(call), "--rule", "ranking", "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        while not out.exists() and running.poll() is None:
            time.sleep(0.001)
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=120)
    assert running.returncode == 0
    assert f"Written to {out}" in said


@pytest.mark.parametrize("after", [0.6, 1.0])
@pytest.mark.parametrize("verb", ["check", "example"])
def test_reading_and_writing_end_in_a_line(verb: str, after: float, call: Path, tmp_path: Path) -> None:
    code, said = interrupted(after, verb, call if verb == "check" else tmp_path / "new")
    assert "Traceback" not in said
    assert code in (0, *ENDED)
    assert verb == "check" or (tmp_path / "new").exists() == (code == 0)
    assert not list(tmp_path.glob(".*"))


def test_an_interrupt_that_loading_wraps_in_another_error_is_known_for_one() -> None:
    wrapped = RuntimeError("Error calling __set_name__")
    wrapped.__cause__ = KeyboardInterrupt()
    assert is_interrupt(wrapped)
    assert not is_interrupt(RuntimeError("another"))


def test_an_interrupt_lost_in_a_callback_of_a_library_comes_again() -> None:
    lost = """
import ctypes, sys, time
from renkei.cli.__main__ import raised_again
sys.unraisablehook = raised_again

@ctypes.CFUNCTYPE(None)
def called_back():
    raise KeyboardInterrupt

called_back()
print("went on")
try:
    time.sleep(10)
except KeyboardInterrupt:
    print("interrupted")
"""
    done = subprocess.run([sys.executable, "-c", lost], capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout.split("\n")[:2], done.stderr) == (["went on", "interrupted"], "")

"""A real interrupt, sent to a process while it proves something hard."""

import signal
import subprocess
import sys
import time

import pytest

HARD = """
import sys
import numpy as np
from ortools.sat.python import cp_model  # an interrupt while it loads is another story
from renkei.solvers import proof
from renkei.solvers.again import Again
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.optimal_sets import always_and_sometimes
from renkei.solvers.packing import Level, Limit, Packing, Portfolio

rng = np.random.default_rng(7)
demand = rng.integers(50, 150, (12, 160)) * (rng.random((12, 160)) < 0.7)
packing, levels = Packing(demand, demand.sum(1) // 4), [Level(rng.integers(500, 999, 160))]
proof.EARLY_TRY = proof.LEVEL_TRY = 0 if sys.argv[2] == "clauses" else 10**9
first = lexicographic(packing, levels, limit=Limit(work=1))
print("started", flush=True)
try:
    if sys.argv[1] == "best":
        print(lexicographic(packing, levels, limit=Limit(work=10**9)).stopped)
    elif sys.argv[1] == "again":
        Again(packing, levels, first).solve(limit=Limit(work=10**9))
    else:
        claimed = Portfolio(first.chosen, first.bounds, True, None)
        always_and_sometimes(packing, [*levels, levels[0]], claimed, Limit(work=10**9))
except KeyboardInterrupt:
    print("raised")
"""


@pytest.mark.parametrize("stage", ["clauses", "tree"])
@pytest.mark.parametrize(("question", "answer"), [("best", "interrupted"), ("again", "raised"), ("ties", "raised")])
def test_an_interrupt_ends_every_question_within_a_second(question: str, answer: str, stage: str) -> None:
    command = [sys.executable, "-c", HARD, question, stage]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "started\n"
        time.sleep(1.5)
        assert running.poll() is None
        sent = time.monotonic()
        running.send_signal(signal.SIGINT)
        assert running.stdout.readline() == answer + "\n"
        assert time.monotonic() - sent < 2.0  # a second on a quiet machine
        assert running.wait(10) == 0

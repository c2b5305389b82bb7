"""Processes that are begun again when they die, as whoever runs a site does, and whoever kills them."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil


class Kept:
    """A command that runs until it is let go, however often it dies."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._command, self._environment, self._log = list(command), dict(environment), log
        self._over = threading.Event()
        self.process = self._begin()
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    def let_go(self) -> None:
        """End it for good."""
        self._over.set()
        self._watch.join()
        self.process.terminate()
        self.process.wait(60)

    def children(self) -> list[int]:
        """The processes that it began itself."""
        try:
            return [child.pid for child in psutil.Process(self.process.pid).children()]
        except psutil.NoSuchProcess:
            return []

    def _begin(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(self._command, env=self._environment, stdout=log, stderr=log)

    def _keep(self) -> None:
        while not self._over.wait(0.2):
            if self.process.poll() is not None:
                time.sleep(0.5)
                self.process = self._begin()


class Killer(threading.Thread):
    """Ten kills at random moments of a span of time: the site's web workers, its door once, the outbox's workers."""

    PLAN = ("web", "outbox", "web", "outbox", "door", "web", "outbox", "web", "outbox", "web")

    def __init__(self, door: Kept, outbox: Sequence[Kept], begin: float, end: float, seed: int) -> None:
        super().__init__(daemon=True)
        self._dice = random.Random(seed)
        self._moments = sorted(self._dice.uniform(begin, end) for _ in self.PLAN)
        self._door, self._outbox = door, outbox
        self.killed: list[str] = []

    def run(self) -> None:
        """Kill by the plan; a process that is not there at that moment is waited for."""
        for kind, moment in zip(self.PLAN, self._moments, strict=True):
            time.sleep(max(0.0, moment - time.time()))
            self._kill(kind)

    def _kill(self, kind: str) -> None:
        for _ in range(50):
            found = {
                "web": self._door.children(),
                "door": [self._door.process.pid],
                "outbox": [one.process.pid for one in self._outbox],
            }[kind]
            if found:
                try:
                    os.kill(self._dice.choice(found), signal.SIGKILL)
                except ProcessLookupError:
                    continue
                self.killed.append(kind)
                return
            time.sleep(0.1)

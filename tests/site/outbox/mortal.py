"""Workers that are killed: forked from one process, in which the site is loaded once.

usage: python -m tests.site.outbox.mortal at POINT | randomly SEED KILLS | slowly
"""

import os
import random
import signal
import smtplib
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.db import connections

LEASE = 1


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str, when: Callable[..., bool] = lambda *_: True) -> None:
    """Let this process be killed when it is about to do something."""
    real = getattr(owner, name)
    setattr(owner, name, lambda *given: die() if when(*given) else real(*given))


def after(owner: Any, name: str, when: Callable[..., bool] = lambda *_: True) -> None:
    """Let this process be killed when it has just done something."""
    real = getattr(owner, name)

    def done(*given: Any) -> Any:
        result = real(*given)
        return die() if when(*given) else result

    setattr(owner, name, done)


def set_trap(point: str) -> None:
    from renkei.site.outbox import smtp, worker
    from renkei.site.outbox.lease import Lease

    def is_dot(_line: object, sent: bytes) -> bool:
        return sent == b".\r\n"

    {
        "claimed": lambda: before(worker, "_handle"),
        "text sent": lambda: before(Lease, "handing_over"),
        "handing over": lambda: after(Lease, "handing_over"),
        "dot sent": lambda: after(smtplib.SMTP, "send", is_dot),
        "answered": lambda: after(smtp, "_end"),
        "done": lambda: after(Lease, "done"),
    }[point]()


def work(trap: str = "", *, once: bool = True) -> None:
    from renkei.site.outbox.worker import Worker

    if trap:
        set_trap(trap)
    Worker(LEASE, pause=0.05).run(once=once)


def forked(life: Callable[[], None]) -> int:
    connections.close_all()
    child = os.fork()
    if child == 0:
        life()
        connections.close_all()
        os._exit(0)
    return child


def randomly(seed: int, kills: int) -> None:
    """Two workers at a time; one of them is killed and another begins, again and again."""
    dice = random.Random(seed)
    alive = [forked(lambda: work(once=False)) for _ in range(2)]
    for _ in range(kills):
        time.sleep(dice.uniform(0.01, 0.25))
        victim = alive.pop(dice.randrange(2))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        alive.append(forked(lambda: work(once=False)))
    for last in alive:
        os.kill(last, signal.SIGKILL)
        os.waitpid(last, 0)


def slowly() -> None:
    """One worker at work for longer than its lease, another beside it that looks for work all the while."""
    from renkei.site.outbox.kinds import handles

    @handles("slow")
    def solve(lease: object) -> None:
        time.sleep(2.5 * LEASE)

    busy = forked(work)
    time.sleep(0.5)
    until = time.monotonic() + 3 * LEASE
    while time.monotonic() < until:
        os.waitpid(forked(work), 0)
        time.sleep(0.1)
    os.waitpid(busy, 0)


def finish() -> None:
    """Work until nothing is left that a worker may touch."""
    from renkei.site.outbox.models import Parcel
    from renkei.site.policy import unscoped

    held = [Parcel.State.LEASED, Parcel.State.HANDING_OVER]
    for _ in range(200):
        work()
        if not unscoped(Parcel, "the test waits").filter(state__in=held).exists():
            return
        time.sleep(0.1)


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["at", point]:
            os.waitpid(forked(lambda: work(point)), 0)
        case ["randomly", seed, kills]:
            randomly(int(seed), int(kills))
        case ["slowly"]:
            slowly()
        case _:
            sys.exit(__doc__)
    finish()

"""A worker: takes what is due, one parcel after another, until it is told to stop."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import structlog
from django.db import DatabaseError, close_old_connections, connection

from renkei.site.outbox import smtp
from renkei.site.outbox.kinds import Hopeless, handler_of
from renkei.site.outbox.lease import SECONDS, Lease, LeaseLost, claim

LONGEST_TROUBLE = 500
log = structlog.get_logger("renkei.outbox")


class Worker:
    """Works in one process; as many processes as wanted work side by side.

    `seconds`: how long a lease holds without a sign of life; `pause`: between looks where nothing is due.
    """

    def __init__(self, seconds: int = SECONDS, pause: float = 1.0) -> None:
        self._seconds = seconds
        self._pause = pause
        self._stopping = threading.Event()

    def run(self, *, once: bool = False) -> int:
        """Work until stopped, or with `once` until nothing is due; how many parcels were taken up."""
        with smtp.kept():
            return self._run(once)

    def _run(self, once: bool) -> int:
        taken = 0
        while not self._stopping.is_set():
            try:
                lease = claim(self._seconds)
            except DatabaseError as error:
                if once:
                    raise
                self._wait_for_database(error)
                continue
            if lease is not None:
                taken += 1
                self._work(lease)
            elif once:
                break
            else:
                smtp.hang_up()
                self._stopping.wait(self._pause)
            close_old_connections()
        return taken

    def stop_on_signals(self) -> None:
        """Let SIGTERM and SIGINT end the work after the parcel in hand."""

        def stop(_number: int, _frame: FrameType | None) -> None:
            self._stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)

    def _work(self, lease: Lease) -> None:
        log.info("parcel taken", parcel=lease.parcel, kind=lease.kind, attempt=lease.attempt)
        try:
            with _alive(lease):
                _handle(lease)
        except LeaseLost:
            log.warning("lease lost", parcel=lease.parcel, kind=lease.kind)
        except DatabaseError as error:  # what is not written down is done again, or set aside, when the lease is over
            self._wait_for_database(error)
        else:
            log.info("parcel put down", parcel=lease.parcel, kind=lease.kind)

    def _wait_for_database(self, error: DatabaseError) -> None:
        log.error("database away", error=type(error).__name__)
        connection.close()
        self._stopping.wait(5 * self._pause)


def _handle(lease: Lease) -> None:
    """Do what the parcel's kind asks for, and write down how it went."""
    try:
        handler_of(lease.kind)(lease)
        if not lease.finished:
            lease.done()
    except (LeaseLost, DatabaseError):
        raise
    except Hopeless as error:
        lease.set_aside(str(error)[:LONGEST_TROUBLE])
    except Exception as error:
        log.warning("attempt failed", parcel=lease.parcel, kind=lease.kind, error=type(error).__name__)
        lease.again(f"{type(error).__name__}: {error}"[:LONGEST_TROUBLE])


@contextmanager
def _alive(lease: Lease) -> Iterator[None]:
    """Renew the lease while the work goes on, however long it takes."""
    over = threading.Event()
    beat = threading.Thread(target=_beat, args=(lease, over), daemon=True)
    beat.start()
    try:
        yield
    finally:
        over.set()
        beat.join()


def _beat(lease: Lease, over: threading.Event) -> None:
    try:
        while not over.wait(lease.seconds / 3):
            try:
                lease.renew()
            except LeaseLost:
                return
            except DatabaseError:
                connection.close()
    finally:
        connection.close()

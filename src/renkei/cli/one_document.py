"""One document read in a process of its own, which may be ended when it takes too long or too much."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic

MEMORY = 3_000_000_000  # bytes of address space for one reader


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a document: its text and drafts as canonical lines, or why there are none."""

    name: str
    sha256: str
    text: str = ""
    drafts: tuple[str, ...] = ()
    refused: str = ""


def read_one(name: str, path: Path) -> Read:
    """Read a file; whatever is wrong with it is said and raised no further."""
    from renkei.engines.reading import ReadingOptions, as_lines, read
    from renkei.exchange.documents import LARGEST, Unreadable, read_document
    from renkei.exchange.ecb import rate

    digest = ""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"it has more than {LARGEST:,} bytes: give its text alone")
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        document = read_document(name, data)
        lines = as_lines(read(document, ReadingOptions(rate))).splitlines()
        return Read(name, digest, document.text, tuple(lines))
    except Unreadable as why:
        return Read(name, digest, refused=str(why))
    except OSError as error:
        return Read(name, digest, refused=f"it cannot be opened: {error.strerror}")
    except MemoryError:
        return Read(name, digest, refused=f"it takes more than {MEMORY / 10**9:g} GB to read: split it")
    except RecursionError:
        return Read(name, digest, refused="it is nested too deeply: save it as text")


def read_each(documents: Iterable[tuple[str, Path]], readers: int, seconds: float) -> Iterator[Read]:
    """Read documents in so many processes, in the order in which they are done."""
    waiting = iter(documents)
    crew = [_Reader(seconds) for _ in range(readers)]
    try:
        busy = [reader for reader in crew if reader.begin(next(waiting, None))]
        while busy:
            for reader in _ready(busy):
                yield reader.result()
                if not reader.begin(next(waiting, None)):
                    busy.remove(reader)
    finally:
        for reader in crew:
            reader.end()


class _Reader:
    """A process that reads one document after another, and is replaced when it had to be ended."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.process: SpawnProcess | None = None
        self.pipe: Connection
        self.job = ("", Path())
        self.until = 0.0

    def begin(self, job: tuple[str, Path] | None) -> bool:
        """Give it a document; False where there is none left."""
        if job is None:
            return False
        if self.process is None:
            context = get_context("spawn")  # threads of the parent make a fork unsafe
            self.pipe, theirs = context.Pipe()
            self.process = context.Process(target=_work, args=(theirs,), daemon=True)
            self.process.start()
            theirs.close()
            self.pipe.recv()  # it has loaded what it needs: a document's time begins
        self.job, self.until = job, monotonic() + self.seconds
        self.pipe.send(job)
        return True

    def result(self) -> Read:
        """What it read, or why it was ended."""
        name, _ = self.job
        if self.pipe.poll():
            with contextlib.suppress(EOFError, OSError):
                read: Read = self.pipe.recv()
                return read
            self.end()
            return Read(name, "", refused="its reader broke down: save it as text")
        self.end()
        return Read(name, "", refused=f"it takes more than {self.seconds:g} seconds to read: split it")

    def end(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.pipe.close()
            self.process = None


def _ready(busy: list[_Reader]) -> list[_Reader]:
    """The readers that are done, or whose time is over; waits for the first."""
    first = min(reader.until for reader in busy)
    done = wait([reader.pipe for reader in busy], timeout=max(0.0, first - monotonic()))
    return [reader for reader in busy if reader.pipe in done or reader.until <= monotonic()]


def _work(pipe: Connection) -> None:
    """Read what comes through the pipe until it closes; an interrupt is the parent's to hear."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import renkei.engines.reading
    import renkei.exchange.documents
    import renkei.exchange.ecb  # noqa: F401 - loaded before a document's time begins

    pipe.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(read_one(*pipe.recv()))

"""One document read in a process of its own, which may be ended when it takes too long or too much."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic

from renkei.engines.reading import Document, Draft
from renkei.exchange.models import Model

MEMORY = 3_000_000_000  # bytes of address space for one reader
_TO_WEIGH = 10  # seconds beside the model's own


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model's answer came to: how many values, or why it gave none."""

    proposed: int = 0
    proven: int = 0
    known: int = 0  # of those proven, the ones that a draft had already
    unanswered: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a document: its text and drafts as canonical lines, or why there are none."""

    name: str
    sha256: str
    text: str = ""
    drafts: tuple[str, ...] = ()
    refused: str = ""
    asked: Asked | None = None


def read_one(name: str, path: Path, model: Model | None = None) -> Read:
    """Read a file, and ask the model where there is one; whatever is wrong is said and raised no further."""
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
        drafts, asked = read(document, ReadingOptions(rate)), None
        if model:
            drafts, asked = with_model(document, drafts, model)
        return Read(name, digest, document.text, tuple(as_lines(drafts).splitlines()), asked=asked)
    except Unreadable as why:
        return Read(name, digest, refused=str(why))
    except OSError as error:
        return Read(name, digest, refused=f"it cannot be opened: {error.strerror}")
    except MemoryError:
        return Read(name, digest, refused=f"it takes more than {MEMORY / 10**9:g} GB to read: split it")
    except RecursionError:
        return Read(name, digest, refused="it is nested too deeply: save it as text")


def with_model(document: Document, drafts: tuple[Draft, ...], model: Model) -> tuple[tuple[Draft, ...], Asked]:
    """The drafts with what the model adds; those of the rules alone where it gives no answer."""
    from renkei.cli.model import key_of
    from renkei.engines.reading import weigh
    from renkei.exchange.models import Unanswered, propose

    try:
        weighed = weigh(document, drafts, propose(document, model, key_of(os.environ)))
    except Unanswered as why:
        return drafts, Asked(unanswered=str(why))
    return weighed.drafts, Asked(weighed.proposed, weighed.proven, weighed.known)


def read_each(
    documents: Iterable[tuple[str, Path]], readers: int, seconds: float, model: Model | None = None
) -> Iterator[Read]:
    """Read documents in so many processes, in the order in which they are done."""
    waiting = iter(documents)
    crew = [_Reader(seconds, model) for _ in range(readers)]
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

    def __init__(self, seconds: float, model: Model | None) -> None:
        self.seconds = seconds + (model.seconds + _TO_WEIGH if model else 0)
        self.model = model
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
            self.process = context.Process(target=_work, args=(theirs, self.model), daemon=True)
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


def _work(pipe: Connection, model: Model | None) -> None:
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
            name, path = pipe.recv()
            pipe.send(read_one(name, path, model))

"""What every test stands on."""

import signal
from collections.abc import Iterator

import pytest

AT_FIRST = signal.getsignal(signal.SIGINT)


@pytest.fixture(autouse=True)
def _interrupts_are_heard() -> Iterator[None]:
    """A command run within a test, or within what a whole module stands on, ends deaf to interrupts, about to leave."""
    signal.signal(signal.SIGINT, AT_FIRST)
    yield
    signal.signal(signal.SIGINT, AT_FIRST)

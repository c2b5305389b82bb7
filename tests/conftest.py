"""What every test stands on."""

import signal
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _interrupts_stay_as_they_were() -> Iterator[None]:
    """A command run within a test ends as one that is about to leave: deaf to interrupts."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)

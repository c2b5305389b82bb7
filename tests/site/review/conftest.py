"""A small call after its deadline."""

import pytest

from tests.site.conftest import NOW, arrive
from tests.site.review.made import Closed, closed_call


@pytest.fixture
def made(db: None, monkeypatch) -> Closed:
    """Three applications: the second asks F2, the others F1. Requests arrive at NOW."""
    arrive(monkeypatch, NOW)
    return closed_call(partners=1)

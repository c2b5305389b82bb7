"""A small call after its deadline."""

from types import SimpleNamespace

import pytest

from tests.site.conftest import NOW
from tests.site.review.made import Closed, closed_call


@pytest.fixture
def made(db: None, monkeypatch) -> Closed:
    """Three applications: the second asks F2, the others F1. Requests arrive at NOW."""
    monkeypatch.setattr("renkei.site.policy.arrival.timezone", SimpleNamespace(now=lambda: NOW))
    return closed_call(partners=1)

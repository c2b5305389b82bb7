"""One world for all of a module, taken away afterwards."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.site.policy.matrix.world import World, made


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """As pytest-django's, but for a whole module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(db: None) -> Iterator[World]:
    with override_settings(SECOND_FACTOR_REQUIRED=True):
        yield made()

"""One world for all of the matrix, taken away afterwards."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.site.policy.matrix.world import World, made


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), override_settings(SECOND_FACTOR_REQUIRED=True), transaction.atomic():
        yield made()
        transaction.set_rollback(True)

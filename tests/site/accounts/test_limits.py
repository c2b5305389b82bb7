"""What is limited is counted for everybody's processes together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from renkei.site.accounts.limits import TooOften, count
from renkei.site.accounts.models import Tally
from tests.site.conftest import NOW


def test_so_many_acts_pass_in_a_window_and_no_more(db):
    for _ in range(3):
        count("invite", 7, 3, 60, NOW)
    with pytest.raises(TooOften):
        count("invite", 7, 3, 60, NOW)
    count("invite", 8, 3, 60, NOW)  # somebody else
    count("ask", 7, 3, 60, NOW)  # something else
    count("invite", 7, 3, 60, NOW + timedelta(seconds=60))  # later


def test_who_did_what_is_not_kept_and_old_counts_are_forgotten(db):
    count("invite", "a@x.example", 3, 60, NOW)
    count("invite", "a@x.example", 3, 60, NOW + timedelta(days=3))
    (kept,) = Tally.objects.values()
    assert "a@x.example" not in str(kept)


@pytest.mark.django_db(transaction=True)
def test_acts_at_once_are_all_counted():
    together = Barrier(5)

    def run(number: int) -> int:
        try:
            together.wait(timeout=30)
            passed = 0
            for _ in range(4):
                try:
                    count("invite", 7, 9, 3600, NOW)
                    passed += 1
                except TooOften:
                    pass
            return passed
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(run, range(5))) == 9

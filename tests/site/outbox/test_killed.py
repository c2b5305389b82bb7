"""A worker may be killed at any point: nothing is lost, nothing is sent twice, and what is doubtful is listed."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.site.standing import ROOT, Standing

POST = """
import sys
from renkei.site.outbox.post import post, post_mail
for number in range(int(sys.argv[1])):
    post_mail(f"letter/{number}", [f"person-{number}@agency.example"], "A receipt", f"Number {number}.")
"""


def mortal(site: Standing, smtp: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "tests.site.outbox.mortal", *arguments]
    told = {**site.environment, "RENKEI_SMTP": smtp}
    done = subprocess.run(command, env=told, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def states(site: Standing) -> dict[str, str]:
    return dict(site.rows("SELECT key, state FROM outbox_parcel"))


@pytest.mark.parametrize(
    ("point", "arrived", "state"),
    [
        ("claimed", 1, "done"),
        ("text sent", 1, "done"),
        ("handing over", 0, "set_aside"),
        ("dot sent", None, "set_aside"),  # whether the server read the dot before the line broke is its secret
        ("answered", 1, "set_aside"),
        ("done", 1, "done"),
    ],
)
def test_killed_at_a_named_point_a_mail_is_sent_once_or_listed_as_doubtful(site, letters, point, arrived, state):
    site.python(POST, "1")
    mortal(site, letters.address, "at", point)
    assert states(site) == {"letter/0": state}
    assert len(letters.arrived()) == arrived or (arrived is None and len(letters.arrived()) <= 1)


def test_killed_at_random_moments_nothing_is_lost_or_sent_twice_and_the_doubtful_are_listed(site, letters):
    many = 250
    site.python(POST, str(many))
    mortal(site, letters.address, "randomly", "7", "25")
    times = Counter(letters.recipients())
    listed = {key for key, state in states(site).items() if state == "set_aside"}
    missing = {f"letter/{number}" for number in range(many) if f"person-{number}@agency.example" not in times}
    assert set(states(site).values()) <= {"done", "set_aside"}
    assert max(times.values()) == 1
    assert missing <= listed
    assert len(listed) <= 27  # no more than were killed
    assert len({letter["id"] for letter in letters.arrived()}) == len(letters.arrived())


def test_work_that_takes_longer_than_its_lease_is_kept_by_its_heartbeat(site):
    site.python("from renkei.site.outbox.post import post; post('slow', 'solve/1', {})")
    mortal(site, "smtp://127.0.0.1:9", "slowly")
    assert site.rows("SELECT state, attempts FROM outbox_parcel") == [("done", 1)]

"""One rule of `meeting.py`, measured in a site that stands: run with Django set up."""

import re
import statistics
import sys
import time

from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from renkei.engines.selection.what_if import Change, Meeting
from renkei.exchange.made_up import Size
from renkei.money import format_amount
from renkei.site.decisions import actions
from renkei.site.decisions.at_hand import at_hand
from renkei.site.policy import Role
from tests.site.clients import client_of
from tests.site.conftest import acting, person
from tests.site.decisions.made_up import made_up

ADDRESS = "/decisions/made-up/meeting/"


def milliseconds(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def measure(rule: str, questions: int) -> None:
    """One row of the table: what twenty raises take under a rule, with and without the site."""
    now = timezone.now()
    with transaction.atomic():
        call = made_up(now, Size(171, 38), seed=1, rule=rule)
        secretary = person("secretary@x.example", Role.SECRETARIAT)
    actions.prepare_meeting(acting(secretary, now), "made-up")
    actions.open_meeting(acting(secretary, now), "made-up")
    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        client = client_of(secretary)
        begun = time.perf_counter()
        page = client.get(ADDRESS).content.decode()
        first = milliseconds(begun)
        begun = time.perf_counter()
        client.get(ADDRESS)
        again = milliseconds(begun)
        shown = re.search(r'name="shown" value="(\w+)"', page)
        assert shown
        held = at_hand(call)
        alone = Meeting(held.folder.tables, held.options)
        funders = held.folder.tables["funders"].select("funder_id", "budget", "currency").rows()
        engine, whole = [], []
        for funder, budget, currency in funders[:: max(1, len(funders) // questions)][:questions]:
            begun = time.perf_counter()
            next(alone.ask(Change(raises={funder: budget // 10}), lambda: 0.0))
            engine.append(milliseconds(begun))
            asked = {"shown": shown[1], f"raise-{funder}": format_amount(budget // 10, currency)}
            begun = time.perf_counter()
            answer = client.post(f"{ADDRESS}ask/", asked)
            whole.append(milliseconds(begun))
            assert answer.status_code == 200
            assert b'id="figures"' in answer.content
    added = [one - other for one, other in zip(whole, engine, strict=True)]
    print(
        f"| {rule} | {first:.0f} ms | {again:.0f} ms | {statistics.median(engine):.0f} ms "
        f"| {statistics.median(whole):.0f} ms | {statistics.median(added):.0f} ms | {max(added):.0f} ms |",
        flush=True,
    )


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]))

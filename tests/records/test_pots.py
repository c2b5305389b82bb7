"""Records of calls with real pots hold, and fail when what the pot has or pays is changed."""

import pytest

from renkei.records.canonical import dump, load
from renkei.records.verify import verify
from renkei.records.write import write
from tests.engines.selection.pot_calls import decide
from tests.engines.selection.test_real_pots import TWO_GIVE
from tests.records.test_schema import put

SHORT = TWO_GIVE.by(applications=TWO_GIVE.applications | {"D": ("11", {"P": 50})})


def made(call, **more):
    return write(decide(call, **more), call.settings, call.tables)


@pytest.mark.parametrize("rule", ["ranking", "gaps", "best", "sum"])
def test_the_record_of_a_call_with_a_real_pot_holds(rule):
    call = SHORT.by(rule=rule)
    verdict = verify(made(call), call.settings, call.tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


ALTERED = [
    ("spending.P.budget", 142, "spending.P.budget"),
    ("spending.P.left", 12, "spending.P.left"),
    ("pots.P.contributions.S.amount", 706, "pots.P.contributions"),
    ("pots.P.contributions.S.converted", 70, "pots.P.contributions"),
    ("pots.P.pays_for", ["N"], "pots.P.pays_for"),
    ("pots.P.currency", "SEK", "pots.P.currency"),
    ("pots", {}, "pots"),
    ("rates.SEK.rate", "11", "rates"),
    ("rates.SEK.source", "hearsay", "rates"),
    ("inputs.contributions", "0" * 64, "inputs.contributions"),
    ("next_raises.P.raise", 38, "next_raises.P"),
]


@pytest.mark.parametrize(("path", "value", "says"), ALTERED, ids=[path for path, *_ in ALTERED])
def test_a_changed_pot_fails_and_is_named(path, value, says):
    record = load(made(SHORT))
    altered = put({key: one for key, one in record.items() if key != "sha256"}, path, value)
    verdict = verify(dump(altered), SHORT.settings, SHORT.tables)
    assert says in "\n".join(map(str, verdict.failures))

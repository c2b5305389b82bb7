"""Records of calls in which funders rank or endorse and pots pay: they hold, and fail when either is changed."""

from dataclasses import replace

import pytest

from renkei.records.canonical import dump, load
from renkei.records.verify import verify
from tests.engines.selection.ranking.pooled import Pooled, record
from tests.engines.selection.ranking.test_pooled import ENDORSED
from tests.records.test_schema import LIBRARY, put
from tests.records.test_standing import CALLS as RANKED

CALLS = {
    "merged": Pooled(RANKED["merged"], frozenset("XY"), "SEK"),
    "agreed": Pooled(RANKED["agreed"], frozenset("X"), top_up=(200, "0.5", "0.5")),
    "points": Pooled(RANKED["points"], frozenset("XY")),
    "endorsed": Pooled(RANKED["endorsed"], frozenset("X"), "SEK", (("D", 1000),)),
    "cut": ENDORSED,
    "rounded": replace(ENDORSED, currency="SEK", rate="0.5"),
}
RECORDS = {name: load(record(call)) for name, call in CALLS.items()}
ALTERED = [
    ("merged", "order.applications.A.ranks", {"P": 2}, "order.applications.A.ranks"),
    ("merged", "order.applications.B.proposed", 2, "order.applications.B.proposed"),
    ("merged", "pots.P.contributions.X.converted", 500, "pots.P.contributions"),
    ("merged", "inputs.rankings", "0" * 64, "inputs.rankings"),
    ("merged", "spending.P.asked", 1100, "spending.P.asked"),
    ("agreed", "order.applications.C.overtakes", [], "order.applications.C.overtakes"),
    ("agreed", "pots.T.amount", 1, "pots.T.amount"),
    ("points", "order.weights", {"P": "1"}, "order.weights"),
    ("points", "pots.P.pays_for", ["X"], "pots.P.pays_for"),
    ("endorsed", "endorsements.applications.A.reduced", {"P": 250}, "endorsements.applications.A.reduced"),
    ("endorsed", "outcomes.B.reason.because", "endorsement_refused:P", "outcomes.B.reason"),
    ("cut", "endorsements.applications.A.reduced", {}, "endorsements.applications.A.reduced"),
    ("cut", "spending.P.committed", 403, "spending.P.committed"),
    ("rounded", "spending.P.committed", 126, "spending.P.committed"),
    ("cut", "outcomes.B.reason.short.P", 153, "outcomes.B.reason.short"),
]


@pytest.mark.parametrize("name", CALLS)
def test_the_records_hold_and_have_the_shape_before_anything_is_changed(name):
    call = CALLS[name]
    verdict = verify(dump(RECORDS[name]), call.settings, call.tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))
    LIBRARY.validate(RECORDS[name])


@pytest.mark.parametrize(("name", "path", "value", "says"), ALTERED, ids=[f"{n}: {p}" for n, p, *_ in ALTERED])
def test_one_change_fails_and_is_named(name, path, value, says):
    altered = put(RECORDS[name], path, value)
    assert altered != RECORDS[name], "the change changes nothing"
    verdict = verify(dump(altered), CALLS[name].settings, CALLS[name].tables)
    messages = "\n".join(map(str, verdict.failures))
    assert says in messages, messages

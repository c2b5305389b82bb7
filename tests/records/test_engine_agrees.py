"""The engine's own records hold: two programs that share no code come to the same."""

import pytest

from renkei.engines.selection import options_from, select
from renkei.records.verify import verify
from renkei.records.write import write
from tests.records.calls import WORKED
from tests.records.test_limits import wide

CALLS = {**{f"worked {number}": call for number, call in WORKED.items()}, "wide": wide(9, 2)}


@pytest.mark.parametrize("draw", [None, "one"])
@pytest.mark.parametrize("rule", ["ranking", "gaps", "best", "sum"])
@pytest.mark.parametrize("name", CALLS)
def test_the_record_that_select_writes_holds(name, rule, draw):
    call = CALLS[name].by(rule=rule, draw=draw, places=2)
    tables, settings = call.tables, call.settings
    main = {table: tables[table] for table in ("applications", "requests", "funders")}
    selection = select(**main, options=options_from(settings, draw=draw))
    verdict = verify(write(selection, settings, tables), settings, tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))

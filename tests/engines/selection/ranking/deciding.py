"""A small call decided by the engine, its record verified by the outsider's rules."""

from typing import Any

from renkei.engines.selection import Selection, options_from, select
from renkei.records.verify import Verdict, verify
from renkei.records.write import write
from tests.engines.selection.ranking.calls import RankedCall


def decide(call: RankedCall, **given: Any) -> Selection:
    return select(**call.tables, options=options_from(call.settings, **given))


def record(call: RankedCall, **given: Any) -> bytes:
    return write(decide(call, **given), call.settings, call.tables)


def verified(call: RankedCall, **given: Any) -> Verdict:
    return verify(record(call, **given), call.settings, call.tables)

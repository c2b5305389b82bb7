"""What follows a decision once somebody drops out: the engine's word, on the snapshot that was decided."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from renkei.engines.selection.drop_out import Follows, after_drop_outs
from renkei.records.options import options_of_record
from renkei.records.write import write
from renkei.site.decisions.models import Decision
from renkei.site.portfolio.decided import decided


def following(decision: Decision, drop_outs: Mapping[str, str], on: date) -> bytes:
    """The record of the decision that follows, as `renkei drop-out` writes it; SelectionError, in words, for none.

    `drop_outs`: number → ground; those since the first decision of the chain are added.
    """
    found = decided(decision)
    earlier, call = found.record, found.folder
    before = (earlier.get("follows") or {}).get("drop_outs", {})
    follows = Follows(earlier["sha256"], tuple(found.funded), {**before, **drop_outs}, on)
    options = replace(options_of_record(earlier, call.settings), threads=os.cpu_count() or 1)
    selection = after_drop_outs(call.tables, options, follows)
    return write(selection, call.settings, call.tables, follows=follows)

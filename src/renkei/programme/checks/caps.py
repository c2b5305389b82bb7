"""Caps on invited demand: each is a funder's or a real pot's."""

from collections.abc import Iterator, Mapping

from renkei.defects import Defect, say
from renkei.programme.nearness import nearest_word
from renkei.programme.source import Checked, whole
from renkei.programme.sources import SETTINGS_FILE
from renkei.settings import Settings


def check_caps(settings: Settings, tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    """Caps in programme.yaml of nobody who pays; tables that are `unknown`, or are not there, prove nothing."""
    if "funders" not in tables or {"funders", "pots"} & unknown:
        return
    keys = [("funders", "funder_id"), ("pots", "pot_id")]
    known = sorted({one for table, key in keys if table in tables for one in tables[table].frame[key].drop_nulls()})
    for funder, cap in settings.demand.caps:
        if funder not in known:
            near = nearest_word(funder, known)
            remedy = say("write {word}", word=near) if near else "write its funder_id (or pot_id), or delete the line"
            yield whole(SETTINGS_FILE, "a cap is a funder's or a real pot's", remedy, f"demand.caps.{funder}", str(cap))

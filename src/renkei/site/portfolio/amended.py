"""A call's facts with what became of them since a decision: what a decision anew is made on."""

import copy
from collections.abc import Mapping
from typing import Any

from renkei.site.calls.models import Call
from renkei.site.policy import unscoped
from renkei.site.portfolio.models import Departure
from renkei.site.review.folder import AMENDING, Facts

GROUND = "a decision anew is made on the call as it stands"


def changed(facts: Mapping[str, Any], position: int, organisation: Mapping[str, str] | None) -> Facts | None:
    """An application's facts with a partner replaced by an organisation, or (None) paying for itself.

    None where it has no partner at that place. The facts given stay as they are.
    """
    found: Facts = copy.deepcopy(dict(facts))
    partner = next((one for one in found["partners"] if one["partner"] == position), None)
    if partner is None:
        return None
    if organisation is None:
        partner["request"] |= {"funder": "", "self_funded": True, "amount": 0}
    else:
        partner["organisation"] = {"id": "", "ror": "", **organisation}
    return found


def amend(call: Call, facts: dict[int, Facts]) -> None:
    """Change the facts of a call's applications by its departures, in the order in which they came."""
    rows = unscoped(Departure, GROUND).filter(application__call=call, partner__isnull=False)
    for one in rows.select_related("partner", "organisation").order_by("at", "pk"):
        held, new = facts.get(one.application_id), one.organisation
        named = {name: getattr(new, name) for name in ("name", "country", "size")} if new else None
        found = changed(held, one.partner.position, named) if held and one.partner else None
        if held is not None and found is not None:
            held.clear()
            held.update(found)


def take_part() -> None:
    """Have folders of a call amended so."""
    if amend not in AMENDING:
        AMENDING.append(amend)

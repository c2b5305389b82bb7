"""A call without some of its applications, where their absence changes nothing else about the others."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from renkei.engines.selection.call import Call


def without(call: Call, out: Collection[str]) -> Call:
    """The call as `encode` would make it if the applications `out` were forced out.

    Only without side conditions, and where one panel's score or rank is the order: else others would move.
    """
    kept = [place for place, one in enumerate(call.applications) if one not in out]
    place = {old: new for new, old in enumerate(kept)}
    groups = [tuple(place[one] for one in group if one in place) for group in call.groups]
    left = [number for number, group in enumerate(groups) if group]
    figures = ((name, None if fixed is None else fixed[kept]) for name, fixed in call.tie_criteria)
    gone = dict.fromkeys(set(out) - set(call.not_eligible), "forced_out")
    return replace(
        call,
        applications=tuple(call.applications[one] for one in kept),
        demand=np.ascontiguousarray(call.demand[:, kept]),
        converted=np.ascontiguousarray(call.converted[:, kept]),
        points=call.points[kept],
        groups=tuple(groups[number] for number in left),
        labels=tuple(call.labels[number] for number in left),
        bands=tuple(call.bands[one] for one in kept) if call.bands else (),
        tie_criteria=tuple(figures),
        lot=None if call.lot is None else tuple(place[one] for one in call.lot if one in place),
        not_eligible=dict(sorted((call.not_eligible | gone).items())),
    )

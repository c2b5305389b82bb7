"""What the call says of scores: its criteria, its scale, and whether the total is made from the criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import yaml

from renkei.programme.entries import Reading, entries_of_yaml
from renkei.programme.settings_file import settings_of
from renkei.settings import Scale
from renkei.site.calls.models import Call
from renkei.tables import DECIMALS

TOTALS = ("sum", "mean")
OF_THE_SITE = ("total",)  # keys of Call.selection that programme.yaml does not have


@dataclass(frozen=True)
class Terms:
    """`total`: how it is made from the criteria (`sum` or `mean`); empty where it is published by itself."""

    criteria: tuple[str, ...] = ()
    scale: Scale | None = None
    total: str = ""

    def total_of(self, scores: Mapping[str, Decimal]) -> Decimal | None:
        """The total of scores on all criteria; None while one of them lacks."""
        if not self.criteria or not all(name in scores for name in self.criteria):
            return None
        total = sum((scores[name] for name in self.criteria), Decimal())
        if self.total == "mean":
            total /= len(self.criteria)
        return total.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_EVEN)


def published(call: Call) -> dict[str, Any]:
    """The keys of programme.yaml that the call has published."""
    return {name: value for name, value in call.selection.items() if name not in OF_THE_SITE}


def terms_of(call: Call) -> Terms:
    """The terms of a call; what its settings state badly is left out, and told where it is written."""
    text = yaml.safe_dump({"name": call.title, **published(call)}, allow_unicode=True)
    reading = Reading("programme.yaml")
    tree = entries_of_yaml(text.encode(), reading)
    settings = settings_of(tree, reading) if tree else None
    total = call.selection.get("total", "")
    if settings is None:
        return Terms()
    return Terms(settings.criteria, settings.scale, total if total in TOTALS and settings.criteria else "")

"""The options that a record states, read without the engine's own reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from renkei.money import decimal_text
from renkei.settings import Condition, Scale, Settings


@dataclass(frozen=True)
class Options:
    """A record's rule and options, as far as they decide."""

    rule: str
    bands: tuple[Decimal, ...] | str | None
    binding: str
    scale: Scale | None
    total: Decimal | None
    criteria: Mapping[str, Decimal]
    tie_criteria: tuple[str, ...]
    tail: str
    places: int | None
    until: str | None
    reporting_currency: str
    who_ranks: str = "joint"
    merge: str | None = None
    points_places: int = 3
    agencies: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    pending: str = "waits"
    conditions: tuple[Condition, ...] = ()
    lottery: bool = False
    width: Decimal | None = None

    @property
    def high(self) -> bool:
        """Whether a high score is the better one."""
        return self.scale is None or self.scale.best == "high"

    @property
    def stops(self) -> bool:
        """Whether the walk ends at the first gap."""
        return self.rule == "ranking" and self.tail == "stop"

    @property
    def walks(self) -> bool:
        """Whether the rule walks down the score groups."""
        return self.rule in {"ranking", "gaps"}

    def worse(self, score: Decimal, limit: Decimal) -> bool:
        """Whether a score is strictly worse than a limit."""
        return score < limit if self.high else score > limit

    def zero(self) -> Decimal:
        """The score that adds nothing to a total (specification, *Bounds*, weights)."""
        if self.rule != "sum":
            return Decimal(0) if self.high or self.scale is None else self.scale.maximum
        if self.total is not None:
            return self.total
        if self.scale is None:
            return Decimal(0)
        return self.scale.minimum if self.high else self.scale.maximum


def options_of(record: Mapping[str, Any]) -> Options:
    """The options of a record whose shape has been checked."""
    stated = record["options"]
    scale, thresholds, bands = stated["scale"], stated["thresholds"], stated["bands"]
    return Options(
        rule=record["rule"],
        bands=tuple(Decimal(limit) for limit in bands) if isinstance(bands, list) else bands,
        binding=stated["binding"],
        scale=scale and Scale(Decimal(scale["minimum"]), Decimal(scale["maximum"]), scale["best"]),
        total=None if thresholds["total"] is None else Decimal(thresholds["total"]),
        criteria={name: Decimal(limit) for name, limit in thresholds["criteria"].items()},
        tie_criteria=tuple(stated["tie_criteria"]),
        tail=stated["tail"],
        places=stated["reserve"]["places"],
        until=stated["reserve"]["until"],
        reporting_currency=stated["reporting_currency"],
        who_ranks=stated["who_ranks"],
        merge=stated["merge"],
        points_places=stated["points_places"],
        agencies=tuple(stated["endorsements"]["agencies"]),
        keys=tuple(stated["endorsements"]["keys"]),
        pending=stated["endorsements"]["pending"],
        conditions=tuple(Condition(**{**one, "limit": Decimal(one["limit"])}) for one in stated["conditions"]),
        lottery=stated["lottery"] is not None,
        width=_width(stated["lottery"]),
    )


def _width(lottery: Mapping[str, Any] | None) -> Decimal | None:
    return None if lottery is None or lottery["width"] is None else Decimal(lottery["width"])


def published(settings: Settings, currencies: list[str]) -> dict[str, Any]:
    """Option → what programme.yaml publishes, written as a record writes it, with `rule` among them.

    A programme that names no reporting currency reports in the only currency of its funders.
    """
    selection, scale = settings.selection, settings.scale
    bands, until, endorsing = selection.bands, selection.reserve.until, selection.endorsements
    return {
        "rule": selection.rule,
        "bands": [decimal_text(limit) for limit in bands] if isinstance(bands, tuple) else bands,
        "binding": "rank" if selection.who_ranks in {"merged", "national_points"} else selection.binding,
        "scale": scale
        and {"minimum": decimal_text(scale.minimum), "maximum": decimal_text(scale.maximum), "best": scale.best},
        "thresholds": {
            "total": None if settings.thresholds.total is None else decimal_text(settings.thresholds.total),
            "criteria": {name: decimal_text(limit) for name, limit in settings.thresholds.criteria},
        },
        "tie_criteria": list(selection.tie_criteria),
        "tail": selection.tail,
        "reserve": {"places": selection.reserve.places, "until": until and until.isoformat()},
        "who_ranks": selection.who_ranks,
        "merge": selection.merge,
        "points_places": selection.points_places,
        "endorsements": {
            "agencies": list(endorsing.agencies),
            "keys": list(endorsing.keys),
            "pending": endorsing.pending,
        },
        "conditions": [
            {
                "subject": one.subject,
                "value": one.value,
                "of": one.of,
                "limit": decimal_text(one.limit),
                "at_least": one.at_least,
                "ground": one.ground,
            }
            for one in selection.conditions
        ],
        "lottery": selection.lottery
        and {
            "width": None if selection.lottery.width is None else decimal_text(selection.lottery.width),
            "draw_named": selection.lottery.draw_named,
        },
        "reporting_currency": settings.reporting_currency or (currencies[0] if len(set(currencies)) == 1 else ""),
    }

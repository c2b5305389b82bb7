"""The options of a selection: what the call published, and what the command adds."""

from dataclasses import dataclass
from decimal import Decimal

from renkei.settings import (
    Bands,
    Condition,
    Endorsing,
    Lottery,
    Merge,
    Reserve,
    Rule,
    Scale,
    Settings,
    Thresholds,
    WhoRanks,
)


class SelectionError(Exception):
    """The rule cannot be applied to this input; its sentences say what to change."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each thing that is wrong, as it was said: `renkei.reports.defects` tells it in other languages."""
        return self.args

    def __str__(self) -> str:
        return "\n".join(self.args)


@dataclass(frozen=True)
class SelectionOptions:
    """Everything beside the tables that decides.

    `draw` is the value of the public draw, None before it; `work` limits the solver in work units (so a run repeats
    to the byte), `seconds` by the clock (marked in the result); `threads` changes the time, never the result. `tries`
    is how many re-runs the search for one reason may take (None: as many as the rule usually needs); past it the
    reason is `open`.
    """

    rule: Rule
    bands: Bands | None = None
    binding: str = "score"
    scale: Scale | None = None
    thresholds: Thresholds = Thresholds()
    tie_criteria: tuple[str, ...] = ()
    tail: str = "stop"
    reserve: Reserve = Reserve()
    who_ranks: WhoRanks = "joint"
    merge: Merge | None = None
    points_places: int = 3
    endorsements: Endorsing = Endorsing()
    conditions: tuple[Condition, ...] = ()
    lottery: Lottery | None = None
    reporting_currency: str = ""
    draw: str | None = None
    work: int | None = None
    seconds: float | None = None
    threads: int = 1
    reasons: bool = True
    tries: int | None = None

    @property
    def high_is_best(self) -> bool:
        """Whether a high score is better than a low one (the default)."""
        return self.scale is None or self.scale.best == "high"

    @property
    def stops(self) -> bool:
        """Whether a walk ends at the first gap."""
        return self.rule == "ranking" and self.tail == "stop"

    @property
    def floor(self) -> Decimal:
        """The score that adds nothing to a total.

        Under `sum` the total threshold, else the worst end of the scale, else 0; under the other rules the zero from
        which totals are counted: 0, or the scale's upper end where low is best.
        """
        if self.rule == "sum" and self.thresholds.total is not None:
            return self.thresholds.total
        if self.scale is None or (self.high_is_best and self.rule != "sum"):
            return Decimal(0)
        return self.scale.minimum if self.high_is_best else self.scale.maximum


def options_from(settings: Settings, rule: Rule | None = None, **given: object) -> SelectionOptions:
    """The options a programme publishes, with `rule` and any other field given beside them.

    Raises SelectionError when neither names a rule.
    """
    chosen = rule or settings.selection.rule
    if chosen is None:
        raise SelectionError("no rule: state `selection: {rule: ...}` in programme.yaml or give --rule")
    published = {
        "bands": settings.selection.bands,
        "binding": settings.selection.binding if settings.selection.who_ranks == "joint" else "rank",
        "scale": settings.scale,
        "thresholds": settings.thresholds,
        "tie_criteria": settings.selection.tie_criteria,
        "tail": settings.selection.tail,
        "reserve": settings.selection.reserve,
        "who_ranks": settings.selection.who_ranks,
        "merge": settings.selection.merge,
        "points_places": settings.selection.points_places,
        "endorsements": settings.selection.endorsements,
        "conditions": settings.selection.conditions,
        "lottery": settings.selection.lottery,
        "reporting_currency": settings.reporting_currency,
    }
    stated = {name: value for name, value in given.items() if value is not None}
    return SelectionOptions(chosen, **(published | stated))  # type: ignore[arg-type]

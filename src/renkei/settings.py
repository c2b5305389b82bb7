"""`programme.yaml`: what a programme publishes about its call beforehand."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from renkei.forum import Meetings
from renkei.review import Review

Rule = Literal["ranking", "gaps", "best", "sum"]
RULES: tuple[Rule, ...] = ("ranking", "gaps", "best", "sum")
Bands = tuple[Decimal, ...] | Literal["each", "column"]
WhoRanks = Literal["joint", "merged", "national_points"]
WHO_RANKS: tuple[WhoRanks, ...] = ("joint", "merged", "national_points")
Merge = Literal["mean", "worst", "upper_halves"]
MERGES: tuple[Merge, ...] = ("mean", "worst", "upper_halves")
Subject = Literal["field", "country", "organisation", "size"]
SUBJECTS: tuple[Subject, ...] = ("field", "country", "organisation", "size")
Counted = Literal["applications", "money", "share_of_applications", "share_of_money"]
COUNTED: tuple[Counted, ...] = ("applications", "money", "share_of_applications", "share_of_money")
Total = Literal["sum", "mean"]
TOTALS: tuple[Total, ...] = ("sum", "mean")
BUILT_IN_TIE_CRITERIA = ("sme_share", "under_spent")


@dataclass(frozen=True)
class Scale:
    """The scale of scores; `best` says whether high or low is better (NIH: 1 is best)."""

    minimum: Decimal
    maximum: Decimal
    best: Literal["high", "low"] = "high"


@dataclass(frozen=True)
class Thresholds:
    """Scores an application must reach: in total and per criterion."""

    total: Decimal | None = None
    criteria: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class ScoreSettings:
    """How reviews become scores: the `total` of the criteria with their `weights` (1 where none is stated).

    `scale` is that of a criterion, (minimum, maximum); without it the call's, divided by the weights under `sum`.
    `confidence` weighs a review or is ignored; `places` are the decimals of a published score.
    """

    total: Total | None = None
    weights: tuple[tuple[str, Decimal], ...] = ()
    scale: tuple[Decimal, Decimal] | None = None
    confidence: Literal["weight", "ignored"] = "weight"
    places: int = 2


@dataclass(frozen=True)
class Reserve:
    """The reserve list: how many places (None: every eligible application not funded) and until when."""

    places: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class Endorsing:
    """Who must endorse an application before it is eligible.

    `agencies`: `lead`, the funder its lead partner asks, and `partners`, the other funders it asks; `keys`: authorities
    that every application needs. A pending word `waits` (not eligible until then) or `counts` as a yes, provisionally.
    """

    agencies: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    pending: Literal["waits", "counts"] = "waits"

    @property
    def asked(self) -> bool:
        """Whether anybody must endorse."""
        return bool(self.agencies or self.keys)


@dataclass(frozen=True)
class Condition:
    """A side condition on what is funded: at most, or at least, so much `of` what a field, a country … counts for.

    The limit is a number of applications, money in major units of the reporting currency, or a share from 0 to 1;
    `sme` as the value of `size` stands for SMEs and startups. docs/decisions/0010-side-conditions.md says what counts.
    """

    subject: Subject
    value: str
    of: Counted
    limit: Decimal
    at_least: bool
    ground: str


@dataclass(frozen=True)
class Lottery:
    """A lot among those whose standing at the funding line is uncertain, and how its public draw is named beforehand.

    `width`: how many standard errors an interval reaches either side of the score; None: lots are drawn in ties only.
    """

    width: Decimal | None = None
    draw_named: str = ""


@dataclass(frozen=True)
class SelectionSettings:
    """How the call selects; `bands` are lower limits best first, `each` score, or the applications' column.

    `merge` makes one list of the funders' own; `points_places` are the decimals of a score with national points.
    """

    rule: Rule | None = None
    bands: Bands | None = None
    binding: Literal["score", "rank"] = "score"
    tie_criteria: tuple[str, ...] = ()
    tail: Literal["stop", "national"] = "stop"
    reserve: Reserve = field(default_factory=Reserve)
    who_ranks: WhoRanks = "joint"
    merge: Merge | None = None
    points_places: int = 3
    endorsements: Endorsing = field(default_factory=Endorsing)
    conditions: tuple[Condition, ...] = ()
    lottery: Lottery | None = None


@dataclass(frozen=True)
class Demand:
    """Before the full stage: how many times its budget each funder's invited demand may reach, and what survives.

    `caps` are those of single funders, in place of `cap`; `survival` is one probability for every pre-proposal, or one
    for each band.
    """

    cap: Decimal | None = None
    caps: tuple[tuple[str, Decimal], ...] = ()
    survival: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Settings:
    """A programme's settings, as `programme.yaml` states them."""

    name: str
    call: str = ""
    made_up: bool = False
    reporting_currency: str = ""
    scale: Scale | None = None
    criteria: tuple[str, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    score: ScoreSettings = field(default_factory=ScoreSettings)
    selection: SelectionSettings = field(default_factory=SelectionSettings)
    demand: Demand = field(default_factory=Demand)
    review: Review = field(default_factory=Review)
    meetings: Meetings = field(default_factory=Meetings)

"""What can be chosen of an affinity."""

from dataclasses import dataclass, field


class AffinityError(ValueError):
    """There is nothing to compute, or an option that cannot be; the message says what to change."""


@dataclass(frozen=True)
class Bids:
    """How far a bid moves an affinity: yes and maybe towards 1 by that share of the way, no towards 0."""

    yes: float = 0.5
    maybe: float = 0.2
    no: float = 0.5

    def __post_init__(self) -> None:
        for bid in ("yes", "maybe", "no"):
            _share(f"the weight of the bid {bid}", getattr(self, bid))


@dataclass(frozen=True)
class AffinityOptions:
    """How affinities are computed, and how many are kept.

    `neighbours`: how many of the nearest texts an application's own are completed with; `terms`: how many terms
    stand for it then; `smoothing`: how many average texts in the common language each reviewer is given besides the
    own. `keywords` and `past_reviews`: what a keyword, and the text of an application once read, weigh beside a
    publication; `half_life`: after how many years a text weighs half (0: age does not matter).
    `keep`: the best reviewers kept for each application, and the best applications for each reviewer. `floor`: an
    application whose best affinity lies below is known to nobody. None of these was fitted: see decision 30.
    """

    neighbours: int = 30
    terms: int = 200
    smoothing: float = 1.0
    keywords: float = 3.0
    past_reviews: float = 0.5
    half_life: float = 0.0
    keep: int = 100
    floor: float = 0.5
    bids: Bids = field(default_factory=Bids)

    def __post_init__(self) -> None:
        for name, least in (("neighbours", 0), ("terms", 1), ("keep", 1)):
            if getattr(self, name) < least:
                raise AffinityError(f"{name} is {getattr(self, name)}: write {least} or more")
        for name in ("keywords", "past_reviews", "half_life"):
            if not getattr(self, name) >= 0:
                raise AffinityError(f"{name} is {getattr(self, name)}: write 0 or more")
        if not self.smoothing > 0:
            raise AffinityError(f"smoothing is {self.smoothing}: write more than 0")
        _share("floor", self.floor)


def _share(what: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise AffinityError(f"{what} is {value}: write a share from 0 to 1")

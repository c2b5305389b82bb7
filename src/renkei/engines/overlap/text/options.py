"""What may be chosen in comparing texts."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class TextOptions:
    """`jaccard`: the share of word pairs in common from which two texts are the same. `containment`: the share of the
    shorter text, what is common counting little, from which a passage is. `cosine`: the agreement in rare terms from
    which a text is reworded. `embedded`: the same by a model's vectors, if there is a
    model. `least`: the word pairs that a passage in common has, and the terms
    of a reworded text. `cap`: a bucket of the join, or a
    group of identical texts, with more texts than this is left out and reported. `threads`: changes the time alone.
    `memory` and `scratch`: how much DuckDB may hold ("2GB"), and the folder for what is more; empty: as it chooses.
    """

    jaccard: float = 0.5
    containment: float = 0.25
    cosine: float = 0.4
    embedded: float = 0.9
    least: int = 12
    cap: int = 100
    threads: int = 1
    memory: str = "2GB"
    scratch: Path | None = None

    def __post_init__(self) -> None:
        for name in ("jaccard", "containment", "cosine", "embedded"):
            if not 0 < getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it is a share: above 0, at most 1")
        for name, lowest in (("least", 1), ("cap", 2), ("threads", 1)):
            if getattr(self, name) < lowest:
                raise ValueError(f"{name} is {getattr(self, name)}; the least is {lowest}")

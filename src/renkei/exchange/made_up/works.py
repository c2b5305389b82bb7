"""Made-up publications, put together from the words that the made-up applications' titles come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.words import FIELDS, LABEL, PURPOSES, QUALITIES, THINGS

FIRST_YEAR, LAST_YEAR = 2010, 2026
_TITLES = (
    "{quality} {thing} for {purpose}",
    "{method} of {quality} {thing}",
    "Towards {purpose}: {quality} {thing} by {method}",
    "How {thing} age in {purpose}",
)
_FINDINGS = (
    "We study {quality} {thing} by {method} and ask what they bring to {purpose}.",
    "The {thing} are made from {other} and tested by {method} over a thousand cycles.",
    "What limits {quality} {thing} in {purpose} is how they join with {other}.",
    "Results of {method} agree with a model of {quality} {other} within a tenth.",
)
_METHODS = (
    "acoustic monitoring", "atomistic simulation", "electron microscopy", "fatigue testing", "finite-element models",
    "impedance spectroscopy", "life-cycle assessment", "machine learning", "neutron scattering", "phase-field models",
    "pulsed laser deposition", "tomography",
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """What a reviewer knows."""

    qualities: tuple[str, ...]
    things: tuple[str, ...]
    purposes: tuple[str, ...]
    methods: tuple[str, ...]
    field: str

    @property
    def keywords(self) -> list[str]:
        """The subject in the reviewer's words."""
        return [*self.things, *self.purposes, self.qualities[0], self.field]


@dataclass(frozen=True)
class Work:
    """One publication."""

    title: str
    abstract: str
    year: int
    coauthors: tuple[str, ...]


def subject(draw: Draw) -> Subject:
    """A few of each kind of words."""
    return Subject(
        _some(draw, QUALITIES, 3),
        _some(draw, THINGS, 2),
        _some(draw, PURPOSES, 2),
        _some(draw, _METHODS, 2),
        draw.of(FIELDS),
    )


def written(draw: Draw, knows: Subject, others: Sequence[str]) -> Work:
    """A publication on what its author knows, now and then on something else, with some of the others."""
    about = subject(draw) if draw.one_in(6) else knows
    thing, other = draw.shuffled(about.things)
    words = {
        "quality": draw.of(about.qualities),
        "thing": thing,
        "purpose": draw.of(about.purposes),
        "method": draw.of(about.methods),
        "other": other,
    }
    title = draw.of(_TITLES).format(**words)
    findings = " ".join(draw.of(_FINDINGS).format(**words) for _ in range(2))
    year = draw.between(FIRST_YEAR, LAST_YEAR)
    coauthors = tuple(one for one in others if draw.one_in(4))
    return Work(f"{LABEL}: {title}", f"{LABEL}. {findings}", year, coauthors)


def _some(draw: Draw, words: Sequence[str], many: int) -> tuple[str, ...]:
    return tuple(draw.shuffled(words)[:many])

"""What the reviews say, in sentences: how scores were made, what is known of their errors, what of the reviewers."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from renkei.engines.scoring import Scoring
from renkei.money import decimal_text
from renkei.reports.language import Language
from renkei.settings import Settings


def lead(made: Scoring, say: Language) -> str:
    """How much was scored."""
    applications = say("unit.applications", n=made.scores.height)
    reviews = say("scoring.reviews", n=int(made.scores["reviews"].sum()))
    return say("scoring.lead", applications=applications, reviews=reviews, reviewers=made.severity.height)


def sentences(made: Scoring, settings: Settings, say: Language) -> list[str]:
    """How scores were made, and what to know before they are used."""
    return [say("sentence.join").join(part) for part in _parts(made, settings, say)]


def _parts(made: Scoring, settings: Settings, say: Language) -> Iterator[list[str]]:
    yield list(_making(made, settings, say))
    yield list(_errors(made, say))
    yield list(_severity(made, say))


def _making(made: Scoring, settings: Settings, say: Language) -> Iterator[str]:
    counted = [name for name, weight in made.options.weights if weight > 0]
    if len(counted) > 1:
        stated = dict(settings.score.weights)
        listed = (f"{name} × {say.decimal(decimal_text(stated.get(name, Decimal(1))))}" for name in counted)
        yield say(f"scoring.total.{settings.score.total}", list=say.items(listed, len(counted)))
    else:
        yield say("scoring.total.one", criterion=counted[0])
    yield say("scoring.weighted" if made.weighted else "scoring.alike")
    yield say("scoring.rounded", places=made.options.places)


def _errors(made: Scoring, say: Language) -> Iterator[str]:
    within = made.parts.within
    if within is None:
        yield say("scoring.no_errors")
        return
    yield say("scoring.agree") if within == 0 else say("scoring.spread", points=_points(within, say))
    if made.alone:
        yield say("scoring.alone", n=made.alone)


def _severity(made: Scoring, say: Language) -> Iterator[str]:
    within, reviewers = made.parts.within, made.parts.reviewers
    if reviewers is None or not within:
        yield say("scoring.severity.unknown")
    elif reviewers <= 0:
        yield say("scoring.severity.none")
    else:
        yield say("scoring.severity.share", share=say.percent(Fraction(reviewers / within)))
    if reviewers is not None and len(made.groups) > 1:
        yield say("scoring.groups", n=len(made.groups))
    yield say("scoring.corrected" if made.options.correct_severity else "scoring.not_corrected")
    if made.clipped:
        yield say("scoring.clipped", n=made.clipped)


def _points(variance: float, say: Language) -> str:
    return say.decimal(f"{variance**0.5:.2f}")

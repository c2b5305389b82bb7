"""Reviews: scores in the scale, each review whole, and what a scoring lacks."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.checks.scores import criteria_named
from renkei.programme.folder import Folder
from renkei.programme.source import Checked, whole
from renkei.programme.sources import SETTINGS_FILE
from renkei.settings import Settings


def check_reviews(settings: Settings, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Unknown criteria, scores outside a criterion's scale, confidence that cannot weigh, reviews that lack a score."""
    if "reviews" not in tables:
        return
    reviews = tables["reviews"]
    yield from criteria_named(settings.criteria, reviews)
    yield from _outside(settings, reviews)
    if settings.score.confidence == "weight":
        yield from _confidence(reviews)
    yield from _lacking(settings, reviews)


def weights_of(settings: Settings) -> dict[str, Fraction]:
    """Criterion → what its score is multiplied by in the total."""
    stated = dict(settings.score.weights)
    weights = {name: Fraction(stated.get(name, 1)) for name in settings.criteria}
    whole_weight = sum(weights.values(), Fraction(0))
    if settings.score.total == "sum" or not whole_weight:
        return weights
    return {name: weight / whole_weight for name, weight in weights.items()}


def _ends(settings: Settings) -> tuple[Fraction, Fraction] | None:
    """The scale of a criterion; None where none is known."""
    weight = sum(weights_of(settings).values(), Fraction(0))
    if settings.score.scale:
        lowest, highest = settings.score.scale
        return Fraction(lowest), Fraction(highest)
    if settings.scale is None or not weight:
        return None
    return Fraction(settings.scale.minimum) / weight, Fraction(settings.scale.maximum) / weight


def _outside(settings: Settings, reviews: Checked) -> Iterator[Defect]:
    ends = _ends(settings)
    if ends is None:
        return
    lowest, highest = ends
    outside = pl.Series(
        [one is not None and not lowest <= one <= highest for one in reviews.frame["score"]], dtype=pl.Boolean
    )
    rule = say("a criterion's score lies between {least} and {most}", least=_shown(lowest), most=_shown(highest))
    remedy = "correct it, or scale: under score: in programme.yaml"
    yield from reviews.faults("score", outside, (rule, remedy))


def _shown(value: Fraction) -> str:
    return f"{float(value):g}"


def _confidence(reviews: Checked) -> Iterator[Defect]:
    """A confidence is above 0, and where one review states it all do: what is not known cannot weigh."""
    cells = reviews.frame["confidence"]
    ignore = "write `confidence: ignored` under score: in programme.yaml"
    yield from reviews.faults("confidence", cells == 0, ("a confidence is above 0", f"write one, or {ignore}"))
    if cells.is_not_null().any():
        fault = ("every review states its confidence, or none does", f"write it, or {ignore}")
        yield from reviews.faults("confidence", reviews.source.text("confidence").is_null(), fault)


def _lacking(settings: Settings, reviews: Checked) -> Iterator[Defect]:
    """Reviews without a score on a criterion that counts, said in their first row."""
    key = ["application_id", "reviewer_id"]
    rows = reviews.frame.with_row_index("#at").filter(pl.col(key[0]).is_not_null(), pl.col(key[1]).is_not_null())
    given = rows.group_by(key, maintain_order=True).agg(pl.col("#at").first(), "criterion")
    for name in (name for name, weight in weights_of(settings).items() if weight > 0):
        at = given.filter(~pl.col("criterion").list.contains(name))["#at"]
        where = pl.int_range(reviews.frame.height, eager=True).is_in(at.implode())
        rule = say("a review has a score on {name}", name=name)
        yield from reviews.faults("criterion", where, (rule, "add its row, or take the review out"))


def ready_to_score(folder: Folder) -> Iterator[Defect]:
    """What a scoring lacks: how criteria add up, to a total in the scale, and a review of each eligible application."""
    settings = folder.settings
    if len(settings.criteria) > 1 and settings.score.total is None:
        remedy = "write total: sum (as 3 × 5 points make 15) or total: mean under score:"
        yield whole(SETTINGS_FILE, "how criteria make a score is published", remedy, "score.total")
    yield from _total_outside(settings)
    applications = folder.tables["applications"]
    stands = applications["status"].fill_null("eligible") == "eligible"
    read = applications["application_id"].is_in(folder.tables["reviews"]["application_id"].unique().implode())
    fault = ("an eligible application has a review", "write its reviews, or the status if it is not eligible")
    yield from folder.faults("applications", "application_id", stands & ~read, fault)


def _total_outside(settings: Settings) -> Iterator[Defect]:
    """A total that would leave the published scale."""
    own, scale = settings.score.scale, settings.scale
    if own is None or scale is None:
        return
    weight = sum(weights_of(settings).values(), Fraction(0))
    lowest, highest = weight * Fraction(own[0]), weight * Fraction(own[1])
    if lowest < scale.minimum or highest > scale.maximum:
        rule = say("a score lies between {least} and {most}", least=scale.minimum, most=scale.maximum)
        found = f"{_shown(lowest)} to {_shown(highest)}"
        yield whole(SETTINGS_FILE, rule, "correct scale:, or total: and weights: under score:", "score", found)

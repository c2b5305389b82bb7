"""How one application stands, as a value: what is typed, imported, taken back from a folder, and told in the trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from renkei.money import decimal_text, parse_decimal
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.applications.words import line_of, text_of
from renkei.site.review.models import CriterionScore, Standing
from renkei.site.review.terms import Terms
from renkei.tables import DECIMALS

CRITERION = "criteria_scores."  # before a criterion's name, where its score stands among the other columns
NUMBERS = ("score", "score_error")
COUNTS = ("band", "rank")
LARGEST = 10**6


@dataclass(frozen=True)
class Assessed:
    """The columns of `applications` that are entered, and the scores on the criteria."""

    status: str = ""
    ground: str = ""
    field: str = ""
    score: Decimal | None = None
    score_error: Decimal | None = None
    band: int | None = None
    rank: int | None = None
    criteria: Mapping[str, Decimal] = made(default_factory=dict)

    @classmethod
    def of(cls, row: Standing | None, scores: Iterable[CriterionScore]) -> "Assessed":
        """How it stands in the database."""
        row = row or Standing()
        columns = {name: getattr(row, name) for name in COLUMNS}
        return cls(**columns, criteria={one.criterion: one.score for one in scores})

    def texts(self) -> dict[str, str]:
        """Column → text, as in files; nothing for what is empty."""
        plain: dict[str, str | Decimal | int | None] = {name: getattr(self, name) for name in COLUMNS}
        plain |= {f"{CRITERION}{name}": score for name, score in sorted(self.criteria.items())}
        return {name: _text(value) for name, value in plain.items() if value not in (None, "")}

    def changed(self, texts: Mapping[str, str]) -> "Assessed":
        """The same with other texts in some columns; ValueError for a text that its column cannot hold."""
        columns: dict[str, Any] = {
            name: _value(name, text) for name, text in texts.items() if not name.startswith(CRITERION)
        }
        named = {name.removeprefix(CRITERION): text for name, text in texts.items() if name.startswith(CRITERION)}
        criteria = {name: score for name, score in self.criteria.items() if name not in named}
        criteria |= {name: parse_decimal(text) for name, text in named.items() if text}
        return replace(self, **columns, criteria=criteria)

    def settled(self, terms: Terms) -> "Assessed":
        """With its total, where the call makes it from the criteria, and its words fit to be kept; Refused."""
        score = terms.total_of(self.criteria) if terms.total else self.score
        fit = replace(self, score=score, status="" if self.status == "eligible" else self.status)
        remarks = list(_faults(fit, terms))
        try:
            fit = replace(fit, field=line_of(fit.field, "field", 100, required=False))
            fit = replace(fit, ground=text_of(fit.ground, "ground").strip())
        except Refused as refused:
            remarks += refused.remarks
        if remarks:
            raise Refused(*remarks)
        return fit


COLUMNS = ("status", "ground", "field", *NUMBERS, *COUNTS)


def _text(value: str | Decimal | int | None) -> str:
    return value if isinstance(value, str) else decimal_text(Decimal(value or 0))


def _value(name: str, text: str) -> str | Decimal | int | None:
    if name in NUMBERS:
        return parse_decimal(text) if text else None
    if name in COUNTS:
        return int(text) if text else None
    return text


def _faults(made: Assessed, terms: Terms) -> Iterable[Remark]:
    if made.status not in Standing.Status.values:
        yield Remark("status", _("Choose one of the words."))
    if made.status and not made.ground.strip():
        yield Remark("ground", _("Say why: its applicants read it."))
    scale = terms.scale
    if scale and made.score is not None and not scale.minimum <= made.score <= scale.maximum:
        ends = {"least": decimal_text(scale.minimum), "most": decimal_text(scale.maximum)}
        yield Remark("score", _("A score lies between %(least)s and %(most)s.") % ends)
    numbers = {"score": made.score, "score_error": made.score_error}
    numbers |= {f"{CRITERION}{name}": score for name, score in made.criteria.items()}
    for place, number in numbers.items():
        if number is not None and not _fits(number):
            yield Remark(place, _("A number has at most six digits before the point and six after it."))
    if made.score_error is not None and made.score_error < 0:
        yield Remark("score_error", _("An error is 0 or more."))
    for place in COUNTS:
        if (count := getattr(made, place)) is not None and not 0 < count < LARGEST:
            yield Remark(place, _("1 is the best; write 1 or more."))
    for name in made.criteria:
        if name not in terms.criteria:
            yield Remark(f"{CRITERION}{name}", _("The call names no such criterion."))


def _fits(number: Decimal) -> bool:
    return abs(number) < LARGEST and number == round(number, DECIMALS)

"""The scale of the scores, which end is best, the threshold, and whether score or rank binds."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from renkei.exchange.sheets.applications import Application
from renkei.exchange.sheets.figures import Mark
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.scale_texts import scale_of
from renkei.exchange.sheets.statements import Statement, high_is_best, low_is_best, thresholds_of
from renkei.exchange.sheets.words import has_word, match
from renkei.settings import Scale

Best = Literal["high", "low"]


def stated_scale(table: Table, texts: list[Statement], mapping: SheetMapping) -> tuple[Decimal | None, Decimal] | None:
    """The scale's ends: the mapping's, the score's header's, or those of a threshold such as 11.5/15."""
    if mapping.maximum is not None:
        return mapping.minimum, mapping.maximum
    column = table.role("score")
    found = scale_of(f"{column.header} {column.group} {column.scale}") if column else None
    if found is None:
        maxima = {maximum for _, _, maximum in thresholds_of(texts, None) if maximum is not None}
        found = (None, maxima.pop()) if len(maxima) == 1 else None
    return found


def settle_scale(
    ends: tuple[Decimal | None, Decimal] | None,
    table: Table,
    applications: Sequence[Application],
    texts: list[Statement],
    mapping: SheetMapping,
    findings: Findings,
) -> Scale | None:
    """The scale with the end that is best; None where the sheet states none and high is best."""
    best = mapping.best or _best(table, applications, texts, findings)
    if ends is None:
        if best == "low":
            findings.ask(
                "scale",
                "low scores are best, but the scale is not stated",
                ["the scale is 1 to 9, 1 best", "another scale"],
                Answer(("scale", "min"), "the lowest score"),
                Answer(("scale", "max"), "the highest score"),
                Answer(("scale", "best"), "low, or high", "low"),
            )
        return None
    minimum = ends[0]
    if minimum is None:
        minimum = mapping.minimum if mapping.minimum is not None else Decimal(0)
        findings.say(
            f"the scale's maximum is {ends[1]}; no minimum is stated, 0 is taken (scale: {{min: ...}} changes it)"
        )
    _outside(applications, minimum, ends[1], findings)
    return Scale(minimum, ends[1], best)


def settle_threshold(
    texts: list[Statement],
    criteria: Sequence[str],
    mark: Mark | None,
    maximum: Decimal | None,
    mapping: SheetMapping,
    findings: Findings,
) -> Decimal | None:
    """The threshold on the total score: stated in the mapping, or the one number that a text about it holds."""
    if mapping.threshold is not None:
        return None if mapping.threshold == "none" else mapping.threshold
    found = thresholds_of(texts, mark)
    if not found:
        return None
    numbers = {number for _, several, _ in found for number in several}
    said = "; ".join(f"{one.where}: {one.text!r}" for one, _, _ in found)
    partial = any(has_word("notes", "each_criterion", one.text) or _names_criterion(one.text) for one, _, _ in found)
    if len(numbers) == 1 and not partial and (maximum is None or max(numbers) <= maximum):
        findings.say(f"the threshold is {max(numbers)} ({said})")
        return numbers.pop()
    findings.ask(
        "threshold",
        f"the threshold on the total score is not plain ({said})",
        [f"it is {number}" for number in sorted(numbers)],
        Answer(("threshold",), "a number, or none"),
        *(Answer(("thresholds", name), "a number, if it has one") for name in criteria if partial),
    )
    return None


def _names_criterion(text: str) -> bool:
    found = match("columns", text)
    return found is not None and found.meaning == "criterion"


def settle_binding(applications: Sequence[Application], best: Best, mapping: SheetMapping, findings: Findings) -> str:
    """Whether the score or the rank decides; asked about where the two contradict each other."""
    if mapping.binding:
        return mapping.binding
    active = [one for one in applications if one.status is None]
    ranked, scored = [one for one in active if one.rank is not None], [one for one in active if one.score is not None]
    if not ranked and not scored and active:
        findings.ask(
            "columns.score",
            "the proposals have neither scores nor ranks",
            ["a column holds them", "they stand elsewhere"],
            Answer(("columns", "score"), "the column's letter"),
            Answer(("columns", "rank"), "the column's letter"),
        )
    if not scored:
        return "rank" if ranked else "score"
    clash = _clash([one for one in ranked if one.score is not None], best)
    if clash:
        findings.ask(
            "binding",
            "score and rank contradict each other "
            f"({clash[0].application_id} has rank {clash[0].rank} and score {clash[0].score}, "
            f"{clash[1].application_id} rank {clash[1].rank} and score {clash[1].score})",
            ["the score decides", "the rank decides"],
            Answer(("binding",), "score or rank"),
        )
    elif ranked and _splits_ties(ranked):
        findings.say(
            "the ranks order proposals of equal score: the score decides, and such proposals tie "
            "(binding: rank in the mapping lets the rank decide)"
        )
    return "score"


def _best(table: Table, applications: Sequence[Application], texts: list[Statement], findings: Findings) -> Best:
    column = table.role("score")
    said = [one.text for one in texts] + ([column.header, column.group] if column else [])
    if low_is_best(said):
        return "low"
    pairs = [one for one in applications if one.rank is not None and one.score is not None and one.status is None]
    if not pairs or high_is_best(said):
        if column is not None:
            findings.say(
                "nothing ranks the proposals beside their score: high scores are taken as better "
                "(scale: {min: ..., max: ..., best: low} in the mapping if not)"
            )
        return "high"
    distinct = {one.score for one in pairs}
    return "low" if len(distinct) > 1 and _clash(pairs, "high") and not _clash(pairs, "low") else "high"


def _clash(pairs: Sequence[Application], best: Best) -> tuple[Application, Application] | None:
    """Two proposals of which the better ranked has the worse score."""
    ordered = sorted(pairs, key=lambda one: (one.rank or 0, one.row))
    for one, other in pairwise(ordered):
        if one.rank == other.rank or one.score is None or other.score is None:
            continue
        if (one.score < other.score) if best == "high" else (one.score > other.score):
            return one, other
    return None


def _splits_ties(ranked: Sequence[Application]) -> bool:
    ranks_of: dict[Decimal | None, set[int | None]] = {}
    for one in ranked:
        ranks_of.setdefault(one.score, set()).add(one.rank)
    return any(len(ranks) > 1 for score, ranks in ranks_of.items() if score is not None)


def _outside(applications: Sequence[Application], minimum: Decimal, maximum: Decimal, findings: Findings) -> None:
    for one in applications:
        if one.score is not None and not minimum <= one.score <= maximum:
            findings.defect(
                one.row,
                "score",
                f"{one.score:f}",
                f"a score lies on the scale from {minimum} to {maximum}",
                "mend it, or state scale: {min: ..., max: ...} in the mapping",
            )

"""A programme's settings from the tree of its texts: every wrong value at once, numbers as printed."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from renkei.defects import say
from renkei.programme.checks import words
from renkei.programme.checks.amounts import suggestion
from renkei.programme.conditions import conditions_of
from renkei.programme.demand import demand_of
from renkei.programme.entries import Entry, Reading
from renkei.programme.forum import meetings_of
from renkei.programme.lottery import lottery_of
from renkei.programme.nearness import nearest_word
from renkei.programme.review import review_of
from renkei.programme.scoring import score_of
from renkei.programme.section import Section, decimal
from renkei.programme.source import Fault
from renkei.programme.who_ranks import RANKING_KEYS, ranking_settings
from renkei.settings import BUILT_IN_TIE_CRITERIA, RULES, Bands, Reserve, Scale, SelectionSettings, Settings, Thresholds

KEYS = (
    *("name", "call", "made_up", "reporting_currency"),
    *("scale", "criteria", "thresholds", "review", "score", "selection", "demand", "meetings"),
)


def settings_of(tree: Entry, reading: Reading) -> Settings:
    """The settings that a tree states; what does not hold is said in `reading` and left at its default."""
    top = Section("", tree.value if isinstance(tree.value, dict) else {}, reading)
    _near_misses(top)
    name = top.text("name")
    if not name and ("name" not in top.entries or top.entries["name"].value == ""):
        top.wrong("name", "", "a programme has a name", "write name: and the call's name")
    scale, criteria = _scale(top.section("scale")), top.texts("criteria")
    if len(set(criteria)) < len(criteria):
        top.wrong("criteria", ", ".join(criteria), "a criterion is named once", "delete the repeated one")
    return Settings(
        name=name,
        call=top.text("call"),
        made_up=top.word("made_up", False, words.truth, words.yes_no_fault),
        reporting_currency=top.word("reporting_currency", "", words.currency, words.currency_fault),
        scale=scale,
        criteria=criteria,
        thresholds=_thresholds(top.section("thresholds"), scale, criteria),
        score=score_of(top.section("score"), criteria),
        selection=_selection(top.section("selection"), scale, criteria),
        demand=demand_of(top.section("demand")),
        review=review_of(top.section("review")),
        meetings=meetings_of(top.section("meetings")),
    )


def _near_misses(top: Section) -> None:
    """Keys of other commands are left alone; one that resembles a known key was meant to be it."""
    for name in top.entries:
        near = "" if name in KEYS else nearest_word(name, KEYS)
        if near:
            top.wrong(name, "", "the key is known", say("write {word}", word=near))


def _scale(section: Section) -> Scale | None:
    section.only("min", "max", "best")
    if not section.entries:
        return None
    lowest, highest = section.number("min"), section.number("max")
    best = section.choice("best", ("high", "low"), "high")
    for name in ("min", "max"):
        if not section.text(name):
            section.wrong(
                name, "", "a scale has a minimum and a maximum", say("write {name}: and the number", name=name)
            )
    if lowest is None or highest is None:
        return None
    if lowest >= highest:
        section.wrong("max", str(highest), "a scale's maximum is above its minimum", "correct min or max")
        return None
    return Scale(lowest, highest, best)


def _thresholds(section: Section, scale: Scale | None, criteria: tuple[str, ...]) -> Thresholds:
    section.only("total", "criteria")
    total = section.number("total")
    if total is not None and _outside(total, scale):
        section.wrong("total", str(total), "a threshold lies in the scale", "correct it, or the scale")
        total = None
    per_criterion = section.section("criteria")
    pairs = []
    for name in per_criterion.entries:
        if name not in criteria:
            near = nearest_word(name, criteria)
            remedy = say("write {word}", word=near) if near else "add it to criteria:"
            per_criterion.wrong(name, "", "a criterion is named under criteria:", remedy)
        value = per_criterion.number(name)
        if value is not None:
            pairs.append((name, value))
    return Thresholds(total, tuple(sorted(pairs)))


def _outside(value: Decimal, scale: Scale | None) -> bool:
    return scale is not None and not scale.minimum <= value <= scale.maximum


def _selection(section: Section, scale: Scale | None, criteria: tuple[str, ...]) -> SelectionSettings:
    own = ("rule", "bands", "binding", "tie_criteria", "tail", "reserve", "conditions", "lottery")
    section.only(*own, *RANKING_KEYS)
    return SelectionSettings(
        rule=section.choice("rule", RULES, None),
        bands=_bands(section, scale),
        binding=section.choice("binding", ("score", "rank"), "score"),
        tie_criteria=_tie_criteria(section, criteria),
        tail=section.choice("tail", ("stop", "national"), "stop"),
        reserve=_reserve(section.section("reserve")),
        conditions=conditions_of(section),
        lottery=lottery_of(section),
        **ranking_settings(section),
    )


def _bands(section: Section, scale: Scale | None) -> Bands | None:
    """`each`, `column`, or limits best first: falling, or rising where low is best, all inside the scale."""
    texts = section.texts("bands")
    if texts in (("each",), ("column",)):
        return "each" if texts == ("each",) else "column"
    limits = []
    for text in texts:
        value = decimal(text)
        if value is None:
            section.wrong("bands", text, "bands are each, column, or a list of limits", suggestion(text))
        elif _outside(value, scale):
            section.wrong("bands", text, "a band's limit lies in the scale", "correct it, or the scale")
        else:
            limits.append(value)
    low = scale is not None and scale.best == "low"
    if any((b <= a) if low else (b >= a) for a, b in pairwise(limits)):
        remedy = "write them rising, for low is best" if low else "write them falling"
        section.wrong("bands", ", ".join(texts), "limits stand best first, each once", remedy)
    return tuple(limits) or None


def _tie_criteria(section: Section, criteria: tuple[str, ...]) -> tuple[str, ...]:
    known = (*criteria, *BUILT_IN_TIE_CRITERIA)
    named = section.texts("tie_criteria")
    for name in (name for name in named if name not in known):
        near = nearest_word(name, known)
        one_of = say("write one of {list}", list=", ".join(known))
        remedy = say("write {word}", word=near) if near else one_of
        section.wrong("tie_criteria", name, "a tie criterion is one of criteria: or a built-in one", remedy)
    if len(set(named)) < len(named):
        section.wrong("tie_criteria", ", ".join(named), "a tie criterion is named once", "delete the repeated one")
    return named


def _reserve(section: Section) -> Reserve:
    section.only("places", "until")
    places = section.word("places", None, lambda text: int(text) if text.isdecimal() else None, _places_fault)
    until: date | None = section.word("until", None, words.day, words.day_fault)
    return Reserve(places, until)


def _places_fault(_: str) -> Fault:
    return "the number of places is a whole number, 0 or more", "write digits only, or delete the key for no limit"

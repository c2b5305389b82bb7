"""What a call published and a meeting may depart from: its rule, its bands, its top-up. A departure is a simulation."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from renkei.engines.selection.what_if import Change
from renkei.money import decimal_text, format_amount, parse_decimal
from renkei.programme import Folder
from renkei.reports.totals import Money
from renkei.settings import RULES, Bands, Rule, Settings
from renkei.site.ui.fields import minor_units
from renkei.site.ui.reader import amount, language


def rule_of(text: str, folder: Folder) -> Rule | None:
    """The rule that a text names; None where that is the published one. ValidationError for one that is none."""
    if text and text not in RULES:
        raise ValidationError(_("There is no rule %(rule)s.") % {"rule": text})
    return text if text in RULES and text != folder.settings.selection.rule else None


def bands_of(text: str, rule: Rule | None, folder: Folder) -> Bands | None:
    """The bands that a text states; None where they are the published ones, or where no rule in force goes by any.

    ValidationError with everything that is wrong in it. `rule`: that departed to, None for the published one.
    """
    listed = [part.strip() for part in text.split(";") if part.strip()]
    if not listed or (rule or folder.settings.selection.rule) != "best":
        return None
    bands = listed[0] if listed in (["each"], ["column"]) else _limits(listed, folder.settings)
    return None if bands == folder.settings.selection.bands else bands  # type: ignore[return-value]  # the two words


def _limits(listed: list[str], settings: Settings) -> tuple[Decimal, ...]:
    limits, wrong = [], []
    for text in listed:
        try:
            limits.append(parse_decimal(text))
        except ValueError:
            said = _("Bands: %(text)s is no limit. Write limits, best first, such as 13; 11.5; or each; or column.")
            wrong.append(said % {"text": text})
    if not wrong:
        wrong += _misplaced(limits, settings)
    if wrong:
        raise ValidationError(wrong)
    return tuple(limits)


def _misplaced(limits: list[Decimal], settings: Settings) -> Iterator[str]:
    scale = settings.scale
    for limit in limits if scale else ():
        if not scale.minimum <= limit <= scale.maximum:  # type: ignore[union-attr]  # there is one
            yield _("Bands: %(limit)s lies outside the scale.") % {"limit": decimal_text(limit)}
    low = scale is not None and scale.best == "low"
    if any((after <= before) if low else (after >= before) for before, after in pairwise(limits)):
        yield _("Bands: the limits stand best first, each once.")


def part_of(name: str, text: str, published: Decimal | None) -> Decimal | None:
    """A share or gap part that a text states; None where it is as published."""
    if not text:
        return None
    try:
        value = parse_decimal(text)
    except ValueError:
        said = _("%(name)s: write a number between 0 and 1, such as 0.33.")
        raise ValidationError(said % {"name": name}) from None
    return None if value == published else value


def cap_of(text: str, top_up: dict[str, Any] | None) -> int | None:
    """The top-up's cap in minor units of its pot's currency; None where it is as published."""
    if not text:
        return None
    if top_up is None:
        raise ValidationError(_("The call has no top-up that could have a cap."))
    try:
        cap = minor_units(text, top_up["currency"])
    except ValidationError as error:
        raise ValidationError([f"{_('cap')}: {said}" for said in error.messages]) from None
    return None if cap == top_up["cap"] else cap


def top_up_of(folder: Folder) -> dict[str, Any] | None:
    """The top-up's row in `pots`; None where the call has none."""
    pots = folder.tables.get("pots")
    found = [] if pots is None else [row for row in pots.iter_rows(named=True) if row["kind"] == "top_up"]
    return found[0] if found else None


def departs(change: Change) -> bool:
    """Whether it changes what was published: the rule, the bands, or the top-up."""
    published = (change.rule, change.bands, change.cap, change.share, change.gap_part)
    return any(one is not None for one in published)


def departures_in_words(change: Change, folder: Folder) -> Iterator[str]:
    """What of a change departs from what was published, a few words each."""
    if change.rule is not None:
        yield _("rule: %(rule)s") % {"rule": language()(f"rule.{change.rule}")}
    if change.bands is not None:
        yield _("bands: %(bands)s") % {"bands": bands_text(change.bands)}
    if change.cap is not None and (top_up := top_up_of(folder)) is not None:
        yield _("cap %(cap)s") % {"cap": amount(Money(change.cap, top_up["currency"]))}
    if change.share is not None:
        yield _("share limit %(share)s") % {"share": decimal_text(change.share)}
    if change.gap_part is not None:
        yield _("gap part %(part)s") % {"part": decimal_text(change.gap_part)}


def bands_text(bands: Bands | None) -> str:
    """Bands as a form holds them: `each`, `column`, or limits best first, separated by semicolons."""
    return "; ".join(decimal_text(limit) for limit in bands) if isinstance(bands, tuple) else bands or ""


def cap_text(top_up: dict[str, Any]) -> str:
    """The top-up's published cap as a form holds it."""
    return "" if top_up["cap"] is None else format_amount(top_up["cap"], top_up["currency"])

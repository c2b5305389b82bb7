"""What a meeting asks, as a form holds it and a scenario keeps it, and as the engine takes it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from renkei.engines.selection.what_if import Change, faults
from renkei.money import decimal_text, format_amount, parse_decimal
from renkei.programme import Folder
from renkei.reports.totals import Money
from renkei.settings import RULES, Rule
from renkei.site.ui.fields import minor_units
from renkei.site.ui.reader import amount, language

RAISE, OUT, INSIDE = "raise-", "out-", "in-"  # how a form's fields are named, followed by an id


@dataclass(frozen=True)
class Wanted:
    """A change in texts as people write them; empty is as the call has it. `raises` are in major units by funder,
    `out` and `inside` the grounds by application."""

    rule: str = ""
    share: str = ""
    gap_part: str = ""
    raises: Mapping[str, str] = field(default_factory=dict)
    out: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def posted(cls, given: Mapping[str, str]) -> Self:
        """What a form says; a forcing named in its `force` fields joins, one named in `take_back` goes."""
        out, inside = _under(given, OUT), _under(given, INSIDE)
        back, new = given.get("take_back", ""), given.get("force", "").strip()
        out.pop(back, None)
        inside.pop(back, None)
        if new:
            (inside if given.get("way") == "in" else out)[new] = given.get("ground", "").strip()
        plain = {name: given.get(name, "").strip() for name in ("rule", "share", "gap_part")}
        raises = {one: text for one, text in _under(given, RAISE).items() if text.strip("0. ")}
        return cls(**plain, raises=raises, out=out, inside=inside)

    @classmethod
    def kept(cls, stated: Mapping[str, Any]) -> Self:
        """What a scenario keeps."""
        return cls(**stated)

    def stated(self) -> dict[str, Any]:
        """As a scenario keeps it: nothing that is empty."""
        return {name: value for name, value in asdict(self).items() if value}


def _under(given: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): given[name].strip() for name in given if name.startswith(prefix)}


def change_of(wanted: Wanted, folder: Folder) -> Change:
    """The change, whole, in minor units; ValidationError with everything in it that the call does not know or bear."""
    wrong: list[str] = []
    currencies = dict(folder.tables["funders"].select("funder_id", "currency").iter_rows())
    raises = {one: _minor(wrong, one, text, currencies.get(one, "EUR")) for one, text in wanted.raises.items()}
    change = Change(
        rule=_rule(wrong, wanted.rule, folder),
        raises=raises,
        out=dict(wanted.out),
        inside=dict(wanted.inside),
        share=_part(wrong, _("share limit"), wanted.share),
        gap_part=_part(wrong, _("gap part"), wanted.gap_part),
    )
    wrong += faults(change, folder.tables)
    if wrong:
        raise ValidationError(wrong)
    return _without_what_is_so(change, folder)


def _minor(wrong: list[str], funder: str, text: str, currency: str) -> int:
    try:
        return minor_units(text, currency)
    except ValidationError as error:
        wrong += [f"{funder}: {said}" for said in error.messages]
        return 0


def _rule(wrong: list[str], text: str, folder: Folder) -> Rule | None:
    if text and text not in RULES:
        wrong.append(_("There is no rule %(rule)s.") % {"rule": text})
    return text if text in RULES and text != folder.settings.selection.rule else None


def _part(wrong: list[str], name: str, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        return parse_decimal(text)
    except ValueError:
        wrong.append(_("%(name)s: write a number between 0 and 1, such as 0.33.") % {"name": name})
        return None


def _without_what_is_so(change: Change, folder: Folder) -> Change:
    """The change without a top-up's parts that are as published."""
    published = top_up_of(folder)
    if published is None:
        return change
    share = None if change.share == published["share"] else change.share
    gap_part = None if change.gap_part == published["gap_part"] else change.gap_part
    return Change(change.rule, change.raises, change.out, share, gap_part, change.inside)


def top_up_of(folder: Folder) -> dict[str, Any] | None:
    """The top-up's row in `pots`; None where the call has none."""
    pots = folder.tables.get("pots")
    found = [] if pots is None else [row for row in pots.iter_rows(named=True) if row["kind"] == "top_up"]
    return found[0] if found else None


def departs(change: Change) -> bool:
    """Whether it changes what was published: the rule, or the top-up."""
    return change.rule is not None or change.share is not None or change.gap_part is not None


def words_of(change: Change, folder: Folder) -> list[str]:
    """A change in a few words each: a raise, a rule, who is forced out and in."""
    say = language()
    currencies = dict(folder.tables["funders"].select("funder_id", "currency").iter_rows())
    found = [_("rule: %(rule)s") % {"rule": say(f"rule.{change.rule}")}] if change.rule else []
    found += [f"{one} +{amount(Money(minor, currencies[one]))}" for one, minor in change.raises.items() if minor]
    found += [_("share limit %(share)s") % {"share": decimal_text(change.share)}] if change.share is not None else []
    found += [_("gap part %(part)s") % {"part": decimal_text(change.gap_part)}] if change.gap_part is not None else []
    found += [
        _("%(application)s out: %(ground)s") % {"application": one, "ground": why} for one, why in change.out.items()
    ]
    found += [
        _("%(application)s in: %(ground)s") % {"application": one, "ground": why} for one, why in change.inside.items()
    ]
    return found


def typed(change: Wanted, folder: Folder) -> dict[str, str]:
    """What a form shows first of the top-up: the wish, or what is published."""
    row = top_up_of(folder)
    if row is None:
        return {}
    cap = "" if row["cap"] is None else format_amount(row["cap"], row["currency"])
    return {
        "pot": row["name"] or row["pot_id"],
        "cap": cap,
        "currency": row["currency"],
        "share": change.share or decimal_text(row["share"]),
        "gap_part": change.gap_part or decimal_text(row["gap_part"]),
    }

"""What a meeting asks, as a form holds it and a scenario keeps it, and as the engine takes it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from renkei.engines.selection.what_if import Change, faults
from renkei.money import decimal_text
from renkei.programme import Folder
from renkei.reports.totals import Money
from renkei.settings import Rule
from renkei.site.decisions import published
from renkei.site.ui import reader
from renkei.site.ui.fields import minor_units
from renkei.site.ui.reader import amount

Found = TypeVar("Found")
PLAIN = ("rule", "bands", "cap", "share", "gap_part")
RAISE, OUT, INSIDE = "raise-", "out-", "in-"  # how a form's fields are named, followed by an id


@dataclass(frozen=True)
class Wanted:
    """A change in texts as people write them; empty is as the call has it. `raises` (by funder) and `cap` are in major
    units, `out` and `inside` the grounds by application."""

    rule: str = ""
    bands: str = ""
    cap: str = ""
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
        plain = {name: given.get(name, "").strip() for name in PLAIN}
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

    def read(what: Callable[[], Found | None]) -> Found | None:
        try:
            return what()
        except ValidationError as error:
            wrong.extend(error.messages)
            return None

    currencies = dict(folder.tables["funders"].select("funder_id", "currency").iter_rows())
    top_up = published.top_up_of(folder)
    topped = top_up or {"share": None, "gap_part": None}
    raises = {one: read(lambda: _minor(one, text, currencies)) or 0 for one, text in wanted.raises.items()}  # noqa: B023  # called at once
    rule: Rule | None = read(lambda: published.rule_of(wanted.rule, folder))
    change = Change(
        rule=rule,
        raises=raises,
        out=dict(wanted.out),
        inside=dict(wanted.inside),
        share=read(lambda: published.part_of(_("share limit"), wanted.share, topped["share"])),
        gap_part=read(lambda: published.part_of(_("gap part"), wanted.gap_part, topped["gap_part"])),
        cap=read(lambda: published.cap_of(wanted.cap, top_up)),
        bands=read(lambda: published.bands_of(wanted.bands, rule, folder)),
    )
    wrong += reader.sentences(faults(change, folder.tables))
    if wrong:
        raise ValidationError(wrong)
    return change


def _minor(funder: str, text: str, currencies: Mapping[str, str]) -> int:
    try:
        return minor_units(text, currencies.get(funder, "EUR"))
    except ValidationError as error:
        raise ValidationError([f"{funder}: {said}" for said in error.messages]) from None


def words_of(change: Change, folder: Folder) -> list[str]:
    """A change in a few words each: a raise, a rule, who is forced out and in."""
    currencies = dict(folder.tables["funders"].select("funder_id", "currency").iter_rows())
    found = list(published.departures_in_words(change, folder))
    found += [f"{one} +{amount(Money(minor, currencies[one]))}" for one, minor in change.raises.items() if minor]
    found += [
        _("%(application)s out: %(ground)s") % {"application": one, "ground": why} for one, why in change.out.items()
    ]
    found += [
        _("%(application)s in: %(ground)s") % {"application": one, "ground": why} for one, why in change.inside.items()
    ]
    return found


def typed(wanted: Wanted, folder: Folder) -> dict[str, str]:
    """What a form shows first of bands and top-up: the wish, or what is published; `pot` is empty without a top-up."""
    found = {"bands": wanted.bands or published.bands_text(folder.settings.selection.bands), "pot": ""}
    row = published.top_up_of(folder)
    if row is None:
        return found
    return found | {
        "pot": row["name"] or row["pot_id"],
        "currency": row["currency"],
        "cap": wanted.cap or published.cap_text(row),
        "share": wanted.share or decimal_text(row["share"]),
        "gap_part": wanted.gap_part or decimal_text(row["gap_part"]),
    }

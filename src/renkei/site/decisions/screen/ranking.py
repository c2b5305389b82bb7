"""The ranking: who is funded, who is not and why; rows stay in the order of the call as it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from renkei.engines.selection.what_if import Change, WhatIf
from renkei.money import decimal_text
from renkei.programme import Folder
from renkei.site.decisions.at_hand import Held
from renkei.site.decisions.screen.figures import MINUS, PLUS
from renkei.site.decisions.screen.why import because, lacks
from renkei.site.ui.reader import language


@dataclass(frozen=True)
class Row:
    """An application as the ranking shows it. `outcome`: funded, lot, short, out, not_eligible; `mark`: plus where it
    enters with the change, minus where it leaves, empty where it stays. `cut`: the first gap is above it."""

    id: str
    place: int | None
    acronym: str
    title: str
    score: str
    error: str
    countries: str
    outcome: str
    decision: str
    mark: str
    why: str
    forced: str
    cut: bool = False

    @property
    def state(self) -> str:
        """What an open page must know to see whether the row differs."""
        return sha256(repr((self.decision, self.mark, self.why, self.forced, self.cut)).encode()).hexdigest()[:16]


def ranking(held: Held, found: WhatIf) -> list[Row]:
    """Every application, by its rank in the call as it is, then those that are not eligible."""
    places = _places(held)
    table = {row["application_id"]: row for row in held.folder.tables["applications"].iter_rows(named=True)}
    order = sorted(table, key=lambda one: (one not in places, places.get(one, 0), one))
    countries, not_eligible = _countries(held.folder), _not_eligible(held, found.change)
    rows = [_row(held, found, table[one], places.get(one), countries[one], not_eligible) for one in order]
    return list(_with_cut(rows))


def _places(held: Held) -> dict[str, int]:
    """Application → its place; equal ones share it."""
    call, place = held.engine.prepared(Change()).call, 1
    found: dict[str, int] = {}
    for group in call.groups:
        found |= dict.fromkeys((call.applications[one] for one in group), place)
        place += len(group)
    return found


def _not_eligible(held: Held, change: Change) -> Mapping[str, str]:
    return held.engine.prepared(change).call.not_eligible


def _countries(folder: Folder) -> dict[str, str]:
    """Application → its partners' countries, the lead's first."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows = folder.tables["requests"].select("application_id", "country", "role").iter_rows()
    for one, country, _role in sorted(rows, key=lambda row: row[2] != "lead"):
        if country:
            found[one][country] = None
    return defaultdict(str, {one: "·".join(codes) for one, codes in found.items()})


def _row(
    held: Held,
    found: WhatIf,
    facts: Mapping[str, Any],
    place: int | None,
    countries: str,
    not_eligible: Mapping[str, str],
) -> Row:
    one, say = facts["application_id"], language()
    outcome = _outcome(one, found, not_eligible)
    forced = {**found.change.out, **found.change.inside}.get(one, "")
    return Row(
        id=one,
        place=place,
        acronym=held.acronyms.get(one, ""),
        title=facts["title"],
        score="" if facts["score"] is None else say.decimal(decimal_text(facts["score"])),
        error="" if facts["score_error"] is None else say.decimal(decimal_text(facts["score_error"])),
        countries=countries,
        outcome=outcome,
        decision=_words(outcome),
        mark=PLUS if one in found.enters else MINUS if one in found.leaves else "",
        why=_why(one, outcome, found, not_eligible, held.folder),
        forced=forced,
    )


def _outcome(one: str, found: WhatIf, not_eligible: Mapping[str, str]) -> str:
    if one in found.after.funded:
        return "funded"
    if one in found.after.tied:
        return "lot"
    if one in found.change.out:
        return "out"
    return "not_eligible" if one in not_eligible else "short"


def _words(outcome: str) -> str:
    return {
        "funded": _("funded"),
        "lot": _("lot"),
        "short": _("not funded"),
        "out": _("forced out"),
        "not_eligible": _("not eligible"),
    }[outcome]


def _why(one: str, outcome: str, found: WhatIf, not_eligible: Mapping[str, str], folder: Folder) -> str:
    say = language()
    if one in found.change.inside:
        return say("why.forced_in", ground=found.change.inside[one])
    if outcome == "out":
        return say("why.forced_out", ground=found.change.out[one])
    if outcome == "not_eligible":
        return because(not_eligible[one])
    if outcome == "short":
        return lacks(found.after.short.get(one, {}), folder) or _("below the first gap")
    return say("why.lot") if outcome == "lot" else ""


def _with_cut(rows: list[Row]) -> Iterator[Row]:
    """The rows, the first eligible one that is not funded marked as standing below the cut."""
    cut = next((row.id for row in rows if row.outcome == "short"), None)
    for row in rows:
        yield Row(**{**vars(row), "cut": True}) if row.id == cut else row

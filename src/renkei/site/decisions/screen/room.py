"""The whole screen for one change, and what of it differs from the screen that is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from renkei.engines.selection.what_if import Level, WhatIf
from renkei.money import decimal_text
from renkei.programme import Folder
from renkei.reports.totals import Money
from renkei.site.decisions.at_hand import Held
from renkei.site.decisions.changes import Wanted, typed, words_of
from renkei.site.decisions.screen.figures import Figure, figures_of
from renkei.site.decisions.screen.funders import FunderRow, funder_rows
from renkei.site.decisions.screen.ranking import Row, ranking
from renkei.site.ui.reader import amount, language

SETTLED = ("exact", "none", "upper")


@dataclass(frozen=True)
class Room:
    """What one change comes to, as the page shows it. `digest` names the state of all rows together."""

    wanted: Wanted
    found: WhatIf
    figures: Sequence[Figure]
    funders: Sequence[FunderRow]
    rows: Sequence[Row]
    typed: Mapping[str, str]
    words: Sequence[str]
    bounds: Sequence[str]
    cheapest: str
    digest: str

    @property
    def unsettled(self) -> bool:
        """Whether looking longer may show something better."""
        return not self.found.proven or (self.found.cheapest.state not in SETTLED and not self.found.after.tied)

    def differing(self, shown: Mapping[str, str] | None) -> tuple[list[FunderRow], list[Row]]:
        """The rows that a page which shows `shown` (row → state) must replace; all of them where that is unknown."""
        if shown is None:
            return list(self.funders), list(self.rows)
        funders = [row for row in self.funders if shown.get(f"f {row.id}") != row.state]
        return funders, [row for row in self.rows if shown.get(f"a {row.id}") != row.state]


def room_of(held: Held, wanted: Wanted, found: WhatIf) -> Room:
    """The screen for an answer, remembered by its digest."""
    funders, rows = funder_rows(found, wanted, held.folder), ranking(held, found)
    states = {f"f {row.id}": row.state for row in funders} | {f"a {row.id}": row.state for row in rows}
    digest = sha256(repr(sorted(states.items())).encode()).hexdigest()[:32]
    held.remember(digest, states)
    return Room(
        wanted,
        found,
        figures_of(found, held),
        funders,
        rows,
        typed(wanted, held.folder),
        words_of(found.change, held.folder),
        _bounds(found),
        _cheapest(found, held.folder),
        digest,
    )


def _bounds(found: WhatIf) -> list[str]:
    """The first level of `best` or `sum` that is not proven yet, reached and at most: it decides before the others."""
    return [_level(level) for level in found.after.levels if level.value != level.claimed][:1]


def _level(level: Level) -> str:
    say = language()
    name = {"band": "level.band", "money": "level.money"}.get(level.name, "level.total.high")
    reached, most = (say.decimal(decimal_text(Decimal(one) / level.per)) for one in (level.value, level.claimed))
    return f"{say(name, band=level.band or 0)}: {reached} ≤ {most}"


def _cheapest(found: WhatIf, folder: Folder) -> str:
    """The cheapest raise that funds one more, in a line."""
    if found.cheapest.cost is None:
        return "–" if found.cheapest.state == "none" else ""
    of = dict(folder.tables["funders"].select("funder_id", "currency").iter_rows())
    of |= {budget.funder: budget.currency for budget in found.after.budgets}
    raises = [f"{one} +{amount(Money(minor, of[one]))}" for one, minor in found.cheapest.raises.items()]
    enters = [f"+{one}" for one in found.cheapest.enters] + [f"\N{MINUS SIGN}{one}" for one in found.cheapest.leaves]
    return " ".join([*raises, "→", *enters])

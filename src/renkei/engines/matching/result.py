"""What matching comes to."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from renkei.engines.matching.options import MatchOptions
from renkei.engines.matching.why import Word


@dataclass(frozen=True)
class Bound:
    """What the bound for small organisations does: their share of all places, and what it is `before`, without the
    bound; `cost`, the share of the strength of all lists that it takes; `short`, the needs whose lists cannot keep it
    for want of small organisations."""

    small: float
    before: float
    cost: float
    short: tuple[str, ...]


@dataclass(frozen=True)
class Matches:
    """`matches` is the contract's table. `partners`: organisation_id, partner_id, `rank`; `answered`, how well the
    partner's offers answer the organisation's needs, at best by `offer_id` to `need_id`; `answers`, how well the
    organisation's `answering_offer_id` answers the partner's `answered_need_id`; `mutual`, both ways: their geometric
    mean, 0 where one is missing; `needs_words` and `offers_words`, the agreeing words of either way;
    `projects_together`. `exposure`: organisation_id, organisation, size, `offers`, `places` in all lists, `exposure`
    (places by their rank), and `free_places`, `free_exposure` as they are without the bound for small organisations.

    `words`: (need, offer) → the agreeing words; `together`: in how many projects the two took part together. `needs`:
    whose lists these are.
    """

    options: MatchOptions
    matches: pl.DataFrame
    partners: pl.DataFrame
    exposure: pl.DataFrame
    words: Mapping[tuple[str, str], tuple[Word, ...]]
    together: Mapping[tuple[str, str], int]
    needs: tuple[str, ...]
    bound: Bound

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The needs that no offer answers."""
        answered = set(self.matches["need_id"])
        return tuple(one for one in self.needs if one not in answered)

    @property
    def both_ways(self) -> int:
        """How many pairs of organisations offer each what the other needs."""
        pairs = self.partners.filter(pl.col("mutual") > 0).select("organisation_id", "partner_id").iter_rows()
        return len({frozenset(pair) for pair in pairs})

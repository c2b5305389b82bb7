"""From profiles to matches: rank, keep the best within bounds, say why, bring both ways together."""

from collections.abc import Mapping, Sequence
from functools import cache

import polars as pl

from renkei.engines.matching.exposed import bound, exposed
from renkei.engines.matching.filters import Allowed, rivals_of
from renkei.engines.matching.language import Model, fit
from renkei.engines.matching.listed import Listed, listed
from renkei.engines.matching.options import MatchError, MatchOptions
from renkei.engines.matching.partners import partners
from renkei.engines.matching.past import Past, past
from renkei.engines.matching.profiles import Side, plain, sides
from renkei.engines.matching.result import Matches
from renkei.engines.matching.why import Word, agreeing
from renkei.tables import MATCHES

Pair = tuple[str, str]


def match(tables: Mapping[str, pl.DataFrame], options: MatchOptions | None = None) -> Matches:
    """Which offers answer which needs, and which organisations that brings together.

    `tables`: profiles, and where given rivals and cooperations. A strength is from 0 to 1; 0.5 says that the offer
    makes the need's words as likely as all offers do. MatchError where there is nothing to match, or where an
    organisation asked for has no profile.
    """
    chosen = options or MatchOptions()
    if "profiles" not in tables or not tables["profiles"].height:
        raise MatchError("there are no profiles: write profiles.csv")
    needs, offers = sides(tables["profiles"])
    allowed = Allowed(needs, offers, chosen, _asker(needs, offers, chosen), rivals_of(tables.get("rivals")))
    model = fit(needs.counts, offers.counts, chosen.smoothing, chosen.repeats)
    known = past(tables.get("cooperations"), offers.owners)
    lists = [of for of in listed(model, allowed, known) if _asks(of, allowed)]
    words = _words(lists, model, needs, offers)
    together = _together(lists, needs, offers, known)
    return Matches(
        chosen,
        _matches(lists, needs, offers, words, together),
        _told(_asked_for(partners(lists, needs, offers, chosen.keep), allowed.asker), model, needs, offers, known),
        exposed(lists, offers),
        words,
        together,
        tuple(needs.ids[of.need] for of in lists),
        bound(lists, needs, offers, chosen),
    )


def _asker(needs: Side, offers: Side, options: MatchOptions) -> str:
    """The key of the organisation asked for, given by its identifier or its name."""
    owners = {*needs.owners, *offers.owners}
    if not options.organisation:
        return ""
    for key in (options.organisation, f"name {plain(options.organisation)}"):
        if key in owners:
            return key
    for side in (needs, offers):
        for owner, name in zip(side.owners, side.frame["organisation"], strict=True):
            if name and plain(name) == plain(options.organisation):
                return owner
    raise MatchError(f"{options.organisation} has no profile: name an organisation as profiles does")


def _asks(of: Listed, allowed: Allowed) -> bool:
    """Whether the list is one of those asked for: all, or the asker's own needs and those it can answer."""
    return not allowed.asker or bool(of.kept) or allowed.needs.owners[of.need] == allowed.asker


def _asked_for(frame: pl.DataFrame, asker: str) -> pl.DataFrame:
    return frame.filter(pl.col("organisation_id") == asker) if asker else frame


def _told(frame: pl.DataFrame, model: Model, needs: Side, offers: Side, known: Past) -> pl.DataFrame:
    """Each pair of organisations with why: the words of its best need and offer, either way."""
    need_at = {one: at for at, one in enumerate(needs.ids)}
    offer_at = {one: at for at, one in enumerate(offers.ids)}

    @cache
    def words(need: str | None, offer: str | None) -> str:
        if need is None or offer is None:
            return ""
        return _listing(agreeing(model, need_at[need], offer_at[offer], needs.texts[need_at[need]]))

    ways = frame.select("need_id", "offer_id", "answered_need_id", "answering_offer_id").iter_rows()
    both = [(words(*way[:2]), words(*way[2:])) for way in ways]
    pairs = frame.select("organisation_id", "partner_id").iter_rows()
    return frame.with_columns(
        pl.Series("needs_words", [one for one, _ in both], dtype=pl.String),
        pl.Series("offers_words", [other for _, other in both], dtype=pl.String),
        pl.Series("projects_together", [known.projects(*pair) for pair in pairs], dtype=pl.Int64),
    )


def _words(lists: Sequence[Listed], model: Model, needs: Side, offers: Side) -> dict[Pair, tuple[Word, ...]]:
    need_ids, offer_ids = needs.ids, offers.ids
    return {
        (need_ids[of.need], offer_ids[at]): agreeing(model, of.need, at, needs.texts[of.need])
        for of in lists
        for at in of.kept
    }


def _together(lists: Sequence[Listed], needs: Side, offers: Side, known: Past) -> dict[Pair, int]:
    need_ids, offer_ids = needs.ids, offers.ids
    return {
        (need_ids[of.need], offer_ids[at]): known.projects(needs.owners[of.need], offers.owners[at])
        for of in lists
        for at in of.kept
    }


def _matches(
    lists: Sequence[Listed],
    needs: Side,
    offers: Side,
    words: Mapping[Pair, Sequence[Word]],
    together: Mapping[Pair, int],
) -> pl.DataFrame:
    need_ids, offer_ids = needs.ids, offers.ids
    pairs = [
        ((need_ids[of.need], offer_ids[at]), rank, of.strengths[at])
        for of in lists
        for rank, at in enumerate(of.kept, 1)
    ]
    rows = [(*pair, rank, strength, _why(words[pair], together[pair])) for pair, rank, strength in pairs]
    plain = {**MATCHES.schema, "strength": pl.Float64()}
    return pl.DataFrame(rows, schema=plain, orient="row").cast(MATCHES.schema)  # type: ignore[arg-type]


def _why(words: Sequence[Word], projects: int) -> str:
    return _listing(words) + (f"; together in projects: {projects}" if projects else "")


def _listing(words: Sequence[Word]) -> str:
    return ", ".join(f"{one.word} {one.share:.0%}" for one in words)

"""Rules on an application as a whole, or on the part of it that asks one funder."""

from collections.abc import Iterator, Mapping
from math import ceil

from renkei.engines.screening.amounts import Passing, total_of
from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.findings import Asked
from renkei.engines.screening.independence import Independence
from renkei.engines.screening.lowering import lowered_total
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Amount, Count, Figure, Remedy, Verdict, Words
from renkei.money import half_up


def whole(
    part: Part, exchange: Exchange, independence: Independence, together: Mapping[str, Passing]
) -> Iterator[Verdict]:
    """The verdicts on the whole, but those on shares and on who leads."""
    annex = part.annex
    if annex.total_ceiling is not None:
        yield _total(Asked(part, "total_ceiling"), exchange, together)
    if annex.organisations_at_least is not None:
        yield _organisations_at_least(Asked(part, "organisations_at_least"), independence)
    if annex.organisations_at_most is not None:
        yield _organisations_at_most(Asked(part, "organisations_at_most"), independence)
    if annex.countries_at_least is not None:
        yield _countries_at_least(Asked(part, "countries_at_least"))
    if annex.includes:
        yield _includes(Asked(part, "includes"))
    if annex.includes_countries:
        yield _includes_countries(Asked(part, "includes_countries"))


def _total(asked: Asked, exchange: Exchange, together: Mapping[str, Passing]) -> Verdict:
    part, most = asked.part, asked.part.annex.total_ceiling or 0
    limit = Amount(most, part.annex.currency)
    amounts = {one.partner_id: one.amount for one in part.asking if one.amount is not None}
    total = total_of(part, exchange, amounts)
    if total is None:
        return asked.doubts(("rates",), limit)
    if total > most:
        over = Amount(ceil(total), limit.currency)
        return asked.fails(over, limit, lowered_total(part, over.minor - most, exchange, together))
    figure = Amount(half_up(total), limit.currency)
    unsaid = len(amounts) < len(part.asking) or any(one.amount != 0 for one in part.undecided)
    return asked.doubts(("amount",), limit, figure) if unsaid else asked.holds(figure, limit)


def _organisations(part: Part, independence: Independence) -> tuple[int, int]:
    """The least and the most that the number of independent organisations may be."""
    known = {independence.group_of(one.organisation_id) for one in part.counted if one.organisation_id is not None}
    nameless = sum(one.organisation_id is None for one in part.counted)
    return max(len(known), min(1, nameless)), len(known) + nameless + len(part.perhaps)


def _organisations_at_least(asked: Asked, independence: Independence) -> Verdict:
    least = asked.part.annex.organisations_at_least or 0
    low, high = _organisations(asked.part, independence)
    if low >= least:
        return asked.holds(Count(low), Count(least))
    if high < least:
        return asked.fails(Count(high), Count(least), Remedy("more_organisations", {"missing": Count(least - high)}))
    return asked.doubts(_unknown_partners(asked.part, "organisation_id"), Count(least), Count(low))


def _organisations_at_most(asked: Asked, independence: Independence) -> Verdict:
    most = asked.part.annex.organisations_at_most or 0
    low, high = _organisations(asked.part, independence)
    if high <= most:
        return asked.holds(Count(high), Count(most))
    if low > most:
        return asked.fails(Count(low), Count(most), Remedy("fewer_organisations", {"surplus": Count(low - most)}))
    return asked.doubts(_unknown_partners(asked.part, "organisation_id"), Count(most), Count(low))


def _countries_at_least(asked: Asked) -> Verdict:
    least, part = asked.part.annex.countries_at_least or 0, asked.part
    known = {one.country for one in part.counted if one.country is not None}
    nameless = sum(one.country is None for one in part.counted)
    low, high = max(len(known), min(1, nameless)), len(known) + nameless
    high += sum(one.country is None or one.country not in known for one in part.perhaps)
    if low >= least:
        return asked.holds(Count(low), Count(least))
    if high < least:
        values: dict[str, Figure] = {"missing": Count(least - high), "there": Words("countries", tuple(sorted(known)))}
        return asked.fails(Count(high), Count(least), Remedy("more_countries", values))
    return asked.doubts(_unknown_partners(part, "country"), Count(least), Count(low))


def _includes(asked: Asked) -> Verdict:
    limit, part = Words("sizes", asked.part.annex.includes), asked.part
    there = tuple(sorted({one.size for one in part.counted if one.size is not None}))
    if set(there) & set(limit.words):
        return asked.holds(Words("sizes", there), limit)
    if any(one.size is None for one in part.counted) or _may_be(part.perhaps, "size", limit.words):
        return asked.doubts(_unknown_partners(part, "size"), limit, Words("sizes", there))
    return asked.fails(Words("sizes", there), limit, Remedy("include_kind", {"wanted": limit}))


def _includes_countries(asked: Asked) -> Verdict:
    limit, part = Words("countries", asked.part.annex.includes_countries), asked.part
    known = {one.country for one in part.counted if one.country is not None}
    there = Words("countries", tuple(sorted(known)))
    missing = tuple(one for one in limit.words if one not in known)
    if not missing:
        return asked.holds(there, limit)
    open_ones = sum(one.country is None for one in part.counted)
    open_ones += sum(one.country is None for one in part.perhaps)
    reachable = {one.country for one in part.perhaps if one.country in missing}
    if len(missing) <= open_ones + len(reachable):
        return asked.doubts(_unknown_partners(part, "country"), limit, there)
    return asked.fails(there, limit, Remedy("include_countries", {"missing": Words("countries", missing)}))


def _may_be(partners: tuple[Partner, ...], fact: str, wanted: tuple[str, ...]) -> bool:
    return any(getattr(one, fact) is None or getattr(one, fact) in wanted for one in partners)


def _unknown_partners(part: Part, fact: str) -> tuple[str, ...]:
    """What is not known: the fact of some partner, or whom some partner asks."""
    lacks = any(getattr(one, fact) is None for one in part.counted)
    return (*([fact] if lacks else []), *(["funder_id"] if part.perhaps else []))

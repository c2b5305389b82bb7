"""Rules on who a partner is: its kind and size, its country, in how many applications it asks."""

from collections.abc import Iterator

from renkei.engines.screening.elsewhere import Elsewhere
from renkei.engines.screening.findings import Asked
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Count, Figure, Remedy, Verdict, Words


def who_asks(part: Part, application: str, elsewhere: Elsewhere) -> Iterator[Verdict]:
    """The verdicts on each partner that asks."""
    annex = part.annex
    for one in part.asking:
        if annex.sizes:
            yield _size(Asked(part, "sizes", one), one)
        if annex.countries:
            yield _country(Asked(part, "countries", one), one)
        if annex.applications_at_most is not None:
            yield _often(Asked(part, "applications_at_most", one), one, application, elsewhere)


def _size(asked: Asked, partner: Partner) -> Verdict:
    limit = Words("sizes", asked.part.annex.sizes)
    if partner.size is None:
        return asked.doubts(("size",), limit)
    figure = Words("sizes", (partner.size,))
    if partner.size in limit.words:
        return asked.holds(figure, limit)
    return asked.fails(figure, limit, Remedy("other_kind", {"wanted": limit}))


def _country(asked: Asked, partner: Partner) -> Verdict:
    limit = Words("countries", asked.part.annex.countries)
    if partner.country is None:
        return asked.doubts(("country",), limit)
    figure = Words("countries", (partner.country,))
    if partner.country in limit.words:
        return asked.holds(figure, limit)
    return asked.fails(figure, limit, Remedy("other_place", {"wanted": limit}))


def _often(asked: Asked, partner: Partner, application: str, elsewhere: Elsewhere) -> Verdict:
    most = asked.part.annex.applications_at_most or 0
    if partner.organisation_id is None:
        return asked.doubts(("organisation_id",), Count(most))
    key = (asked.part.scope, partner.organisation_id)
    others = elsewhere.without(elsewhere.asks, key, application)
    figure = Count(1 + len(others))
    if figure.number <= most:
        return asked.holds(figure, Count(most))
    values: dict[str, Figure] = {"others": Words("ids", others), "surplus": Count(figure.number - most)}
    return asked.fails(figure, Count(most), Remedy("withdraw", values))

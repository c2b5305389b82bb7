"""Rules on who leads: of which kind, and how many applications."""

from collections.abc import Iterator

from renkei.engines.screening.elsewhere import Elsewhere
from renkei.engines.screening.findings import Asked
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Count, Figure, Remedy, Verdict, Words

Partners = tuple[Partner, ...]


def leading(part: Part, partners: Partners, application: str, elsewhere: Elsewhere) -> Iterator[Verdict]:
    """The verdicts on who leads an application of these partners, or the part of it that asks one funder."""
    if part.annex.led_by:
        yield _led_by(Asked(part, "led_by"), partners)
    if part.annex.leads_at_most is not None:
        yield _leads_at_most(Asked(part, "leads_at_most"), partners, application, elsewhere)


def _led_by(asked: Asked, partners: Partners) -> Verdict:
    limit = Words("sizes", asked.part.annex.led_by)
    leaders, fact = _leaders(asked.part, partners)
    sizes = {one.size for one in leaders}
    known = Words("sizes", tuple(sorted(size for size in sizes if size is not None)))
    if leaders and sizes <= set(limit.words):
        return asked.holds(known, limit)
    if leaders and not sizes & {None, *limit.words}:
        return asked.fails(known, limit, Remedy("other_leader", {"wanted": limit}))
    unsized = ["size"] if None in sizes else []
    several = [fact] if len(leaders) != 1 else []
    return asked.doubts((*unsized, *several), limit, known if known.words else None)


def _leaders(part: Part, partners: Partners) -> tuple[Partners, str]:
    """Those who lead, or among whom the leader is where that is not known; and the fact that would say who."""
    those = part.counted if part.scope else partners
    lead = tuple(one for one in those if one.role == "lead")
    if lead or not part.scope:
        return lead or tuple(one for one in those if one.role is None), "role"
    marked = tuple(one for one in those if one.leads_part)
    return marked or tuple(one for one in those if one.leads_part is None), "leads_part"


def _leads_at_most(asked: Asked, partners: Partners, application: str, elsewhere: Elsewhere) -> Verdict:
    limit = Count(asked.part.annex.leads_at_most or 0)
    leaders = tuple(one for one in partners if one.role == "lead")
    if not leaders:
        return asked.doubts(("role",), limit)
    if any(one.organisation_id is None for one in leaders):
        return asked.doubts(("organisation_id",), limit)
    keys = [(asked.part.scope, one.organisation_id or "") for one in leaders]
    others = max((elsewhere.without(elsewhere.leads, key, application) for key in keys), key=len)
    figure = Count(1 + len(others))
    if figure.number <= limit.number:
        return asked.holds(figure, limit)
    values: dict[str, Figure] = {"others": Words("ids", others), "surplus": Count(figure.number - limit.number)}
    return asked.fails(figure, limit, Remedy("lead_fewer", values))

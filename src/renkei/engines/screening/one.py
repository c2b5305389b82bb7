"""One application under all annexes: a millisecond, for a page that says so while it is written."""

from collections.abc import Iterable

from renkei.annexes import Annex, Annexes
from renkei.engines.screening.amounts import passing
from renkei.engines.screening.asked_amounts import asked_amounts
from renkei.engines.screening.asked_costs import asked_costs
from renkei.engines.screening.elsewhere import Elsewhere
from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.independence import Independence
from renkei.engines.screening.leading import leading
from renkei.engines.screening.partner import Partner, part_of
from renkei.engines.screening.shares import shares
from renkei.engines.screening.verdict import Verdict
from renkei.engines.screening.who_asks import who_asks
from renkei.engines.screening.whole import whole

ALONE, UNJOINED, NO_RATES = Elsewhere(), Independence(), Exchange()


def screen_application(
    partners: Iterable[Partner],
    annexes: Annexes,
    *,
    application: str = "",
    exchange: Exchange = NO_RATES,
    independence: Independence = UNJOINED,
    elsewhere: Elsewhere = ALONE,
) -> tuple[Verdict, ...]:
    """Every rule of the call and of each funder asked, on one application's partners.

    `exchange` is needed where several currencies meet, `independence` where organisations control each other,
    `elsewhere` says what the same organisations do in other applications than `application`; without it there are none.
    The call's verdicts come first, then each funder's in the order of their identifiers; in each the whole's, then the
    partners' in their order.
    """
    known = tuple(partners)
    asked = sorted({one.payer for one in known if one.payer is not None and one.asks})
    scopes = [("", annexes.call), *((one, annexes.funders[one]) for one in asked if one in annexes.funders)]
    found: list[Verdict] = []
    for scope, annex in scopes:
        found += _screened(known, scope, annex, application, exchange, independence, elsewhere)
    return tuple(found)


def _screened(
    partners: tuple[Partner, ...],
    scope: str,
    annex: Annex,
    application: str,
    exchange: Exchange,
    independence: Independence,
    elsewhere: Elsewhere,
) -> list[Verdict]:
    part = part_of(partners, scope, annex)
    together = passing(part, exchange)
    found = [
        *whole(part, exchange, independence, together),
        *shares(part, exchange),
        *leading(part, partners, application, elsewhere),
        *who_asks(part, application, elsewhere),
        *asked_amounts(part, exchange, together),
        *asked_costs(part),
    ]
    place = {one.partner_id: number for number, one in enumerate(partners, 1)}
    return sorted(found, key=lambda verdict: place.get(verdict.partner_id, 0))

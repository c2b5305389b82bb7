"""All that a letter can tell: what is not here cannot leak into one."""

from dataclasses import dataclass
from datetime import date, datetime

from renkei.reports.totals import Money
from renkei.site.portfolio.models import Award, Letter

Kind = Letter.Kind


@dataclass(frozen=True)
class OwnFunder:
    """What a partner is told of the one funder that it asked.

    `granted` is what the funder has confirmed, else what was decided; `short` what it lacked, only where the call lets
    letters tell that. `no` is its ground for finding the part not eligible.
    """

    name: str
    asked: Money
    granted: Money | None = None
    state: str = ""
    conditions: str = ""
    ground: str = ""
    no: str = ""
    short: Money | None = None

    @property
    def refuses(self) -> bool:
        """Whether it refuses an award that was decided."""
        return self.state == Award.State.REFUSED


@dataclass(frozen=True)
class Told:
    """A letter's facts: of one partner, its application and its own funder, of nobody else.

    `because` is the record's word for why it is not eligible, `ground` what the secretariat wrote of it for the
    applicants; `open_parts`: some other part of the consortium is refused or waits.
    """

    call: str
    number: str
    title: str
    organisation: str
    kind: str
    adopted_at: datetime
    sha256: str
    zone: str
    funder: OwnFunder | None = None
    because: str = ""
    ground: str = ""
    open_parts: bool = False
    lot: bool = False
    adds_nothing: bool = False
    reserve_until: date | None = None
    redress_until: datetime | None = None

"""Why an action was not done, in sentences that say what to change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Remark:
    """One thing to change: `place` is the field or part it stands at, `sentence` (translated when it is shown) what."""

    place: str
    sentence: Any


class Refused(Exception):
    """Nothing was done; carries everything that must change, so that a person mends it in one go."""

    def __init__(self, *remarks: Remark) -> None:
        self.remarks = remarks
        super().__init__("; ".join(f"{one.place}: {one.sentence}" for one in remarks))


class Closed(Exception):
    """The call takes no applications at the moment at which the request arrived."""

    def __init__(self, opens: datetime, until: datetime, arrived: datetime) -> None:
        self.opens, self.until, self.arrived = opens, until, arrived
        super().__init__(f"arrived {arrived.isoformat()}, taken from {opens.isoformat()} until {until.isoformat()}")


class Outdated(Exception):
    """What was saved rests on an older version than the one that stands; nothing was saved."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"version {version} stands")

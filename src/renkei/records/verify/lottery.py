"""Among whom lots are drawn, by score intervals: exact decimals, written a second time."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from renkei.money import decimal_text
from renkei.records.verify.payers import UnverifiableError

Groups = tuple[tuple[str, tuple[str, ...]], ...]  # (as printed, ids in order), best first


@dataclass(frozen=True)
class Zone:
    """The line; application → (score, low, high), and whether it stands above the line, in the zone, or below."""

    line: Decimal
    spans: Mapping[str, tuple[Decimal, Decimal, Decimal]]
    places: Mapping[str, str]

    @property
    def members(self) -> list[str]:
        """Those in the zone, sorted."""
        return sorted(one for one, place in self.places.items() if place == "zone")


def zone_of(
    scores: Mapping[str, tuple[Decimal | None, Decimal | None]], line: Decimal, width: Decimal, *, high: bool
) -> Zone:
    """The zone of applications with (score, standard error); UnverifiableError where one is unknown."""
    spans, places = {}, {}
    for one, (score, error) in scores.items():
        if score is None or error is None:
            raise UnverifiableError(f"{one} has no score with a standard error, which the lottery's interval needs")
        reach = width * error
        spans[one] = (score, score - reach, score + reach)
        distance = score - line if high else line - score
        places[one] = "zone" if abs(distance) <= reach else "above" if distance > 0 else "below"
    return Zone(line, spans, places)


def regrouped(groups: Groups, zone: Zone) -> Groups:
    """The groups above, the zone as one group at the line, the groups below."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {"above": [], "below": []}
    for place, tier in found.items():
        for at, group in groups:
            members = tuple(one for one in group if zone.places[one] == place)
            if members:
                tier.append((at, members))
    return (*found["above"], (decimal_text(zone.line), tuple(zone.members)), *found["below"])

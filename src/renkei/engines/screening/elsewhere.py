"""What organisations do in the other applications of the call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from renkei.engines.screening.partner import Partner

Key = tuple[str, str]  # (scope: a funder, or "" for the call; organisation)


@dataclass(frozen=True)
class Elsewhere:
    """Applications that an organisation leads, and those in which it asks, in the order of their identifiers."""

    leads: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    asks: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)

    def without(self, found: Mapping[Key, tuple[str, ...]], key: Key, application: str) -> tuple[str, ...]:
        """The applications under a key but for one."""
        return tuple(one for one in found.get(key, ()) if one != application)


def elsewhere_of(applications: Iterable[tuple[str, tuple[Partner, ...]]]) -> Elsewhere:
    """The organisations that ask and lead, over all applications that count."""
    leads: dict[Key, list[str]] = {}
    asks: dict[Key, list[str]] = {}
    for application, partners in sorted(applications, key=lambda pair: pair[0]):
        asked = sorted({one.payer for one in partners if one.payer and one.asks})
        for one in partners:
            if one.organisation_id is None:
                continue
            if one.role == "lead":
                for scope in ("", *asked):
                    _note(leads, (scope, one.organisation_id), application)
            if one.asks:
                for scope in ("", *([one.payer] if one.payer else [])):
                    _note(asks, (scope, one.organisation_id), application)
    return Elsewhere(
        {key: tuple(found) for key, found in leads.items()}, {key: tuple(found) for key, found in asks.items()}
    )


def _note(found: dict[Key, list[str]], key: Key, application: str) -> None:
    listed = found.setdefault(key, [])
    if application not in listed:
        listed.append(application)

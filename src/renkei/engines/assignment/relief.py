"""What to relax, and by how much: for each condition that collides, the least that alone is enough."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import polars as pl

from renkei.engines.assignment.options import AssignmentOptions
from renkei.engines.assignment.pairs import Frames
from renkei.review import Review

Holds = Callable[..., bool]  # whether an assignment of frames and options holds
PINS = 200  # pins tried one by one


@dataclass(frozen=True)
class Relief:
    """A condition and what to make of it: `to`, a number or a pair; with "" it has to go as a whole."""

    condition: str
    to: str = ""

    def __str__(self) -> str:
        return _SAID[self.condition].format(to=self.to) if self.to else _WHOLE[self.condition]


_SAID = {
    "per_application": "ask for {to} to read an application",
    "load_max": "let every reviewer read {to} more",
    "load_min": "ask of every reviewer {to} fewer",
    "floor": "lower the floor to {to}",
    "countries": "ask for {to} countries",
    "pinned": "unpin {to}",
}
_WHOLE = {
    "organisations": "allow two of one organisation",
    "pools": "do without one of each concerned funder's pool",
    "languages": "do without the languages",
    "countries": "do without a number of countries",
    "refused": "ask again those who refused",
    "floor": "do without a floor",
    "pinned": "unpin several pairs",
    "load_min": "do without the fewest that reviewers read",
    "load_max": "do without the most that reviewers read",
}


def reliefs(frames: Frames, options: AssignmentOptions, collides: tuple[str, ...], holds: Holds) -> Iterator[Relief]:
    """What to relax among the conditions that collide; conflicts never give way."""
    yield from _smaller_panel(frames, options, holds)
    for one in collides:
        if one != "conflicts" and holds(frames, options, frozenset({one})):
            yield Relief(one, _MEASURED[one](frames, options, holds) if one in _MEASURED else "")


def _smaller_panel(frames: Frames, options: AssignmentOptions, holds: Holds) -> Iterator[Relief]:
    for size in range((options.review.per_application or 1) - 1, 0, -1):
        if holds(frames, _with(options, per_application=size)):
            yield Relief("per_application", str(size))
            return


def _with(options: AssignmentOptions, **review: object) -> AssignmentOptions:
    stated: Review = replace(options.review, **review)  # type: ignore[arg-type]
    return replace(options, review=stated)


def _first(low: int, high: int, enough: Callable[[int], bool]) -> int:
    """The smallest number above `low` that is enough, as `high` is."""
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _loads(frames: Frames, options: AssignmentOptions, name: str, by: int) -> tuple[Frames, AssignmentOptions]:
    """The same with every load changed, and none below 0."""
    own = frames["reviewers"].with_columns((pl.col(name) + by).clip(lower_bound=0))
    stated = getattr(options.review, name)
    return {**frames, "reviewers": own}, _with(options, **{name: None if stated is None else max(stated + by, 0)})


def _load_max(frames: Frames, options: AssignmentOptions, holds: Holds) -> str:
    most = frames["applications"].height
    return str(_first(0, most, lambda by: holds(*_loads(frames, options, "load_max", by))))


def _load_min(frames: Frames, options: AssignmentOptions, holds: Holds) -> str:
    most = max([options.review.load_min or 0, *frames["reviewers"]["load_min"].drop_nulls().to_list()])
    return str(_first(0, most, lambda by: holds(*_loads(frames, options, "load_min", -by))))


def _floor(frames: Frames, options: AssignmentOptions, holds: Holds) -> str:
    floor = options.review.floor or Decimal(0)
    known = frames["affinity"]["affinity"].drop_nulls().unique().sort(descending=True)
    lower = known.filter(known < floor).to_list()
    place = _first(-1, len(lower) - 1, lambda at: holds(frames, _with(options, floor=lower[at])))
    return f"{lower[place].normalize():f}"


def _countries(frames: Frames, options: AssignmentOptions, holds: Holds) -> str:
    asked = options.review.countries or 1
    fewer = (one for one in range(asked - 1, 1, -1) if holds(frames, _with(options, countries=one)))
    return str(next(fewer, ""))


def _pinned(frames: Frames, options: AssignmentOptions, holds: Holds) -> str:
    """One pin that alone is enough, where there is one."""
    table = frames["assignments"]
    pins = table.filter(pl.col("pinned")).sort("application_id", "reviewer_id").head(PINS)
    for application, reviewer in pins.select("application_id", "reviewer_id").iter_rows():
        same = (pl.col("application_id") == application) & (pl.col("reviewer_id") == reviewer)
        if holds({**frames, "assignments": table.filter(~same)}, options):
            return f"{reviewer} from {application}"
    return ""


_MEASURED: dict[str, Callable[[Frames, AssignmentOptions, Holds], str]] = {
    "load_max": _load_max,
    "load_min": _load_min,
    "floor": _floor,
    "countries": _countries,
    "pinned": _pinned,
}

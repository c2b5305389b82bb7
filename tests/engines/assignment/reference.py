"""Small reviews, and the same task solved by trying every assignment."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations, product

import polars as pl
from hypothesis import strategies as st

from renkei.engines.assignment import Assignment, AssignmentOptions, assign
from renkei.review import Review
from renkei.tables import AFFINITY, APPLICATIONS, ASSIGNMENTS, CONFLICTS, REQUESTS, REVIEWERS

Pair = tuple[str, str]
Panels = frozenset[Pair]
UNIT = Decimal("0.25")


@dataclass(frozen=True)
class Case:
    """A review as plain Python: affinities in quarters."""

    review: Review
    applications: dict[str, dict[str, object]]
    reviewers: dict[str, dict[str, object]]
    affinity: dict[Pair, int]
    conflicts: frozenset[Pair] = frozenset()
    refused: frozenset[Pair] = frozenset()
    pinned: frozenset[Pair] = frozenset()
    asks: frozenset[tuple[str, str]] = frozenset()
    earlier: Panels = field(default_factory=frozenset)

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables of the contracts."""
        given = [
            {
                "application_id": a,
                "reviewer_id": r,
                "affinity": UNIT * n,
                "bid": "refused" if (a, r) in self.refused else None,
            }
            for (a, r), n in self.affinity.items()
        ]
        pairs = [{"application_id": a, "reviewer_id": r, "pinned": True} for a, r in sorted(self.pinned)]
        return {
            "applications": pl.DataFrame(
                [{"application_id": a, "title": a, **own} for a, own in self.applications.items()],
                schema=APPLICATIONS.schema,
            ),
            "reviewers": pl.DataFrame(
                [{"reviewer_id": r, "name": r, **own} for r, own in self.reviewers.items()], schema=REVIEWERS.schema
            ),
            "affinity": pl.DataFrame(given, schema=AFFINITY.schema),
            "conflicts": pl.DataFrame(
                [{"application_id": a, "reviewer_id": r, "rule": "call:own"} for a, r in sorted(self.conflicts)],
                schema=CONFLICTS.schema,
            ),
            "assignments": pl.DataFrame(pairs, schema=ASSIGNMENTS.schema),
            "requests": pl.DataFrame(
                [
                    {"application_id": a, "partner_id": f, "funder_id": f, "amount": 1, "currency": "EUR"}
                    for a, f in sorted(self.asks)
                ],
                schema=REQUESTS.schema,
            ),
        }

    def assigned(self, options: AssignmentOptions) -> Assignment:
        """The engine's answer."""
        frames = self.frames()
        own = [frames.pop(name) for name in ("applications", "reviewers", "affinity")]
        if self.earlier:
            rows = [{"application_id": a, "reviewer_id": r} for a, r in sorted(self.earlier)]
            frames["earlier"] = pl.DataFrame(rows, schema=ASSIGNMENTS.schema)
        return assign(*own, options, **frames)

    def total(self, panels: Panels) -> int:
        """The affinity in quarters."""
        return sum(self.affinity.get(pair, 0) for pair in panels)

    def served(self, panels: Panels) -> list[int]:
        """Each application's, the worst served first."""
        return sorted(sum(self.affinity.get(pair, 0) for pair in panels if pair[0] == a) for a in self.applications)

    def all_assignments(self, off: frozenset[str] = frozenset()) -> Iterator[Panels]:
        """Every assignment that keeps the conditions, but for those left out."""
        each = [list(self._panels(a, off)) for a in self.applications]
        for chosen in product(*each):
            panels = frozenset(pair for panel in chosen for pair in panel)
            if self._loads_hold(panels, off):
                yield panels

    def _panels(self, application: str, off: frozenset[str]) -> Iterator[tuple[Pair, ...]]:
        pairs = [(application, r) for r in self.reviewers if self._may(application, r, off)]
        for panel in combinations(pairs, self.review.per_application or 0):
            if self._holds(application, [self.reviewers[r] for _, r in panel], off) and self._pins(
                panel, application, off
            ):
                yield panel

    def _pins(self, panel: tuple[Pair, ...], application: str, off: frozenset[str]) -> bool:
        return "pinned" in off or all(pair in panel for pair in self.pinned if pair[0] == application)

    def _may(self, application: str, reviewer: str, off: frozenset[str]) -> bool:
        pair = (application, reviewer)
        if pair in self.conflicts and "conflicts" not in off:
            return False
        if pair in self.refused and "refused" not in off:
            return False
        if pair in self.pinned and "pinned" not in off:
            return True
        if pair not in self.affinity:
            return False
        floor = self.review.floor
        if floor is not None and "floor" not in off and UNIT * self.affinity[pair] < floor:
            return False
        every = self.review.languages == "all" and "languages" not in off
        return not every or self._reads(application, self.reviewers[reviewer])

    def _reads(self, application: str, reviewer: dict[str, object]) -> bool:
        written = self.applications[application].get("languages") or []
        return not written or bool(set(written) & set(reviewer.get("languages") or []))

    def _holds(self, application: str, panel: list[dict[str, object]], off: frozenset[str]) -> bool:
        review = self.review
        if review.distinct_organisations and "organisations" not in off:
            known = [one["organisation_id"] for one in panel if one.get("organisation_id")]
            if len(set(known)) < len(known):
                return False
        countries = {one["country"] for one in panel if one.get("country")}
        if (review.countries or 0) > 1 and "countries" not in off and len(countries) < (review.countries or 0):
            return False
        if review.pools and "pools" not in off:
            pools = {one.get("pool") for one in panel}
            if any(funder not in pools for a, funder in self.asks if a == application):
                return False
        if review.languages == "one" and "languages" not in off:
            return any(self._reads(application, one) for one in panel)
        return True

    def _loads_hold(self, panels: Panels, off: frozenset[str]) -> bool:
        for name, own in self.reviewers.items():
            load = sum(pair[1] == name for pair in panels)
            low = own.get("load_min", self.review.load_min) or 0
            high = own.get("load_max", self.review.load_max)
            if ("load_min" not in off and load < low) or ("load_max" not in off and high is not None and load > high):
                return False
        return True


def panels_of(found: Assignment) -> Panels:
    """The engine's pairs."""
    return frozenset(found.panels.select("application_id", "reviewer_id").iter_rows())


@st.composite
def cases(draw: st.DrawFn, *, crowded: bool = False) -> Case:
    """Two or three applications, three to five reviewers, any of the conditions; `crowded` ones often collide."""
    apps = [f"A{n}" for n in range(draw(st.integers(2, 3)))]
    revs = [f"R{n}" for n in range(draw(st.integers(3, 4 if crowded else 5)))]
    size = draw(st.integers(1, 3 if len(apps) == 2 else 2))
    maybe = st.booleans()
    review = Review(
        per_application=size,
        load_min=draw(st.sampled_from([None, None, 1])),
        load_max=draw(st.sampled_from([None, 1, 2] if crowded else [None, 2, 3])),
        floor=draw(st.sampled_from([None, None, Decimal("0.5")])),
        distinct_organisations=draw(maybe),
        countries=draw(st.sampled_from([None, 2, 3])) if size > 1 else None,
        pools=draw(maybe),
        languages=draw(st.sampled_from([None, None, "all", "one"])),
    )
    review = replace(review, countries=min(review.countries, size) if review.countries else None)
    languages = st.sampled_from([None, ["en"], ["ja"], ["en", "ja"]])
    applications = {a: {"languages": draw(languages)} for a in apps}
    reviewers = {
        r: {
            "organisation_id": draw(st.sampled_from([None, "O1", "O2", "O3"])),
            "country": draw(st.sampled_from([None, "JP", "FR", "DE"] if draw(maybe) else ["JP", "FR", "DE"])),
            "pool": draw(st.sampled_from(["F1", "F2"])),
            "languages": draw(languages),
        }
        for r in revs
    }
    pairs = [(a, r) for a in apps for r in revs]
    some = st.sets(st.sampled_from(pairs), max_size=2)
    known = {pair: draw(st.integers(0, 4)) for pair in pairs if crowded is False or draw(st.integers(0, 5))}
    conflicts = draw(some)
    pinned = draw(st.sets(st.sampled_from(pairs), max_size=1)) - conflicts
    refused = (draw(some) - pinned) & set(known)
    asks = draw(st.sets(st.tuples(st.sampled_from(apps), st.sampled_from(["F1", "F2"])), max_size=3))
    return Case(
        review,
        applications,
        reviewers,
        known,
        frozenset(conflicts),
        frozenset(refused),
        frozenset(pinned),
        frozenset(asks),
    )

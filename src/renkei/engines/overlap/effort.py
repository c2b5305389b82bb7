"""The test of effort: one person's shares, held on the same days, over a full year's."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl

from renkei.defects import Said, say
from renkei.engines.overlap.finding import Finding, listed, percent
from renkei.engines.overlap.persons import Persons
from renkei.engines.overlap.portfolio import Sides
from renkei.tables import CONCENTRATIONS, DECIMALS

WHOLE = 10**DECIMALS  # a full year's work in units of an effort's last decimal: sums are exact
BASE, LIKELY = 0.5, 0.7
Project = tuple[int, str]  # its side and identifier
Shares = tuple[tuple[Project, int], ...]
Row = tuple[Project, int, date, date]


@dataclass(frozen=True)
class Concentration:
    """Days on which one person's shares are over a full year's: the same projects and shares on each of them.

    `shares` are in units of the last decimal, by project; `person_ids` all identifiers taken for this person.
    """

    person_ids: tuple[str, ...]
    name: str | None
    start: date
    end: date
    shares: Shares

    @property
    def total(self) -> Fraction:
        """The shares together; 1 is a full year's."""
        return Fraction(sum(share for _, share in self.shares), WHOLE)


def concentrations(persons: Persons) -> list[Concentration]:
    """Every stretch of days on which somebody's known shares are over a full year's, by person and day.

    Shares and days that are not known count for nothing: unknown is never zero, and never something either.
    """
    rows = persons.grouped(persons.rows).drop_nulls(["effort", "start", "end"]).filter(pl.col("effort") > 0)
    units = rows.with_columns(units=(pl.col("effort") * WHOLE).cast(pl.Int64)).sort("group", "side", "project_id")
    over = units.filter(pl.col("units").sum().over("group") > WHOLE)
    names = dict(over.drop_nulls("name").select("group", "name").sort("group", "name").rows()[::-1])
    held: dict[str, list[Row]] = defaultdict(list)
    for row in over.select("group", "side", "project_id", "units", "start", "end").iter_rows():
        held[row[0]].append((row[1:3], *row[3:]))
    return [
        Concentration(persons.members[group], names.get(group), *stretch)
        for group, rows_of in held.items()
        for stretch in _stretches(rows_of)
    ]


def _stretches(rows: list[Row]) -> Iterator[tuple[date, date, Shares]]:
    """The days on which the shares are over the whole, cut where the shares change."""
    changes: dict[int, dict[Project, int]] = defaultdict(lambda: defaultdict(int))
    for project, units, start, end in rows:
        if start <= end:
            changes[start.toordinal()][project] += units
            changes[end.toordinal() + 1][project] -= units
    held: dict[Project, int] = defaultdict(int)
    begun = 0
    shares: Shares = ()
    for day in sorted(changes):
        for project, units in changes[day].items():
            held[project] += units
        now = tuple(sorted((project, share) for project, share in held.items() if share))
        if now == shares:
            continue
        if sum(share for _, share in shares) > WHOLE:
            yield date.fromordinal(begun), date.fromordinal(day - 1), shares
        begun, shares = day, now


def efforts(sides: Sides, found: list[Concentration]) -> Iterator[Finding]:
    """A finding for each pair of projects that hold a person together, with others or alone, beyond a full year."""
    by_pair: dict[tuple[str, str], list[Concentration]] = defaultdict(list)
    for one in found:
        projects = [project for project, _ in one.shares]
        for left in projects:
            for right in projects:
                if sides.is_pair(left, right):
                    by_pair[left[1], right[1]].append(one)
    for (left_id, right_id), those in sorted(by_pair.items()):
        strength = max(map(_strength, those))
        yield Finding(left_id, right_id, "effort", strength, listed([_told(one) for one in those]))


def _strength(one: Concentration) -> float:
    """Half for the least excess, all for a whole year's."""
    sure = 1 if len(one.person_ids) == 1 else LIKELY
    return min(1.0, float(BASE + (one.total - 1) / 2)) * sure


def _told(one: Concentration) -> Said:
    shares = ", ".join(f"{project} {percent(Fraction(share, WHOLE))} %" for (_, project), share in one.shares)
    who = f"{one.name} ({', '.join(one.person_ids)})" if one.name else ", ".join(one.person_ids)
    template = "{who}: {sum} % from {start} to {end} ({shares})"
    return say(template, who=who, sum=percent(one.total), start=one.start, end=one.end, shares=shares)


def table(found: list[Concentration]) -> pl.DataFrame:
    """The concentrations as the contract's table."""
    rows = [
        (
            one.person_ids[0],
            one.name,
            one.start,
            one.end,
            Decimal(sum(share for _, share in one.shares)).scaleb(-DECIMALS),
            [f"{project} {percent(Fraction(share, WHOLE))} %" for (_, project), share in one.shares],
            list(one.person_ids) if len(one.person_ids) > 1 else None,
        )
        for one in found
    ]
    return pl.DataFrame(rows, schema=CONCENTRATIONS.schema, orient="row").sort("person_id", "start")

"""Suspected overlaps within a portfolio or between two: five tests, their findings joined to what is to be read."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from renkei.engines.overlap import cost, effort, people, persons
from renkei.engines.overlap.finding import Finding
from renkei.engines.overlap.joining import joined
from renkei.engines.overlap.options import OverlapOptions
from renkei.engines.overlap.portfolio import Portfolio, Sides
from renkei.engines.overlap.text import TextPairs
from renkei.engines.overlap.texts import compared, text_findings
from renkei.tables import OVERLAPS


@dataclass(frozen=True)
class Overlap:
    """What was found.

    `overlaps`, `to_read`, `passages` and `concentrations` have the columns of their contracts; `findings` is
    `overlaps` with the evidence as sentences that can be said in another language. `left_over` holds earlier verdicts
    on what is not found now. Left out, each by name, are `crowded_people` (identifiers in more projects than anybody
    works on) and `crowded_items` (costs in the words of everybody). `unknown_efforts` counts the people whose share is
    not known, `unknown_days` those with a share but without a first or last day, `unknown_costs` the costs without.
    """

    overlaps: pl.DataFrame
    to_read: pl.DataFrame
    passages: pl.DataFrame
    concentrations: pl.DataFrame
    left_over: pl.DataFrame
    findings: tuple[Finding, ...]
    texts: TextPairs
    crowded_people: tuple[str, ...]
    crowded_items: tuple[str, ...]
    unknown_efforts: int
    unknown_days: int
    unknown_costs: int


def overlap(
    left: Mapping[str, pl.DataFrame],
    right: Mapping[str, pl.DataFrame] | None = None,
    options: OverlapOptions | None = None,
    *,
    earlier: pl.DataFrame | None = None,
    texts: TextPairs | None = None,
) -> Overlap:
    """Every suspected overlap of the tables `projects`, `people` and `costs` of `left` with those of `right`.

    Without `right`, of `left` within itself. `earlier` is a table `overlaps` whose verdicts are carried over; `texts`
    are pairs that an index has found already, in place of the comparison of all texts.
    """
    chosen = options or OverlapOptions()
    sides = Sides(Portfolio.of(left), None if right is None else Portfolio.of(right))
    theirs = sides.right or sides.left
    if texts is None:
        texts = compared(sides, chosen.texts)
    found_texts, passages = text_findings(texts.pairs, sides.left.projects, theirs.projects)
    who = persons.known(sides.people, chosen.most)
    pairs = people.met(sides, who)
    held = effort.concentrations(who)
    found_costs, crowded_items = cost.costs(sides, who, chosen.most)
    findings = [
        *found_texts,
        *people.same_people(pairs),
        *people.role_swaps(pairs),
        *effort.efforts(sides, held),
        *found_costs,
    ]
    titles = _titles(sides.left), _titles(theirs)
    done = joined(findings, titles, OVERLAPS.empty() if earlier is None else earlier)
    known_effort = sides.people.drop_nulls("effort")
    return Overlap(
        done.overlaps,
        done.to_read,
        passages,
        effort.table(held),
        done.left_over,
        tuple(findings),
        texts,
        who.crowded,
        crowded_items,
        sides.people.height - known_effort.height,
        known_effort.height - known_effort.drop_nulls(["start", "end"]).height,
        sides.costs.height - sides.costs.drop_nulls(["start", "end"]).height,
    )


def _titles(side: Portfolio) -> dict[str, str]:
    return dict(side.projects.select("project_id", "title").iter_rows())

"""Where reviews are missing: applications whose own panel cannot be made, or that ask too much of those they share."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from renkei.engines.assignment.best import best
from renkei.engines.assignment.network import groups_of, network_of
from renkei.engines.assignment.panel_rules import Grouping, Spread
from renkei.engines.assignment.task import Chosen, Task
from renkei.solvers.flow import Network

SHOWN = 8  # identifiers in a sentence
Rule = TypeVar("Rule", Grouping, Spread)


@dataclass(frozen=True)
class Shortage:
    """`alone`: applications of which no panel can be made whatever the others get, else `applications` that together
    need `needed` reviews of `reviewers`, who can give them `given`; or `least`: reviewers who must read more than they
    may; or all must give `needed` where panels take `given`."""

    alone: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    needed: int = 0
    given: int = 0
    least: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.alone:
            return f"By themselves {_listed(self.alone)} can have no panel"
        if self.applications:
            return (
                f"{_listed(self.applications)} need {self.needed} reviews, and those who may read them "
                f"({_listed(self.reviewers)}) can give {self.given}"
            )
        if self.needed:
            return f"Reviewers must read {self.needed} reviews at least, and the panels take {self.given}"
        if self.least:
            return f"{_listed(self.least)} must read more than may be given to them"
        return "Each application could have a panel, and not all of them at once"


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def shortage(task: Task, conditions: tuple[str, ...]) -> Shortage:
    """Where the conditions, none of which can go, leave a task without an assignment."""
    alone = _alone(task)
    if alone:
        return Shortage(alone=alone)
    if "load_min" in conditions:
        must, take = int(task.low.sum()), task.size * len(task.applications)
        return Shortage(needed=must, given=take) if must > take else Shortage(least=_unread(task))
    groups = groups_of(task, task.groupings)
    if groups is None or task.spreads or "load_max" not in conditions:
        return Shortage()
    return _crowded(task, network_of(task, groups, np.zeros_like(task.worth)))


def _alone(task: Task) -> tuple[str, ...]:
    """The applications that can have no panel, were all reviewers free for them."""
    ids = task.applications["application_id"]
    few = np.bincount(task.app, minlength=len(ids)) < task.size
    if few.any():
        return tuple(sorted(ids.filter(few.tolist())))
    if not (task.groupings or task.spreads or task.pinned.any()):
        return ()
    free = replace(task, low=np.zeros_like(task.low), high=np.full_like(task.high, len(ids)))
    return tuple(sorted(ids[app] for app in range(len(ids)) if not _panel_of(free, app)))


def _panel_of(task: Task, app: int) -> bool:
    """Whether the application can have a panel by itself."""
    own = task.app == app
    part = replace(
        task,
        applications=task.applications[[app]],
        app=np.zeros(int(own.sum()), np.int64),
        rev=task.rev[own],
        worth=task.worth[own],
        pinned=task.pinned[own],
        kept=task.kept[own],
        groupings=tuple(_part(one, app, own) for one in task.groupings),
        spreads=tuple(_part(one, app, own) for one in task.spreads),
    )
    return best(part, np.zeros_like(part.worth), 1000) is not None


def _part(rule: Rule, app: int, own: Chosen) -> Rule:
    """The groups of one application."""
    first, last = np.searchsorted(rule.owner, [app, app + 1])
    group = rule.group[own]
    return replace(rule, group=np.where(group < 0, -1, group - first), owner=np.zeros(last - first, np.int64))


def _unread(task: Task) -> tuple[str, ...]:
    """Reviewers who may read fewer applications than they must."""
    may = np.bincount(task.rev, minlength=len(task.reviewers))
    return tuple(sorted(task.reviewers["reviewer_id"].filter((may < task.low).tolist())))


def _crowded(task: Task, network: Network) -> Shortage:
    """The applications on the source's side of a smallest cut, and the reviewers whose loads are the cut."""
    apps, nodes = len(task.applications), len(network.supply)
    source = nodes
    arcs = csr_array(
        (
            np.concatenate([network.high, np.full(apps, task.size)]).astype(np.int32),
            (
                np.concatenate([network.tail, np.full(apps, source)]),
                np.concatenate([network.head, np.arange(apps)]),
            ),
        ),
        shape=(nodes + 1, nodes + 1),
    )
    flow = maximum_flow(arcs, source, nodes - 1).flow
    left = (arcs - flow) > 0
    reached = np.zeros(nodes + 1, bool)
    reached[breadth_first_order(csr_array(left), source, return_predecessors=False)] = True
    crowded = np.flatnonzero(reached[:apps])
    readers = np.unique(task.rev[reached[task.app]])
    given = int(flow[[source]].toarray()[0, crowded].sum())
    return Shortage(
        applications=tuple(sorted(task.applications["application_id"].gather(crowded))),
        reviewers=tuple(sorted(task.reviewers["reviewer_id"].gather(readers))),
        needed=int(task.size * len(crowded)),
        given=given,
    )

"""The task as a flow: applications, through the groups of their candidates, to reviewers; where its rules allow it.

The groups of an application must lie within each other or apart: not two of an organisation does, and so does at
least one of each funder's pool where no organisation has members in two pools. Where two groups cross, no flow states
both, and branch and bound takes over (`exact`).
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from renkei.engines.assignment.panel_rules import Grouping
from renkei.engines.assignment.task import Task
from renkei.solvers.flow import Network, Whole

NONE = -1


@dataclass(frozen=True)
class Groups:
    """Groups that lie within each other or apart: `owner`, `parent` (NONE: the application), `least`, `most` of each;
    `leaf`: the innermost group of each pair."""

    owner: Whole
    parent: Whole
    least: Whole
    most: Whole
    leaf: Whole


def network_of(task: Task, groups: Groups, worth: Whole, parts: int = 1, most: int = 1) -> Network:
    """The flow that gives each application its panel; the first arcs are the pairs, at a cost of minus their worth.

    Everything counts in `parts` of one review; a pair takes `most` of them, and a pinned one all.
    """
    apps, revs, inner = len(task.applications), len(task.reviewers), len(groups.owner)
    reviewer, sink = apps + inner, apps + inner + revs
    group_from = np.where(groups.parent == NONE, groups.owner, apps + groups.parent)
    pair_from = np.where(groups.leaf == NONE, task.app, apps + groups.leaf)
    free = np.zeros(inner + revs, np.int64)
    supply = np.zeros(sink + 1, np.int64)
    supply[:apps], supply[sink] = task.size * parts, -task.size * apps * parts
    pinned = task.pinned * parts
    most_read = np.minimum(task.high, np.bincount(task.rev, minlength=revs))
    return Network(
        np.concatenate([pair_from, group_from, reviewer + np.arange(revs)]),
        np.concatenate([reviewer + task.rev, apps + np.arange(inner), np.full(revs, sink)]),
        np.concatenate([pinned, groups.least * parts, task.low * parts]),
        np.concatenate([np.maximum(pinned, most), groups.most * parts, np.maximum(most_read, task.low) * parts]),
        np.concatenate([-worth, free]),
        supply,
    )


def groups_of(task: Task, groupings: tuple[Grouping, ...]) -> Groups | None:
    """The groups within each other; None where two of them cross."""
    kept = [one for one in map(_telling, groupings) if len(one.owner)]
    start = np.cumsum([0, *(len(one.owner) for one in kept)])
    total = int(start[-1])
    number = [np.where(one.group == NONE, NONE, one.group + first) for one, first in zip(kept, start, strict=False)]
    members = np.zeros(total, np.int64)
    for one in number:
        members += np.bincount(one[one != NONE], minlength=total)
    parent = np.full(total, NONE, np.int64)
    for a, b in permutations(range(len(kept)), 2):
        if not _set_within(number[a], number[b], a > b, members, parent):
            return None
    leaf = np.full(len(task.app), NONE, np.int64)
    for one in number:  # a later grouping of equal size lies within an earlier one
        there = one != NONE
        deeper = there & ((leaf == NONE) | (members[one] <= members[leaf]))
        leaf[deeper] = one[deeper]
    least = np.concatenate([np.full(len(one.owner), one.least) for one in kept] or [np.zeros(0, np.int64)])
    most = np.concatenate([np.full(len(one.owner), one.most) for one in kept] or [np.zeros(0, np.int64)])
    owner = np.concatenate([one.owner for one in kept] or [np.zeros(0, np.int64)])
    return Groups(owner, parent, least, np.maximum(np.minimum(most, members), least), leaf)


def _telling(one: Grouping) -> Grouping:
    """The grouping without the groups that say nothing: no least, and no more members than allowed."""
    members = np.bincount(one.group[one.group != NONE], minlength=len(one.owner))
    tells = (one.least > 0) | (members > one.most)
    number = np.append(np.where(tells, np.cumsum(tells) - 1, NONE), NONE)
    return Grouping(one.rule, number[one.group], one.owner[tells], one.least, one.most)


def _set_within(inner: Whole, outer: Whole, later: bool, members: Whole, parent: Whole) -> bool:
    """Note for each group of `inner` the smallest of `outer` that holds it; False where two groups cross."""
    both = (inner != NONE) & (outer != NONE)
    if not both.any():
        return True
    keys, shared = np.unique(inner[both] * len(members) + outer[both], return_counts=True)
    a, b = keys // len(members), keys % len(members)
    if ((shared < members[a]) & (shared < members[b])).any():
        return False
    held = (shared == members[a]) & ((members[b] > members[a]) | ((members[b] == members[a]) & later))
    a, b = a[held], b[held]
    nearer = (parent[a] == NONE) | (members[b] <= members[parent[a]])
    parent[a[nearer]] = b[nearer]
    return True

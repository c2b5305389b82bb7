"""Every conflict between reviewers and applications: all anew, or what a change concerns; and what it breaks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from renkei.conflict_rules import ConflictRules
from renkei.engines.conflicts.applying import members
from renkei.engines.conflicts.findings import ROW, findings, without_cleared
from renkei.engines.conflicts.material import KEY, Material, Ready, changed_names, ready
from renkei.engines.conflicts.unasked import unasked
from renkei.tables import BROKEN


@dataclass(frozen=True)
class Conflicts:
    """What the rules found on the day asked about.

    `found` has the columns of the table `conflicts`, `unasked` those of its table: both in the order of their keys.
    `cleared` was to be confirmed and was looked into (a declaration says so). `members` are the reviewers who are
    investigators of an application of the call.
    """

    found: pl.DataFrame
    unasked: pl.DataFrame
    cleared: pl.DataFrame
    members: pl.DataFrame


def conflicts(material: Material, rules: ConflictRules, day: date) -> Conflicts:
    """Every conflict, from nothing. Years are counted back from `day`."""
    call = ready(material)
    known = members(call)
    found, gone = without_cleared(call, findings(call, known, rules, day))
    return Conflicts(found, unasked(call, rules), gone, known)


@dataclass(frozen=True)
class Changed:
    """Whose rows changed, and which rules: reviewers, applications, and scopes (`call` or a funder).

    `everything`: who controls whom, who contributes to a pot, the day, or for whom rules hold.
    """

    reviewers: frozenset[str] = frozenset()
    applications: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    everything: bool = False


def changes(before: tuple[Material, ConflictRules, date], after: tuple[Material, ConflictRules, date]) -> Changed:
    """What differs between two states of a call: its material, its rules, and the day asked about."""
    reviewers, applications, rest = changed_names(before[0], after[0])
    old, new = dict(before[1].scopes()), dict(after[1].scopes())
    scopes = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    everything = rest or before[2] != after[2] or before[1].applies != after[1].applies
    return Changed(frozenset(reviewers), frozenset(applications), frozenset(scopes), everything)


def renewed(earlier: Conflicts, material: Material, rules: ConflictRules, day: date, changed: Changed) -> Conflicts:
    """The same as `conflicts(material, rules, day)`, made from the result before the change.

    Found anew is what concerns a changed reviewer, a changed application, or a changed scope; a reviewer who is, or
    was, an investigator of a changed application counts as changed, for where they apply concerns every application.
    """
    if changed.everything:
        return conflicts(material, rules, day)
    call = ready(material)
    known, reviewers = _members(earlier, call, changed)
    others = _but(call.reviewers, "reviewer_id", reviewers)
    standing = _but(call.standing, "application_id", changed.applications)
    parts = [
        findings(call.about(reviewers=reviewers), known, rules, day),
        findings(call.about(reviewers=others, applications=changed.applications), known, rules, day),
        findings(call.about(reviewers=others, applications=standing), known, rules, day, changed.scopes),
    ]
    stale = _stale(reviewers, changed)
    kept = [frame.filter(~stale) for frame in (earlier.found, earlier.cleared)]
    found, gone = without_cleared(call, pl.concat(parts))
    return Conflicts(
        pl.concat([kept[0], found]).sort(ROW), unasked(call, rules), pl.concat([kept[1], gone]).sort(ROW), known
    )


def _members(earlier: Conflicts, call: Ready, changed: Changed) -> tuple[pl.DataFrame, Collection[str]]:
    """Who is an investigator of what now, and all reviewers who count as changed."""
    of_changed = pl.col("reviewer_id").is_in(list(changed.reviewers))
    in_changed = pl.col("application_id").is_in(list(changed.applications))
    others = _but(call.reviewers, "reviewer_id", changed.reviewers)
    fresh = [
        members(call.about(reviewers=changed.reviewers)),
        members(call.about(reviewers=others, applications=changed.applications)),
    ]
    kept = earlier.members.filter(~of_changed & ~in_changed)
    known = pl.concat([kept, *fresh])
    touched = {*earlier.members.filter(in_changed)["reviewer_id"], *fresh[1]["reviewer_id"]}
    return known.sort(known.columns), changed.reviewers | touched


def _stale(reviewers: Collection[str], changed: Changed) -> pl.Expr:
    """The earlier rows that are found anew."""
    return (
        pl.col("reviewer_id").is_in(list(reviewers))
        | pl.col("application_id").is_in(list(changed.applications))
        | pl.col("rule").str.replace(r":[^:]*$", "").is_in(list(changed.scopes))
    )


def _but(frame: pl.DataFrame, key: str, names: Collection[str]) -> list[str]:
    return frame.filter(~pl.col(key).is_in(list(names)))[key].to_list()


def broken(found: pl.DataFrame, assignments: pl.DataFrame) -> pl.DataFrame:
    """The findings on pairs that are assigned already: the columns of `broken`, in the order of its key."""
    return found.join(assignments.select(*KEY, "pinned"), on=KEY).select(BROKEN.names).sort(BROKEN.key)

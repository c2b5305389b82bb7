"""One funder's rules, or the call's, asked of all ties: what each rule finds."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

import polars as pl

from renkei.conflict_rules import CALL, Reach, Rules
from renkei.engines.conflicts import applying, counting
from renkei.engines.conflicts.declared import declared
from renkei.engines.conflicts.material import Ready
from renkei.engines.conflicts.nationality import of_nationality
from renkei.engines.conflicts.organisations import of_department, partnered, together
from renkei.engines.conflicts.published import co_published
from renkei.engines.conflicts.ties import TIE

OWN_APPLICATION = "own_application"
Found = Iterator[tuple[str, pl.DataFrame]]


class Ties:
    """The ties among reviewers and applications, each kind found once and only when a rule asks for it."""

    def __init__(self, ready: Ready, members: pl.DataFrame, day: date) -> None:
        self.ready, self.members, self.day = ready, members, day
        self._by_reach: dict[tuple[str, Reach], pl.DataFrame] = {}

    @cached_property
    def co_published(self) -> pl.DataFrame:
        """Publications together."""
        return co_published(self.ready)

    @cached_property
    def declared(self) -> pl.DataFrame:
        """What reviewers declare."""
        return declared(self.ready)

    @cached_property
    def pending(self) -> pl.DataFrame:
        """Applications of this call together."""
        return applying.pending_together(self.ready, self.members)

    def together(self, reach: Reach) -> pl.DataFrame:
        """Organisations of investigators."""
        return self._reaching("together", reach)

    def partnered(self, reach: Reach) -> pl.DataFrame:
        """Organisations of partners."""
        return self._reaching("partnered", reach)

    def _reaching(self, what: str, reach: Reach) -> pl.DataFrame:
        find = together if what == "together" else partnered
        if (what, reach) not in self._by_reach:
            self._by_reach[what, reach] = find(self.ready, reach)
        return self._by_reach[what, reach]

    def of_kind(self, kind: str) -> pl.DataFrame:
        """What reviewers declare of one kind."""
        return self.declared.filter(pl.col("kind") == kind)


def asked(ties: Ties, scope: str, rules: Rules) -> Found:
    """The name of each rule of a scope with the ties that count under it, wherever the application asks."""
    for name, found in (
        *_always(ties, scope),
        *_places(ties, rules),
        *_work(ties, rules),
        *_people(ties, scope, rules),
    ):
        yield name, found.select(*TIE)


def _always(ties: Ties, scope: str) -> Found:
    """Nobody reviews an application that names them, whatever is written."""
    if scope == CALL:
        yield OWN_APPLICATION, applying.own_application(ties.ready, ties.members)


def _places(ties: Ties, rules: Rules) -> Found:
    if rules.organisation:
        yield "organisation", counting.of_sizes(ties.together(rules.organisation.reach), rules.organisation)
    if rules.department:
        yield "department", of_department(ties.ready)
    if rules.consortium:
        yield "consortium", counting.of_sizes(ties.partnered(rules.consortium.reach), rules.consortium)


def _work(ties: Ties, rules: Rules) -> Found:
    """What one worked at together."""
    day = ties.day
    if (rule := rules.co_publication) is not None:
        yield "co_publication", counting.within(counting.small_enough(ties.co_published, rule), rule, day)
        yield "co_publication", counting.within(ties.of_kind("co_publication"), rule, day)
    if (rule := rules.co_investigation) is not None:
        yield "co_investigation", counting.within(counting.settled(ties.of_kind("co_investigation"), rule), rule, day)
        if rule.pending:
            yield "co_investigation", ties.pending
    for name, rule in (("mentorship", rules.mentorship), ("employment", rules.employment)):
        if rule is not None:
            recent = counting.within(ties.of_kind(name), rule, day)
            yield name, counting.lasting(recent, rule, day)


def _people(ties: Ties, scope: str, rules: Rules) -> Found:
    if rules.kinship:
        yield "kinship", counting.near_enough(ties.of_kind("kinship"), rules.kinship, ties.day)
    for name, stated in (("competitor", rules.competitor), ("interest", rules.interest)):
        if stated:
            yield name, counting.going_on(ties.of_kind(name), ties.day)
    if rules.applying:
        payer = None if scope == CALL else scope
        yield "applying", applying.in_the_same_cycle(ties.ready, ties.members, rules.applying, payer)
    if rules.nationality:
        yield "nationality", of_nationality(ties.ready, rules.nationality)

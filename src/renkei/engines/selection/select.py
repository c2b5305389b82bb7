"""Selecting: the tables of a joint call in, a decision with its reasons out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import polars as pl

from renkei.engines.selection.asking import ask
from renkei.engines.selection.call import Call
from renkei.engines.selection.decide import AnyRule, decide
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.encode import encode
from renkei.engines.selection.next_raise import next_raise
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.outcomes import outcomes, spending
from renkei.engines.selection.payers import Payers, payers
from renkei.engines.selection.ranking.standing import Standing, stand
from renkei.engines.selection.reasons import displaces, money, names, passed_over_for
from renkei.engines.selection.result import NextRaise, Reason, Selection, Unlock
from renkei.engines.selection.top_up import top_up_of
from renkei.engines.selection.topped_rule import ToppedRule
from renkei.engines.selection.unlock import unlock

Progress = Callable[[str, int, int], None]


def select(
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    funders: pl.DataFrame,
    options: SelectionOptions,
    criteria_scores: pl.DataFrame | None = None,
    rates: pl.DataFrame | None = None,
    progress: Progress = lambda what, done, of: None,
    rankings: pl.DataFrame | None = None,
    endorsements: pl.DataFrame | None = None,
    pots: pl.DataFrame | None = None,
    contributions: pl.DataFrame | None = None,
) -> Selection:
    """Decide a joint call by a rule and say why.

    The tables have the columns and types of `renkei.tables` and have passed `renkei check`. `pots` and `contributions`
    are common money. `progress` is told what is being worked on, how much of it is done, and of how much. An interrupt
    (Ctrl-C) ends the work with the best found so far: reasons not reached are `not_computed`, a solution not proven is
    marked. Raises SelectionError, in words, for what the rule cannot decide.

    Endorsements and the way the call ranks (`rankings`) make the order before the rule begins, see `stand`.
    The rules are those of ERA-NET Cofund's binding ranking (`ranking`), ranking with gap filling (`gaps`), best
    portfolio by bands (`best`) and highest total (`sum`); docs/rules.md defines them.
    """
    end = None if options.seconds is None else time.monotonic() + options.seconds
    standing = stand(applications, requests, funders, options, criteria_scores, rates, rankings, endorsements)
    paying = payers(standing.requests, funders, options, rates, pots, contributions)
    funders, options = paying.funders, replace(standing.options, reporting_currency=paying.reporting)
    call = encode(standing.applications, paying.requests, funders, options, criteria_scores, rates)
    progress("deciding", 0, 1)
    rule, decided = decide(call, options, top_up_of(paying, pots))
    progress("deciding", 1, 1)
    explained = Explained(rule, decided, funders, options, progress, end)
    return assembled(call, decided, explained, standing, paying, options)


def assembled(
    call: Call,
    decided: Decided,
    explained: "Explained",
    standing: Standing,
    paying: Payers,
    options: SelectionOptions,
) -> Selection:
    """A rule's result with its reasons, as the selection that a record is made of."""
    frame, reserve = outcomes(call, decided.chosen, standing.applications, options)
    return Selection(
        options=options,
        outcomes=frame,
        spending=spending(call, decided.chosen, paying.funders),
        reasons=explained.reasons,
        next_raises=explained.next_raises,
        reserve=reserve,
        asked={one: money(call, call.asked[place]) for place, one in enumerate(call.applications)},
        steps=decided.steps,
        bounds=decided.bounds,
        cuts=decided.cuts,
        tied=names(call, decided.chosen.tied),
        ties_exact=decided.chosen.exact,
        draw_order=tuple(call.applications[one] for one in call.lot or ()),
        complete=decided.complete,
        stopped=decided.stopped or explained.stopped,
        order=standing.order,
        endorsed=standing.endorsed,
        real_pots=paying.real_pots,
        top_up=decided.top_up,
    )


class Explained:
    """The reasons of a decision, one by one until done or interrupted."""

    def __init__(
        self,
        rule: AnyRule,
        decided: Decided,
        funders: pl.DataFrame,
        options: SelectionOptions,
        progress: Progress,
        end: float | None,
    ) -> None:
        self.rule, self.call, self.decided = rule, rule.call, decided
        self.funded = decided.chosen.always
        self.possible: Sequence[int | None] = funders.sort("funder_id")["possible_raise"].to_list()
        self.reasons = {one: Reason("not_eligible", because=why) for one, why in self.call.not_eligible.items()}
        self.next_raises = {funder: NextRaise() for funder in self.call.funders}
        self.tries = options.tries or rule.tries
        self.end = end
        self.stopped: str | None = None
        self.rerun = options.reasons and decided.complete and not decided.chosen.tied
        for one in range(len(self.call.applications)):
            self.reasons[self.call.applications[one]] = self._reason(one)
        if self.rerun:
            self._run_again(progress)

    def _reason(self, one: int) -> Reason:
        """The reason as far as it needs no re-run."""
        kind, at = self._kind(one)
        if kind == "funded":
            return Reason(kind)
        short = self.decided.short.get(one, {})
        over = () if kind == "lot" else passed_over_for(self.call, one, self.funded)
        return Reason(kind, at=at, short=money(self.call, short), passed_over_for=over)

    def _kind(self, one: int) -> tuple[str, str]:
        if one in self.funded:
            return "funded", ""
        if one in self.decided.chosen.sometimes:
            return "lot", ""
        stopped_at = self.decided.stopped_at
        if stopped_at is not None and self.call.group_of[one] > stopped_at:
            return "stopped", self.call.labels[stopped_at]
        if one in self.decided.lost_lot:
            return "lost_lot", ""
        if one in self.decided.adds_nothing:
            return "adds_nothing", ""
        return "short", ""

    def _run_again(self, progress: Progress) -> None:
        """The reasons that need the rule to be run again, in order of rank, then the funders' next raises."""
        ranked = [one for group in self.call.groups for one in group if one not in self.funded]
        funders = range(len(self.call.funders))
        todo = [*(partial(self._rerun_one, one) for one in ranked), *(partial(self._raise_one, row) for row in funders)]
        try:
            ask(todo, self.rule.threads, lambda done: self._proceed(done, len(todo), progress))
        except KeyboardInterrupt:
            self.stopped = "interrupted"

    def _proceed(self, done: int, of: int, progress: Progress) -> bool:
        """Tell how far the reasons are; false past the end."""
        progress("reasons", done, of)
        if self.end is not None and time.monotonic() > self.end:
            self.stopped = "seconds"
        return self.stopped is None

    def _raise_one(self, row: int) -> None:
        rule = self.rule
        found = (
            rule.next_raise(row, self.funded)
            if isinstance(rule, ToppedRule)
            else next_raise(rule, row, self.funded, self.tries)
        )
        self.next_raises[self.call.funders[row]] = found

    def _rerun_one(self, one: int) -> None:
        name = self.call.applications[one]
        reason = self.reasons[name]
        self.reasons[name] = replace(
            reason,
            displaces=displaces(self.rule, one, self.funded),
            unlock=self._unlock(one),
        )

    def _unlock(self, one: int) -> Unlock:
        if isinstance(self.rule, ToppedRule):
            return self.rule.unlock(one, self.funded, self.possible)
        return unlock(self.rule, one, self.funded, self.possible, self.tries)

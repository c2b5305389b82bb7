"""Selecting: the tables of a joint call in, a decision with its reasons out."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import polars as pl

from renkei.engines.selection.asking import ask
from renkei.engines.selection.decide import AnyRule, decide
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.next_raise import next_raise
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.outcomes import outcomes, spending
from renkei.engines.selection.ready import Ready, make_ready
from renkei.engines.selection.reasons import displaces, money, names, passed_over_for
from renkei.engines.selection.reduced import reduced_of
from renkei.engines.selection.result import NextRaise, Reason, Selection, Unlock
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
    exclusive: pl.DataFrame | None = None,
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
    given = {
        "applications": applications,
        "requests": requests,
        "funders": funders,
        "criteria_scores": criteria_scores,
        "rates": rates,
        "rankings": rankings,
        "endorsements": endorsements,
        "pots": pots,
        "contributions": contributions,
        "exclusive": exclusive,
    }
    ready = make_ready({name: table for name, table in given.items() if table is not None}, options)
    progress("deciding", 0, 1)
    rule, decided = decide(ready.call, ready.options, ready.top_up)
    progress("deciding", 1, 1)
    explained = Explained(rule, decided, ready, progress, end)
    return assembled(decided, explained, ready)


def assembled(decided: Decided, explained: "Explained", ready: Ready) -> Selection:
    """A rule's result with its reasons, as the selection that a record is made of."""
    call, standing, paying = ready.call, ready.standing, ready.paying
    frame, reserve = outcomes(call, decided.chosen, standing.applications, ready.options)
    return Selection(
        options=ready.options,
        outcomes=frame,
        spending=spending(call, decided.chosen, paying.funders, decided.reduction.saved if decided.reduction else {}),
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
        conditions=ready.conditions,
        reduced=reduced_of(call, decided.reduction),
        zone=call.zone,
    )


class Explained:
    """The reasons of a decision, one by one until done or interrupted."""

    def __init__(
        self,
        rule: AnyRule,
        decided: Decided,
        ready: Ready,
        progress: Progress = lambda what, done, of: None,
        end: float | None = None,
    ) -> None:
        self.rule, self.call, self.decided = rule, rule.call, decided
        self.funded = decided.chosen.always
        options, self.possible = ready.options, ready.possible
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
        return "minimum" if self.call.floors and not self.decided.short.get(one) else "short", ""

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
        self.next_raises[self.call.funders[row]] = self._next_raise(row)

    def _next_raise(self, row: int) -> NextRaise:
        if not self.call.raises_searched:
            return NextRaise("open")
        if isinstance(self.rule, ToppedRule):
            return self.rule.next_raise(row, self.funded)
        return next_raise(self.rule, row, self.funded, self.tries)

    def _rerun_one(self, one: int) -> None:
        name = self.call.applications[one]
        reason = self.reasons[name]
        self.reasons[name] = replace(
            reason,
            displaces=displaces(self.rule, one, self.funded),
            unlock=self._unlock(one),
        )

    def _unlock(self, one: int) -> Unlock:
        if not self.call.raises_searched:
            return Unlock("open")
        if isinstance(self.rule, ToppedRule):
            return self.rule.unlock(one, self.funded, self.possible)
        return unlock(self.rule, one, self.funded, self.possible, self.tries)
